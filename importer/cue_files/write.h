#pragma once
#include <string>

#include "importer/cue_files/cue_file.h"

namespace cuetheque {

/// The text of a CUE file that reads back as the same sheet (FORMATS.md B): UTF-8, LF. FILE stands where it changes,
/// also inside a track whose gap lies in the file before (B.7). The format has no escape for a double quote, so one in
/// a value becomes an apostrophe; control characters become spaces.
[[nodiscard]] std::string cue_text(const CueFile& sheet);

}  // namespace cuetheque
