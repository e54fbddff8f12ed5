#include "importer/tags/picture_header.h"

#include "importer/tags/bytes.h"

namespace cuetheque {
namespace {

using std::string_view_literals::operator""sv;

// The frame header is the first marker of C0 to CF that is no table (C4, C8, CC); segments before it say their length.
PictureHeader jpeg(std::string_view data) {
  PictureHeader header{"image/jpeg"};
  std::size_t at = 2;
  while (at + 9 <= data.size() && byte_at(data, at) == 0xFF) {
    const auto marker = byte_at(data, at + 1);
    const bool alone = marker == 0xFF || marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
    const bool frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    if (frame) {
      header.height = big16(data, at + 5);
      header.width = big16(data, at + 7);
      return header;
    }
    at += marker == 0xFF ? 1 : alone ? 2 : 2 + std::size_t{big16(data, at + 2)};
  }
  return header;
}

PictureHeader png(std::string_view data) {
  const bool first_is_header = data.size() >= 24 && data.substr(12, 4) == "IHDR";
  return {"image/png", first_is_header ? big32(data, 16) : 0, first_is_header ? big32(data, 20) : 0};
}

PictureHeader gif(std::string_view data) {
  return {"image/gif", little16(data, 6), little16(data, 8)};
}

// The three kinds of WebP keep their size in three places (RFC 9649).
PictureHeader webp(std::string_view data) {
  PictureHeader header{"image/webp"};
  const auto kind = data.substr(12, 4);
  constexpr std::uint32_t fourteen_bits = 0x3FFF;
  if (data.size() < 30) return header;
  if (kind == "VP8X") {
    header.width = static_cast<std::uint32_t>(little(data, 24, 3)) + 1;
    header.height = static_cast<std::uint32_t>(little(data, 27, 3)) + 1;
  } else if (kind == "VP8 " && data.substr(23, 3) == "\x9D\x01\x2A"sv) {
    header.width = little16(data, 26) & fourteen_bits;
    header.height = little16(data, 28) & fourteen_bits;
  } else if (kind == "VP8L") {
    header.width = (little32(data, 21) & fourteen_bits) + 1;
    header.height = (little32(data, 21) >> 14U & fourteen_bits) + 1;
  }
  return header;
}

PictureHeader bmp(std::string_view data) {
  const auto height = static_cast<std::int32_t>(little32(data, 22));  // negative: from the top
  return {"image/bmp", little32(data, 18), static_cast<std::uint32_t>(height < 0 ? -std::int64_t{height} : height)};
}

}  // namespace

PictureHeader picture_header(std::string_view data) {
  if (data.starts_with("\xFF\xD8\xFF"sv)) return jpeg(data);
  if (data.starts_with("\x89PNG\r\n\x1A\n"sv)) return png(data.substr(0, 24));
  if (data.size() >= 10 && (data.starts_with("GIF87a"sv) || data.starts_with("GIF89a"sv))) return gif(data);
  if (data.starts_with("RIFF"sv) && data.size() >= 16 && data.substr(8, 4) == "WEBP"sv) return webp(data);
  if (data.starts_with("BM"sv) && data.size() >= 26 && little32(data, 14) >= 40) return bmp(data);
  return {};
}

}  // namespace cuetheque
