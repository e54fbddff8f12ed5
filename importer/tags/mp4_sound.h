#pragma once
#include "importer/tags/tag_sheet.h"
#include "importer/tags/window_stream.h"

namespace cuetheque {

/// Rate, channels and length of the first sound track of an MP4 file, from its atoms: TagLib 1.13 knows AAC and ALAC
/// alone, and of AAC not the numbers that its decoder is told.
[[nodiscard]] Sound mp4_sound(WindowStream& stream);

}  // namespace cuetheque
