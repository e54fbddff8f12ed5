#include "importer/cue_sheets/timecode.h"

#include <gtest/gtest.h>

namespace cuetheque {
namespace {

struct Case {
  const char* written;
  FrameRate rate;
  long long ms;
};

constexpr Case cases[] = {
    {"00:01:20", {}, 80'000},
    {" 1:02:03 ", {}, 3'723'000},
    {"02:15", {}, 135'000},
    {"2'15\"", {}, 135'000},
    {"0'30", {}, 30'000},
    {"90:00", {}, 5'400'000},
    {"01:00:10:00", {}, 3'610'000},
    {"00:00:01:12", {25, false}, 1'480},
    {"00:00:01:12", {24, false}, 1'500},
    {"00:00:01;15", {30, true}, 1'500},
    {"00:00:01.5", {}, 1'500},
    {"00:00:01.250", {}, 1'250},
    {"00:00:01,25", {}, 1'250},
    {"0.02:26", {}, 146'000},
    {"0.001562", {}, 135'000},
    {"0,0015625", {}, 135'000},
    {"1.5624999999999999E-3", {}, 135'000},
    {"00:00:01;15", {}, 1'500},
    {"01:00:00;28", {25, false}, 3'600'933},
    {"00:00:01;30", {60, true}, 1'500},
    {"123+04", {}, 82'166},
    {"90", {}, 90'000},
    {"PT2M15S", {}, 135'000},
    {"PT1H2M3.5S", {}, 3'723'500},
};

TEST(Timecode, IsReadInEveryWriting) {
  for (const auto& one : cases) {
    const auto time = parse_timecode(one.written, one.rate);
    ASSERT_TRUE(time) << one.written;
    EXPECT_EQ(time->count(), one.ms) << one.written;
  }
}

TEST(Timecode, RefusesWhatIsNone) {
  for (const auto* written : {"",
                              "x",
                              "1:60",
                              "00:60:00",
                              "00:00:60",
                              "00:00:01:25",
                              "1:2:3:4:5",
                              "-1:00",
                              "1.5",
                              "123+16",
                              "+",
                              ":",
                              "::",
                              "0.",
                              "0.5.5",
                              "1E9",
                              "e",
                              "00:00:01;30",
                              "999999",
                              "00:00:01.1234",
                              "PTxS",
                              "1:00 pm",
                              "99999999999999999999:00"}) {
    EXPECT_FALSE(parse_timecode(written)) << written;
  }
}

TEST(Timecode, IsWrittenAsItIsRead) {
  for (const long long ms : {0LL, 1'500LL, 3'723'007LL, 360'000'000LL}) {
    const auto text = clock_text(std::chrono::milliseconds(ms));
    EXPECT_EQ(parse_timecode(text).value_or(std::chrono::milliseconds(-1)).count(), ms) << text;
  }
}

TEST(Timecode, FrameRates) {
  struct {
    const char* written;
    FrameRate rate;
  } const rates[] = {{"25", {25, false}},         {"24", {24, false}},     {"23.976", {24, false}},
                     {"29.97", {30, false}},      {"29.97DF", {30, true}}, {"29.97 drop", {30, true}},
                     {"25.000 fps", {25, false}}, {"59.94", {60, false}}};
  for (const auto& one : rates) EXPECT_EQ(parse_frame_rate(one.written), one.rate) << one.written;
  for (const auto* written : {"", "fast", "0", "999"}) EXPECT_FALSE(parse_frame_rate(written)) << written;
}

}  // namespace
}  // namespace cuetheque
