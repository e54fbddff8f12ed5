#pragma once
#include <string>
#include <string_view>

namespace cuetheque {

/// Whether a frame (its 10-byte header and the first 3 bytes of text) says UTF-16 with a byte order mark and has none.
[[nodiscard]] bool lacks_byte_order(std::string_view frame);

/// An ID3v2.3 or 2.4 block as TagLib can read it to the end: frames of no bytes, at which it stops, are gone, and
/// UTF-16 text without the byte order mark it owes gets the little-endian one, which every other reader assumes.
[[nodiscard]] std::string repaired_id3v2(std::string_view block);

}  // namespace cuetheque
