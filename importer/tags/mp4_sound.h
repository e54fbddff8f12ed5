#pragma once
#include "importer/tags/tag_sheet.h"
#include "importer/tags/window_stream.h"

namespace cuetheque {

/// Rate, channels and length of the first sound track of an MP4 file, from its atoms: TagLib 1.13 gives none for codecs
/// other than AAC and ALAC.
[[nodiscard]] Sound mp4_sound(WindowStream& stream);

}  // namespace cuetheque
