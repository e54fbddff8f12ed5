#pragma once
#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

#include "core/draft.h"
#include "core/remark.h"

namespace cuetheque {

/// What reading a film/TV cue sheet gives: the sheet, or none with one failed remark; and a remark for everything odd.
struct ParsedCueSheet {
  std::optional<CueSheetDraft> sheet;
  std::vector<Remark> remarks;  ///< "line N", of a workbook "row N"; those of the validation rules (FORMATS.md C.5)
                                ///< begin with "error:" or "warning:"
};

/// What a person says of the sheets that are read.
struct CueSheetOptions {
  std::string_view encoding = {};                                ///< of texts; empty = detect
  std::optional<std::chrono::milliseconds> timecode_start = {};  ///< of sheets that do not state it themselves
};

/// Parses a cue sheet in CSV, TSV or XLSX, told apart by content (FORMATS.md C.7: labels, blank row, header, one row
/// for each cue and party; or the header and its rows alone, where it names a title and one of time, duration, usage
/// or role; of a workbook the first sheet that is one). Pure; `path` goes into remarks and the sheet's origin (the
/// caller adds the root). Statements of its cues: source cue_sheet, origin 0. Never throws on bad input, except for an
/// unknown encoding (usage).
[[nodiscard]] ParsedCueSheet parse_cue_sheet(std::string_view bytes, std::string_view path,
                                             const CueSheetOptions& options = {});

/// How every refusal begins of what may be anything but a cue sheet: no failure, since tables lie beside music.
inline constexpr std::string_view no_cue_sheet = "not a cue sheet";

}  // namespace cuetheque
