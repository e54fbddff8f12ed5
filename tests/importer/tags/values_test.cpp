// FORMATS.md A.4: what is split, what is a number.
#include <gtest/gtest.h>

#include "importer/tags/finish.h"
#include "tests/importer/tags/files.h"

namespace cuetheque {
namespace {

using tags_test::values;
using tags_test::Values;

TEST(TagValues, split_only_where_it_is_safe) {
  struct Case {
    std::string written;
    bool slashes;
    Values expected;
  };
  const auto cases = std::vector<Case>{
      {"AC/DC", true, {"AC/DC"}},
      {"Earth, Wind & Fire", true, {"Earth, Wind & Fire"}},
      {"Tyler, the Creator", false, {"Tyler, the Creator"}},
      {"Zimmer, Hans", false, {"Zimmer, Hans"}},
      {"Lennon/McCartney", true, {"Lennon/McCartney"}},
      {"Hans Zimmer & Lisa Gerrard", false, {"Hans Zimmer & Lisa Gerrard"}},
      {"Hans Zimmer feat. Lisa Gerrard", false, {"Hans Zimmer feat. Lisa Gerrard"}},
      {"Last, First; Last2, First2", false, {"Last, First", "Last2, First2"}},
      {"Jerry Goldsmith / Alexander Courage", false, {"Jerry Goldsmith", "Alexander Courage"}},
      {"Jerry Goldsmith/Alexander Courage", true, {"Jerry Goldsmith", "Alexander Courage"}},
      {"Jerry Goldsmith/Alexander Courage", false, {"Jerry Goldsmith/Alexander Courage"}},
      {"Vangelis/Jon Anderson", true, {"Vangelis", "Jon Anderson"}},
      {"Vangelis/Somebody", true, {"Vangelis/Somebody"}},
      {"Vangelis/Yanni", false, {"Vangelis/Yanni"}},
      {"N/A", true, {"N/A"}},
      {"24/96", true, {"24/96"}},
      {"a;;b; ", false, {"a", "b"}},
  };
  for (const auto& c : cases) EXPECT_EQ(split_value(c.written, c.slashes), c.expected) << c.written;
}

TEST(TagValues, split_keeps_what_was_written_and_spares_what_is_already_split) {
  const auto reading = tags_test::read_bytes(
      "a.flac", tags_test::flac({"COMPOSER=A B; C D", "GENRE=x; y", "GENRE=z", "TITLE=This; That"}));
  EXPECT_EQ(values(reading, "COMPOSER"), (Values{"A B", "C D"}));
  EXPECT_EQ(values(reading, "GENRE"), (Values{"x; y", "z"}));
  EXPECT_EQ(values(reading, "TITLE"), Values{"This; That"});
  const auto composer = std::ranges::find(reading.tags(), "COMPOSER", &Tag::key);
  EXPECT_EQ(composer->as_written(), "A B; C D");
}

// RELIABILITY.md A38
TEST(TagValues, track_numbers) {
  struct Case {
    std::string written;
    bool understood;
    std::uint32_t number = 0, total = 0;
    std::string side{};
  };
  const auto cases = std::vector<Case>{
      {"4", true, 4},
      {"04", true, 4},
      {" 4 / 12 ", true, 4, 12},
      {"4/", true, 4},
      {"/12", true, 0, 12},
      {"1/0", true, 1, 0},
      {"101", true, 101},
      {"A1", true, 1, 0, "A"},
      {"b12", true, 12, 0, "B"},
      {"99999999999/3", false},
      {"-1", false},
      {"0x7", false},
      {"12345", false},
      {"", false},
      {"one", false},
      {"4/twelve", false},
      {"4-12", false},
  };
  for (const auto& c : cases) {
    const auto part = parse_part_number(c.written);
    ASSERT_EQ(part.has_value(), c.understood) << c.written;
    if (!part) continue;
    EXPECT_EQ(part->number, c.number) << c.written;
    EXPECT_EQ(part->total, c.total) << c.written;
    EXPECT_EQ(part->side, c.side) << c.written;
  }
}

TEST(TagValues, a_number_that_is_none_is_kept_with_a_remark) {
  const auto reading = tags_test::read_bytes(
      "a.flac", tags_test::flac({"TRACKNUMBER=99999999999/3", "DISCNUMBER=2147483648", "TOTALTRACKS=12"}));
  EXPECT_EQ(reading.track(), 0U);
  EXPECT_EQ(reading.track_total(), 12U);
  EXPECT_EQ(values(reading, "TRACKNUMBER"), Values{"99999999999/3"});
  EXPECT_TRUE(tags_test::remarked(reading, "TRACKNUMBER"));
  EXPECT_TRUE(tags_test::remarked(reading, "DISCNUMBER"));
}

// RELIABILITY.md A34
TEST(TagValues, text_that_was_read_as_latin_1_is_remarked_on) {
  struct Case {
    std::string title;
    bool odd;
  };
  const auto cases = std::vector<Case>{
      {"\xC0\xEB\xFC\xE1\xEE\xEC", true},                  // Альбом in windows-1251
      {"\x83\x81\x83\x43\x83\x93\x83\x65\x81\x5B", true},  // メインテー in CP932
      {"Sc\xE8ne d'amour", false},
      {"\xC9t\xE9", false},
      {"\xC5\x73\x61 \xE4lskar \xF6l", false},
  };
  for (const auto& c : cases) {
    const auto reading = tags_test::read_bytes(
        "a.mp3", tags_test::id3v2(tags_test::text_frame("TIT2", c.title, 3), 3) + tags_test::mp3_audio());
    EXPECT_EQ(tags_test::remarked(reading, "another encoding"), c.odd) << values(reading, "TITLE").at(0);
  }
}

TEST(TagValues, text_is_cleaned_and_cut) {
  const auto reading =
      tags_test::read_bytes("a.flac", tags_test::flac({"TITLE= \x1B[31mRed\x01 ", "ARTIST=e\xCC\x81t\xC3\xA9",
                                                       "ALBUM=bad \xFF byte", "COMMENT=" + std::string(100'000, 'x')}));
  EXPECT_EQ(values(reading, "TITLE"), Values{"[31mRed"});
  EXPECT_EQ(values(reading, "ARTIST"), Values{"été"});
  EXPECT_EQ(values(reading, "COMMENT").at(0).size(), 65536U);
  EXPECT_TRUE(tags_test::remarked(reading, "longer than 64 KiB"));
  EXPECT_EQ(values(reading, "ALBUM").at(0).find('\xFF'), std::string::npos);
}

}  // namespace
}  // namespace cuetheque
