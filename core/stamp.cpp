#include "core/stamp.h"

namespace cuetheque {
namespace {

template <typename Parts>
void stamp_each(Parts& parts, Revision operation) {
  for (auto& part : parts)
    if (part.operation() == 0) part.set_operation(operation);
}

}  // namespace

void stamp(Record& record, Revision operation) {
  if (record.created() == 0) record.set_created(operation);
  stamp_each(*record.mutable_statements(), operation);
  stamp_each(*record.mutable_origins(), operation);
  stamp_each(*record.mutable_links(), operation);
  stamp_each(*record.mutable_files(), operation);
  stamp_each(*record.mutable_tracks(), operation);
  for (auto& track : *record.mutable_tracks()) stamp_each(*track.mutable_statements(), operation);
}

}  // namespace cuetheque
