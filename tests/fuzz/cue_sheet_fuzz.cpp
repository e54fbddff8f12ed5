#include <array>

#include "core/text.h"
#include "importer/cue_sheets/cue_sheet.h"
#include "tests/fuzz/property.h"

/// A cue sheet is read, or refused with one failed remark, whatever a person says of it; what is read is clean text
/// that a record can hold.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using cuetheque::fuzz::demand;
  constexpr std::array encodings{"", "", "", "windows-1252", "utf-16le"};
  cuetheque::CueSheetOptions options{encodings[size % encodings.size()]};
  if (size % 3 == 0) options.timecode_start = std::chrono::hours(size % 24);
  const auto parsed = cuetheque::parse_cue_sheet(cuetheque::fuzz::text_of(data, size), "x.csv", options);
  if (!parsed.sheet) {
    demand(parsed.remarks.size() == 1 && parsed.remarks.front().failed);
    return 0;
  }
  demand(parsed.remarks.size() <= 501);
  demand(!parsed.sheet->cues.empty());
  for (const auto& cue : parsed.sheet->cues) {
    demand(cue.origins_size() == 1 && !cue.SerializeAsString().empty());
    for (const auto& statement : cue.statements()) {
      demand(statement.values_size() > 0 && statement.field() != 0);
      for (const auto& value : statement.values()) demand(!value.empty() && cuetheque::is_utf8(value));
    }
    for (const auto& party : cue.parties()) demand(!party.name().empty() && cuetheque::is_utf8(party.name()));
  }
  return 0;
}
