// The JSON contract of DESIGN.md 7: one object a line.
#include "cli/exporters/all.h"

namespace cuetheque {

void export_jsonl(const ExportJob& job, const ExportSink& sink) {
  job.each([&](Id id) {
    if (const auto view = job.publisher.view(id)) sink.write(json_line(*view));
  });
}

}  // namespace cuetheque
