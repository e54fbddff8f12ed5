#pragma once
#include <vector>

#include "importer/tags/sound_spans.h"

namespace cuetheque {

/// What the pages of an Ogg file hold, all streams, but for the header packets of the first one that carries sound:
/// there the comments are, and a gain that taggers change. None where the pages do not follow each other to the end, or
/// are too many.
[[nodiscard]] std::vector<ByteSpan> ogg_sound(WindowStream& stream, std::uint64_t begin);

}  // namespace cuetheque
