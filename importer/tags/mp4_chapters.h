#pragma once
#include <vector>

#include "importer/tags/tag_sheet.h"
#include "importer/tags/window_stream.h"

namespace cuetheque {

/// The chapters of an MP4 file by Nero's list of them (the chpl atom), in the order they stand. What QuickTime keeps as
/// a track of text is not read.
[[nodiscard]] std::vector<ReadChapter> mp4_chapters(WindowStream& stream);

}  // namespace cuetheque
