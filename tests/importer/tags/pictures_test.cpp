// Pictures by what they say of themselves.
#include "importer/tags/pictures.h"

#include <gtest/gtest.h>

#include "importer/tags/picture_header.h"
#include "tests/importer/tags/files.h"

namespace cuetheque {
namespace {

using std::string_literals::operator""s;
using tags_test::be32;
using tags_test::le16;
using tags_test::le32;

struct Case {
  std::string what, bytes, mime;
  std::uint32_t width, height;
};

std::string jpeg(const std::string& before_frame) {
  return "\xFF\xD8"s + before_frame + "\xFF\xC2\0\x11\x08\x05\x78\x05\xDC\3"s;
}

std::string webp(std::string_view kind, std::string_view data) {
  return "RIFF" + le32(100) + "WEBP" + std::string(kind) + le32(data.size()) + std::string(data) +
         std::string(30, '\0');
}

TEST(Pictures, headers) {
  const auto cases = std::vector<Case>{
      {"JPEG behind segments", jpeg("\xFF\xE0\0\4ab\xFF\xFF\xC4\0\3x"s), "image/jpeg", 1500, 1400},
      {"JPEG cut short", jpeg("\xFF\xE0\xFF\xFFxx"s), "image/jpeg", 0, 0},
      {"JPEG of nothing", "\xFF\xD8\xFF"s, "image/jpeg", 0, 0},
      {"PNG", "\x89PNG\r\n\x1A\n"s + be32(13) + "IHDR" + be32(640) + be32(480), "image/png", 640, 480},
      {"PNG cut short", "\x89PNG\r\n\x1A\n"s + be32(13) + "IHDR" + be32(640), "image/png", 0, 0},
      {"GIF", "GIF89a" + le16(320) + le16(200), "image/gif", 320, 200},
      {"WebP, lossy", webp("VP8 ", "\0\0\0\x9D\1\x2A"s + le16(600) + le16(400)), "image/webp", 600, 400},
      {"WebP, lossless", webp("VP8L", "\x2F"s + le32(599U | 399U << 14U)), "image/webp", 600, 400},
      {"WebP, extended", webp("VP8X", le32(0) + le32(599).substr(0, 3) + le32(399).substr(0, 3)), "image/webp", 600,
       400},
      {"BMP", "BM" + std::string(12, '\0') + le32(40) + le32(64) + le32(32), "image/bmp", 64, 32},
      {"BMP from the top", "BM" + std::string(12, '\0') + le32(40) + le32(64) + le32(0xFFFFFFE0), "image/bmp", 64, 32},
      {"text", "no picture at all", "", 0, 0},
      {"nothing", "", "", 0, 0},
  };
  for (const auto& c : cases) {
    const auto header = picture_header(c.bytes);
    EXPECT_EQ(header.mime, c.mime) << c.what;
    EXPECT_EQ(header.width, c.width) << c.what;
    EXPECT_EQ(header.height, c.height) << c.what;
    for (std::size_t end = 0; end < c.bytes.size(); ++end)
      (void)picture_header(std::string_view(c.bytes).substr(0, end));
  }
}

TEST(Pictures, what_the_tagger_called_it_gives_way) {
  const auto gif = "GIF89a" + le16(3) + le16(2);
  const auto known = picture_of(3, "JPG", gif), unknown = picture_of(4, "image/x-odd", "what is this");
  EXPECT_EQ(known.mime(), "image/gif");
  EXPECT_EQ(known.width(), 3U);
  EXPECT_EQ(known.type(), "front cover");
  EXPECT_EQ(unknown.mime(), "image/x-odd");
  const auto whole = picture_in_file("front cover", "image/gif", gif.size(), gif);
  EXPECT_EQ(whole.digest(), known.digest());
  const auto start = picture_in_file("front cover", "image/gif", 17U << 20U, gif);
  EXPECT_EQ(start.digest(), "") << "of which only the start was read";
  EXPECT_EQ(start.size(), 17U << 20U);
  EXPECT_EQ(start.height(), 2U);
}

// A cover met again is compared, not digested; one of the same size is not taken for it.
TEST(Pictures, one_met_again_has_its_own_digest) {
  const auto cover = jpeg(""), other = cover.substr(0, cover.size() - 1) + "\4";
  for (int again = 0; again < 3; ++again)
    for (const auto& data : {cover, other}) EXPECT_EQ(picture_of(3, "", data).digest(), sha256(data)) << again;
}

}  // namespace
}  // namespace cuetheque
