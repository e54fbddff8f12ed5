#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "core/draft.h"
#include "core/remark.h"

namespace cuetheque {

/// What reading a film/TV cue sheet gives: the sheet, or none with one failed remark; and a remark for everything odd.
struct ParsedCueSheet {
  std::optional<CueSheetDraft> sheet;
  std::vector<Remark>
      remarks;  ///< "line N"; those of the validation rules (FORMATS.md C.5) begin with "error:" or "warning:"
};

/// Parses a cue sheet in CSV or TSV (FORMATS.md C.7: labels, blank row, header, one row for each cue and party; or the
/// header and its rows alone, where it names a title and one of time, duration, usage or role). Pure; `path` goes into
/// remarks and the sheet's origin (the caller adds the root). Statements of its cues: source cue_sheet, origin 0. Never
/// throws on bad input, except for an unknown `encoding` (usage).
[[nodiscard]] ParsedCueSheet parse_cue_sheet(std::string_view bytes, std::string_view path,
                                             std::string_view encoding = {});

}  // namespace cuetheque
