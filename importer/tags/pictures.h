#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "importer/reading.pb.h"

namespace cuetheque {

/// The largest picture whose content is digested; a larger one is known by its size only.
inline constexpr std::size_t digested_picture = 16UL * 1024 * 1024;

/// An embedded picture by what identifies it: its bytes are never kept.
[[nodiscard]] ReadPicture picture_of(unsigned type, std::string mime, std::string_view data);

/// One that is a file of its own, of `size` bytes, of which `start` are the first `digested_picture` or all.
[[nodiscard]] ReadPicture picture_in_file(std::string type, std::string mime, std::uint64_t size,
                                          std::string_view start);

/// A FLAC PICTURE block, also as Ogg carries it: type, MIME and description with big-endian lengths, then the data.
/// Empty mime and size 0 where it is cut short.
[[nodiscard]] ReadPicture flac_picture(std::string_view block);

/// SHA-256 as 32 bytes.
[[nodiscard]] std::string sha256(std::string_view data);

}  // namespace cuetheque
