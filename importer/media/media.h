#pragma once
#include <string_view>

#include "importer/tags/containers.h"

namespace cuetheque {

/// Reads, through libavformat, the containers whose row in containers.h has no reader. libavformat sees the bytes of
/// this file and nothing else: no path, no network, no file that another one names; the demuxer is the one of the
/// container, which the first bytes have told. What it gives as unknown stays so. The tags around the sound (APE, ID3)
/// go before its own reading of them. Matroska is not among these containers: libavformat keeps one value of each tag
/// and forgets whether album or track was meant.
[[nodiscard]] AudioFacts read_media(AudioInput& input, std::string_view container);

}  // namespace cuetheque
