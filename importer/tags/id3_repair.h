#pragma once
#include <string>
#include <string_view>
#include <vector>

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

/// A block of version 2.2 or 2.3 without the zeros that unsynchronisation put behind every 0xFF of what follows its
/// header; that it is unsynchronised it still says.
[[nodiscard]] std::string synchronised(std::string_view block);

/// An ID3v2.3 block of frames of one name of four letters, one for each of what they hold.
[[nodiscard]] std::string block_of_frames(std::string_view id, const std::vector<std::string>& contents);

}  // namespace cuetheque
