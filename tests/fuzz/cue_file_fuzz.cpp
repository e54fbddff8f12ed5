#include <algorithm>
#include <array>

#include "core/text.h"
#include "importer/assembly/cue_cut.h"
#include "importer/assembly/cue_join.h"
#include "importer/cue_files/cue_file.h"
#include "importer/cue_files/write.h"
#include "tests/fuzz/property.h"

namespace {

using cuetheque::CueFile;
using cuetheque::fuzz::demand;

void check_sheet(const CueFile& sheet) {
  demand(cuetheque::is_utf8(sheet.title));
  for (const auto& track : sheet.tracks) {
    demand(track.file < sheet.files.size());
    for (const auto& index : track.indices)
      demand(index.file < sheet.files.size() && index.number < 100 && index.at.count() >= 0);
  }
}

void check_ranges(const CueFile& sheet) {
  for (const auto& range : cuetheque::track_ranges(sheet)) {
    demand(range.track < sheet.tracks.size() && range.file < sheet.files.size() &&
           range.pregap_file < sheet.files.size());
    demand(!range.end || *range.end > *range.start);
    cuetheque::Track track;
    cuetheque::cut_track(track, sheet, range);
  }
  const auto resolved = cuetheque::resolve_files(sheet, "x.cue", {"a.wav", "A.flac", "cd1/b.wav", "x.ape"});
  demand(resolved.audio.size() == sheet.files.size());
  for (const auto& audio : resolved.audio) demand(!audio || *audio < 4);
}

/// Files that no index lies in are not written; a name loses its controls.
bool same_indices(const CueFile::Track& one, const CueFile::Track& other) {
  return std::ranges::equal(one.indices, other.indices, [](const auto& a, const auto& b) {
    return a.number == b.number && a.at == b.at && a.file >= b.file;
  });
}

bool same_tracks(const CueFile& sheet, const CueFile& again) {
  return std::ranges::equal(sheet.tracks, again.tracks, [](const auto& one, const auto& other) {
    return one.number == other.number && one.mode == other.mode && same_indices(one, other) &&
           one.pregap == other.pregap && one.postgap == other.postgap && one.flags == other.flags;
  });
}

CueFile written_and_read(const CueFile& sheet) {
  return cuetheque::parse_cue_file(cuetheque::cue_text(sheet), "x.cue", "utf-8").sheet;
}

/// Texts may lose their quotes and controls, and a comment then look like a key; what the sheet cuts never changes, and
/// what was written twice stays.
void check_writing(const CueFile& sheet) {
  if (sheet.tracks.empty()) return;
  const auto again = written_and_read(sheet);
  demand(same_tracks(sheet, again));
  const auto settled = written_and_read(again);
  demand(written_and_read(settled) == settled);
}

}  // namespace

/// A CUE file is read or refused, never thrown at us, in whatever encoding it is said to be; what is read holds
/// together, its ranges are ranges of its own files, and it reads back as it is written.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::array encodings{"", "", "", "utf-8", "windows-1252", "shift_jis", "utf-16le"};
  const auto parsed =
      cuetheque::parse_cue_file(cuetheque::fuzz::text_of(data, size), "x.cue", encodings[size % encodings.size()]);
  demand(!parsed.sheet.tracks.empty() || (!parsed.remarks.empty() && parsed.remarks.size() <= 210));
  check_sheet(parsed.sheet);
  check_ranges(parsed.sheet);
  check_writing(parsed.sheet);
  return 0;
}
