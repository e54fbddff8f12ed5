#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "importer/reading.pb.h"

namespace cuetheque {

/// An embedded picture by what identifies it: its bytes are never kept. A picture over 16 MiB is known by its size
/// only.
[[nodiscard]] ReadPicture picture_of(unsigned type, std::string mime, std::string_view data);

/// A FLAC PICTURE block, also as Ogg carries it: type, MIME and description with big-endian lengths, then the data.
/// Empty mime and size 0 where it is cut short.
[[nodiscard]] ReadPicture flac_picture(std::string_view block);

/// SHA-256 as 32 bytes.
[[nodiscard]] std::string sha256(std::string_view data);

}  // namespace cuetheque
