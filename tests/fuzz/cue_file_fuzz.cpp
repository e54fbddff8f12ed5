#include "core/text.h"
#include "importer/assembly/cue_join.h"
#include "importer/cue_files/cue_file.h"
#include "tests/fuzz/property.h"

/// A CUE file is read or refused, never thrown at us; what is read holds together, and its ranges are ranges of its own
/// files.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using cuetheque::fuzz::demand;
  const auto parsed = cuetheque::parse_cue_file(cuetheque::fuzz::text_of(data, size), "x.cue");
  const auto& sheet = parsed.sheet;
  demand(!sheet.tracks.empty() || (!parsed.remarks.empty() && parsed.remarks.size() <= 210));
  demand(cuetheque::is_utf8(sheet.title));
  for (const auto& track : sheet.tracks) {
    demand(track.file < sheet.files.size());
    for (const auto& index : track.indices)
      demand(index.file < sheet.files.size() && index.number < 100 && index.at.count() >= 0);
  }
  for (const auto& range : cuetheque::track_ranges(sheet)) {
    demand(range.track < sheet.tracks.size() && range.file < sheet.files.size() &&
           range.pregap_file < sheet.files.size());
    demand(!range.end || *range.end > *range.start);
  }
  const auto resolved = cuetheque::resolve_files(sheet, "x.cue", {"a.wav", "A.flac", "cd1/b.wav", "x.ape"});
  demand(resolved.audio.size() == sheet.files.size());
  for (const auto& audio : resolved.audio) demand(!audio || *audio < 4);
  return 0;
}
