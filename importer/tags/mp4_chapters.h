#pragma once
#include <vector>

#include "importer/tags/tag_sheet.h"
#include "importer/tags/window_stream.h"

namespace cuetheque {

/// The chapters of an MP4 file by Nero's list of them (the chpl atom), else by QuickTime's track of text, in the order
/// they stand.
[[nodiscard]] std::vector<ReadChapter> mp4_chapters(WindowStream& stream);

/// Those of the track of text that another track refers to as its chapters.
[[nodiscard]] std::vector<ReadChapter> mp4_text_chapters(WindowStream& stream);

}  // namespace cuetheque
