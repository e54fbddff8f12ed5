#pragma once
#include <string_view>

#include "importer/tags/tag_sheet.h"

namespace cuetheque {

/// A Vorbis comment block (FLAC, Vorbis, Opus, Speex, without any magic before it) with the pictures inside.
[[nodiscard]] TagBlock read_vorbis_comment(std::string_view block);

/// A FLAC CUESHEET block (RFC 9639 8.7) written out as the text of a CUE file about `file_name`; empty text where it is
/// broken.
[[nodiscard]] std::string flac_cuesheet_text(std::string_view block, std::uint32_t sample_rate,
                                             std::string_view file_name);

/// Rate, channels, bits and length of a FLAC STREAMINFO block.
[[nodiscard]] Sound flac_stream_info(std::string_view block);

}  // namespace cuetheque
