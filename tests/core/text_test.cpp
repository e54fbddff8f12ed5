#include "core/text.h"

#include <gtest/gtest.h>

namespace cuetheque {
namespace {

struct Pair {
  std::string_view input;
  std::string_view expected;
};

TEST(Text, FoldsCaseWidthDiacriticsAndSpecialLetters) {
  constexpr Pair table[] = {
      {"", ""},
      {"Vertigo", "vertigo"},
      {"Dvořák", "dvorak"},
      {"Dvor\u030ca\u0301k", "dvorak"},
      {"Paweł Łukaszewski", "pawel lukaszewski"},
      {"Økland", "okland"},
      {"Straße", "strasse"},
      {"Æon Œuvre Þór Đorđe", "aeon oeuvre thor dorde"},
      {"İstanbul ırmak", "istanbul irmak"},
      {"ＦＩＮＡＬ　７", "final 7"},
      {"ﾌｧｲﾅﾙ ｶﾞ", "ファイナル ガ"},
      {"うえまつ のぶお", "うえまつ のぶお"},
      {"ガンダム", "ガンダム"},
      {"Шостакович Йорк", "шостакович иорк"},
      {"박찬욱", "박찬욱"},
      {"植松伸夫", "植松伸夫"},
      {"ΒΑΓΓΕΛΗΣ Βαγγέλης", "βαγγελησ βαγγελησ"},
      {"Ocean’s “Eleven” – 2001", "ocean's \"eleven\" - 2001"},
      {"ﬁlm №5 ½", "film no5 1\u20442"},
      {"a\xff"
       "b",
       "a\ufffd"
       "b"},
  };
  for (const auto& [input, expected] : table) EXPECT_EQ(fold(input), expected) << input;
}

TEST(Text, FoldingTwiceChangesNothing) {
  for (const std::string_view text :
       {"Dvořák", "ΒΑΓΓΕΛΗΣ", "ガ ﾞ", "İ", "박찬욱", "ﬃ ǆ Ǆ ŉ", "\u0344\u1e9e\u03f4", "\xc3\x28"})
    EXPECT_EQ(fold(fold(text)), fold(text)) << text;
}

TEST(Text, CutsWords) {
  using Words = std::vector<std::string>;
  const std::pair<std::string_view, Words> table[] = {
      {"", {}},
      {"  -- !", {}},
      {"The Shower (1M1)", {"the", "shower", "1m1"}},
      {"Don't Look Now", {"dont", "look", "now"}},
      {"Don’t L’eclisse", {"dont", "l", "eclisse"}},
      {"Le Fabuleux Destin d'Amélie", {"le", "fabuleux", "destin", "d", "amelie"}},
      {"J'y suis dell'oro", {"jy", "suis", "dell", "oro"}},
      {"D'ARTAGNAN O'Brien rock 'n' roll 'tis", {"d", "artagnan", "obrien", "rock", "n", "roll", "tis"}},
      {"'tis rock'n'roll'", {"tis", "rocknroll"}},
      {"Antonín Dvořák", {"antonin", "dvorak"}},
      {"植松", {"植", "植松", "松"}},
      {"植松伸夫", {"植", "植松", "松", "松伸", "伸", "伸夫", "夫"}},
      {"FF7植", {"ff7", "植"}},
      {"植 松", {"植", "松"}},
      {"ゲーム", {"ゲ", "ゲー", "ー", "ーム", "ム"}},
      {"박 찬욱", {"박", "찬", "찬욱", "욱"}},
      {"Тема любви", {"тема", "любви"}},
      {std::string_view("a\0b", 3), {"a", "b"}},
      {"x\x1b[31my", {"x", "31my"}},
  };
  for (const auto& [input, expected] : table) EXPECT_EQ(words(input), expected) << input;
}

TEST(Text, AWordIsTheSameWithAndWithoutTheFastPath) {
  const auto slow = words("Theme from \"Z'nai\": 7th é");
  auto fast = words("Theme from \"Z'nai\": 7th e");
  EXPECT_EQ(slow, fast);
}

TEST(Text, ReadsOtherScriptsInLatin) {
  constexpr Pair table[] = {
      {"うえまつ のぶお", "uematsu nobuo"},
      {"ゴジラ", "gojira"},
      {"Шостакович", "sostakovic"},
      {"植松伸夫", ""},
      {"植松のぶお", ""},
      {"박찬욱", ""},
      {"Vertigo", ""},
      {"Dvořák", ""},
      {"", ""},
  };
  for (const auto& [input, expected] : table) EXPECT_EQ(latin(input).value_or(""), expected) << input;
}

TEST(Text, ShowsWhatATerminalWouldExecute) {
  constexpr Pair table[] = {
      {"plain Dvořák 植松", "plain Dvořák 植松"},
      {"\x1b[31m", "\\x1b[31m"},
      {"a\nb\tc\r", "a\\nb\\tc\\r"},
      {"\x7f\x07", "\\x7f\\x07"},
      {"\u009b", "\\u009b"},
      {"\u202eevil\u2066", "\\u202eevil\\u2066"},
      {"zero\u200bwidth\ufeff", "zero\\u200bwidth\\ufeff"},
      {"line\u2028end", "line\\u2028end"},
      {"\U000e0001", "\\U000e0001"},
      {"bad\xff\xc3", "bad\\xff\\xc3"},
      {"overlong\xc0\xaf", "overlong\\xc0\\xaf"},
  };
  for (const auto& [input, expected] : table) EXPECT_EQ(shown(input), expected) << expected;
}

TEST(Text, MeasuresColumns) {
  const std::pair<std::string_view, std::size_t> table[] = {
      {"", 0},   {"abc", 3},    {"Dvořák", 6}, {"Dvor\u030ca\u0301k", 6}, {"植松伸夫", 8}, {"ﾌｧ", 2}, {"Ｆ", 2},
      {"박", 2}, {"\u200b", 0}, {"😀", 2},
  };
  for (const auto& [input, expected] : table) EXPECT_EQ(display_width(input), expected) << input;
}

TEST(Text, KnowsUtf8) {
  EXPECT_TRUE(is_utf8(""));
  EXPECT_TRUE(is_utf8("植松 é"));
  EXPECT_FALSE(is_utf8("\xff"));
  EXPECT_FALSE(is_utf8("\xc3"));
  EXPECT_FALSE(is_utf8("\xed\xa0\x80"));
  EXPECT_FALSE(is_utf8("\xc0\x80"));
}

TEST(Text, CleansWhatComesFromFiles) {
  EXPECT_EQ(clean("Dvor\u030ca\u0301k"), "Dvořák");
  EXPECT_EQ(clean(std::string_view("a\0b", 3)), "ab");
  EXPECT_EQ(clean(std::string_view("n\0\u0301", 4)), "ń");
  EXPECT_EQ(clean("a\xff"
                  "b"),
            "a\ufffd"
            "b");
  EXPECT_EQ(clean("ＦＦ"), "ＦＦ");
}

TEST(Text, Trims) {
  constexpr Pair table[] = {
      {" a b\t\r\n", "a b"}, {"\u3000植\u3000松\u00a0", "植\u3000松"}, {"   ", ""}, {"", ""}, {"x", "x"}};
  for (const auto& [input, expected] : table) EXPECT_EQ(trim(input), expected);
}

TEST(Text, FindsTheNearestWord) {
  const std::vector<std::string_view> names = {"composer", "conductor", "director", "mood", "scene", "composersort"};
  constexpr Pair table[] = {{"compser", "composer"},
                            {"directr", "director"},
                            {"Composre", "composer"},
                            {"moood", "mood"},
                            {"scnee", "scene"},
                            {"foo", ""},
                            {"x", ""},
                            {"", ""}};
  for (const auto& [input, expected] : table) EXPECT_EQ(nearest(input, names).value_or(""), expected) << input;
}

}  // namespace
}  // namespace cuetheque
