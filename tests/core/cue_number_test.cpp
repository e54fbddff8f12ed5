#include "core/cue_number.h"

#include <gtest/gtest.h>

namespace cuetheque {
namespace {

struct Case {
  const char* written;
  CueNumber number;
};

const Case cases[] = {
    {"1M1", {1, 1, "", ""}},
    {"6M2", {6, 2, "", ""}},
    {"1m01", {1, 1, "", ""}},
    {" 12M3 ", {12, 3, "", ""}},
    {"1M23", {1, 23, "", ""}},
    {"3m2A", {3, 2, "A", ""}},
    {"1m02s", {1, 2, "S", ""}},
    {"M001", {0, 1, "", ""}},
    {"1M1-2M0", {1, 1, "", ""}},
    {"1M1/2", {1, 1, "", ""}},
    {"1M1 \u2013 2M0", {1, 1, "", ""}},
    {"2M4 alt", {2, 4, "", "alt"}},
    {"2M4alt", {2, 4, "", "alt"}},
    {"2M4v2", {2, 4, "", "v2"}},
    {"2M4A (rev. 3)", {2, 4, "A", "rev. 3"}},
    {"2 M 4", {2, 4, "", ""}},
    {"1M5 pt 2", {1, 5, "", "pt 2"}},
    {"R1P2", {1, 2, "", ""}},
    {"r12 p3A", {12, 3, "A", ""}},
};

TEST(CueNumber, IsReelIndexSuffixAndVersion) {
  for (const auto& one : cases) {
    const auto number = parse_cue_number(one.written);
    ASSERT_TRUE(number) << one.written;
    EXPECT_EQ(*number, one.number) << one.written << ": " << number->suffix << "|" << number->version;
  }
}

TEST(CueNumber, IsNothingElse) {
  for (const auto* written :
       {"", "1", "M", "1M", "123M1", "1M1234", "Main Title", "1N1", "1M1 Main Title", "1M1!", "R1", "RP2", "1P2"})
    EXPECT_FALSE(parse_cue_number(written)) << written;
}

TEST(CueNumber, SortsByReelThenIndex) {
  const char* const order[] = {"M001", "1m2", "1m2A", "1m10", "1M23", "2M1", "12M3", "Main Title", "Start"};
  for (std::size_t i = 0; i + 1 < std::size(order); ++i)
    EXPECT_LT(cue_number_key(order[i]), cue_number_key(order[i + 1])) << order[i] << " " << order[i + 1];
  EXPECT_EQ(cue_number_key("1m02"), cue_number_key("1M2"));
}

}  // namespace
}  // namespace cuetheque
