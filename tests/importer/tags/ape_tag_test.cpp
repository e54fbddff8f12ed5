#include "importer/tags/ape_tag.h"

#include <gtest/gtest.h>

#include "tests/importer/tags/files.h"

namespace cuetheque {
namespace {

using std::string_literals::operator""s;
using tags_test::le32;

std::string item(std::string_view key, std::string_view value, std::uint32_t flags = 0) {
  return le32(static_cast<std::uint32_t>(value.size())) + le32(flags) + std::string(key) + '\0' + std::string(value);
}

std::string said(const TagBlock& block) {
  std::string text;
  for (const auto& entry : block.tags.entries()) {
    text += entry.key + ":";
    for (const auto& value : entry.values) text += " " + value;
    text += "; ";
  }
  for (const auto& picture : block.pictures) text += picture.type() + " " + std::to_string(picture.size()) + "; ";
  return text;
}

struct Case {
  std::string what, bytes, said;
};

TEST(ApeTag, items) {
  constexpr std::uint32_t binary = 2, link = 4;
  const auto title = item("Title", "Rooftop");
  const auto cases = std::vector<Case>{
      {"text", title, "TITLE: Rooftop; "},
      {"values between NULs", item("Composer", "One\0\0Two\0"s), "COMPOSER: One Two; "},
      {"in the order of their keys", title + item("ARTIST", "Herrmann"), "ARTIST: Herrmann; TITLE: Rooftop; "},
      {"again, in other letters", item("TITLE", "Old") + title, "TITLE: Rooftop; "},
      {"not UTF-8", item("Title", "Sc\xE8ne"), "TITLE: Sc\u00e8ne; "},
      {"keys that are none", item("T", "x") + item("id3", "x") + item("T\tx", "x") + title, "TITLE: Rooftop; "},
      {"a link", item("Title", "http://", link), ""},
      {"a cover", item("Cover Art (Front)", "a.jpg\0\xFF\xD8\xFF"s, binary), "front cover 3; "},
      {"a cover without its name's end", item("Cover Art (Front)", "a.jpg", binary), ""},
      {"one that claims too much", title + le32(100) + le32(0) + "Artist\0x"s, "TITLE: Rooftop; "},
      {"a key without end", title + le32(1) + le32(0) + "Artist", "TITLE: Rooftop; "},
      {"more than are claimed", title + item("Artist", "x") + item("Album", "x"), "ARTIST: x; TITLE: Rooftop; "},
      {"nothing", "", ""},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(said(ape_items(c.bytes, c.what.starts_with("more") ? 2 : 10, {})), c.said) << c.what;
    for (std::size_t end = 0; end < c.bytes.size(); ++end)
      (void)ape_items(std::string_view(c.bytes).substr(0, end), 10, {});
  }
}

}  // namespace
}  // namespace cuetheque
