#pragma once
#include <string>
#include <string_view>

namespace cuetheque {

/// Whether a frame (its 10-byte header and the first 3 bytes of text) says UTF-16 with a byte order mark and has none.
[[nodiscard]] bool lacks_byte_order(std::string_view frame);

/// Whether a frame's name may stand there: four capitals or digits.
[[nodiscard]] bool starts_frame(std::string_view block, std::size_t at = 0);

/// Where the frames of an ID3v2.3 or 2.4 block begin: behind the header and any extended header.
[[nodiscard]] std::size_t frames_begin(std::string_view block);

/// An ID3v2.3 or 2.4 block as TagLib can read it to the end: an extended header and a footer, for each of which it
/// loses frames, are gone, and so are frames of no bytes, at which it stops; UTF-16 text without the byte order mark it
/// owes gets the little-endian one, which every other reader assumes.
[[nodiscard]] std::string repaired_id3v2(std::string_view block);

/// An ID3v2.3 block of one frame: its name of four letters and what it holds.
[[nodiscard]] std::string block_of_frame(std::string_view id, std::string_view content);

}  // namespace cuetheque
