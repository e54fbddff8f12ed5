#include "importer/assembly/cue_join.h"

#include <gtest/gtest.h>

namespace cuetheque {
namespace {

using Names = std::vector<std::string>;

CueFile sheet_of(std::string_view text) {
  return parse_cue_file(text, "a.cue").sheet;
}

CueFile with_file(const std::string& name) {
  return sheet_of("FILE \"" + name + "\" WAVE\nTRACK 1 AUDIO\nINDEX 01 00:00:00\n");
}

struct Case {
  const char* file;
  Names audio;
  int found;  ///< index into audio, -1 = missing
  const char* odd;
};

const Case cases[] = {
    {"a.wav", {"b.wav", "a.wav"}, 1, ""},
    {"A.WAV", {"a.wav", "b.wav"}, 0, ""},
    {"A.wav", {"a.wav", "A.wav"}, 1, ""},
    {"Caf\u00E9.wav", {"b.wav", "Cafe\u0301.wav"}, 1, ""},
    {"cd1\\a.wav", {"b.wav", "cd1/a.wav"}, 1, ""},
    {"C:\\rips\\a.wav", {"b.wav", "a.wav"}, 1, ""},
    {"\\\\server\\share\\a.wav", {"b.wav", "a.wav"}, 1, ""},
    {"/home/x/a.wav", {"b.wav", "a.wav"}, 1, ""},
    {"./a.wav", {"b.wav", "a.wav"}, 1, ""},
    {"rips/a.wav", {"b.wav", "a.wav"}, 1, "base name"},
    {"a.wav", {"b.flac", "a.flac"}, 1, "another extension"},
    {"a.wav", {"a.mp3", "a.flac"}, 1, "another extension"},
    {"a.b.wav", {"a.ape", "a.b.ape"}, 1, "another extension"},
    {"a", {"b.flac", "a.flac"}, 1, "extension"},
    {"gone.wav", {"x.flac", "sheet.flac"}, 1, "sheet's own name"},
    {"gone.wav", {"x.flac"}, 0, "only audio file"},
    {"gone.wav", {"x.flac", "y.flac"}, -1, "audio missing"},
    {"gone.wav", {}, -1, "audio missing"},
    {"", {"x.flac"}, 0, "only audio file"},
    {"../../etc/passwd", {"passwd"}, -1, "leaves the cue sheet's folder"},
    {"x/../../a.wav", {"a.wav"}, -1, "leaves the cue sheet's folder"},
    {"sheet.cue", {"a.wav"}, -1, "the sheet itself"},
};

// RELIABILITY.md C3, C5, C18
TEST(CueJoin, FindsTheAudioOfAFile) {
  for (const auto& one : cases) {
    const auto resolved = resolve_files(with_file(one.file), "sheet.cue", one.audio);
    ASSERT_EQ(resolved.audio.size(), 1U) << one.file;
    EXPECT_EQ(resolved.audio[0] ? static_cast<int>(*resolved.audio[0]) : -1, one.found) << one.file;
    const bool odd = !std::string_view(one.odd).empty();
    ASSERT_EQ(resolved.remarks.size(), odd ? 1U : 0U) << one.file;
    const auto what = odd ? resolved.remarks[0].what : std::string{};
    EXPECT_NE(what.find(one.odd), std::string::npos) << what;
  }
}

TEST(CueJoin, TakesNoGuessForASheetOfSeveralFiles) {
  const auto sheet = sheet_of("FILE a WAVE\nTRACK 1 AUDIO\nINDEX 01 0:0:0\nFILE b WAVE\nTRACK 2 AUDIO\nINDEX 01 0:0:0");
  const auto resolved = resolve_files(sheet, "sheet.cue", {"sheet.flac"});
  EXPECT_EQ(resolved.audio, (std::vector<std::optional<std::size_t>>{std::nullopt, std::nullopt}));
}

TEST(CueJoin, LooksForNoAudioWhereOnlyDataLies) {
  const std::string data = "FILE a.bin BINARY\nTRACK 1 MODE1/2352\nINDEX 01 0:0:0\n";
  struct Sheet {
    std::string text;
    std::vector<std::optional<std::size_t>> expected;
  };
  const std::vector<Sheet> sheets{
      {data, {std::nullopt}},
      {data + "FILE b.wav WAVE\nTRACK 2 AUDIO\nINDEX 01 0:0:0", {std::nullopt, 0}},
      {data + "TRACK 2 AUDIO\nINDEX 01 0:2:0", {0}},
      {data + "FILE a.bin BINARY\nTRACK 2 AUDIO\nINDEX 01 0:2:0", {1, 1}},
      {data + "TRACK 2 AUDIO\nINDEX 00 0:2:0\nFILE b.wav WAVE\nINDEX 01 0:0:0", {1, 0}},
  };
  const Names both{"b.wav", "a.bin"};
  for (const auto& one : sheets) {
    const bool alone = one.expected.size() == 1;
    const auto resolved = resolve_files(sheet_of(one.text), "sheet.cue", alone ? Names{"b.wav"} : both);
    EXPECT_EQ(resolved.audio, one.expected) << one.text;
  }
}

TEST(CueJoin, SaysOnceThatAllAudioIsMissing) {
  const auto sheet = sheet_of("FILE a WAVE\nTRACK 1 AUDIO\nINDEX 01 0:0:0\nFILE b WAVE\nTRACK 2 AUDIO\nINDEX 01 0:0:0");
  const auto gone = resolve_files(sheet, "sheet.cue", {"x.flac", "y.flac"});
  ASSERT_EQ(gone.remarks.size(), 1U);
  EXPECT_EQ(gone.remarks[0].what, "audio missing of all 2 FILEs");
  const auto half = resolve_files(sheet, "sheet.cue", {"a", "y.flac"});
  ASSERT_EQ(half.remarks.size(), 1U);
  EXPECT_EQ(half.remarks[0].position, "FILE \"b\"");
}

TEST(CueJoin, RangesOfAnImage) {
  const auto ranges =
      track_ranges(sheet_of("FILE a WAVE\nTRACK 1 AUDIO\nINDEX 01 00:00:00\nTRACK 2 AUDIO\nINDEX 00 00:58:00\n"
                            "INDEX 01 01:00:00\nTRACK 3 MODE1/2352\nINDEX 01 02:00:00"));
  ASSERT_EQ(ranges.size(), 2U);
  EXPECT_EQ(ranges[0].start, Frames(0));
  EXPECT_EQ(ranges[0].end, Frames(60 * 75));
  EXPECT_EQ(ranges[1].pregap, Frames(58 * 75));
  EXPECT_EQ(ranges[1].end, Frames(120 * 75));
}

TEST(CueJoin, RangesOfFilesWithGapsInTheFileBefore) {
  const auto ranges =
      track_ranges(sheet_of("FILE 1 WAVE\nTRACK 1 AUDIO\nINDEX 01 00:00:00\nTRACK 2 AUDIO\nINDEX 00 03:40:63\n"
                            "FILE 2 WAVE\nINDEX 01 00:00:00"));
  ASSERT_EQ(ranges.size(), 2U);
  EXPECT_EQ(ranges[0].file, 0U);
  EXPECT_EQ(ranges[0].end, std::nullopt);
  EXPECT_EQ(ranges[1].file, 1U);
  EXPECT_EQ(ranges[1].start, Frames(0));
  EXPECT_EQ(ranges[1].pregap_file, 0U);
  EXPECT_EQ(ranges[1].pregap, Frames((3 * 60 + 40) * 75 + 63));
}

TEST(CueJoin, HiddenAudioIsTrackZero) {
  const auto image = track_ranges(sheet_of("FILE a WAVE\nTRACK 1 AUDIO\nINDEX 00 00:00:00\nINDEX 01 00:30:00"));
  ASSERT_EQ(image.size(), 2U);
  EXPECT_TRUE(image[0].hidden);
  EXPECT_EQ(image[0].number, 0U);
  EXPECT_EQ(image[0].start, Frames(0));
  EXPECT_EQ(image[0].end, Frames(30 * 75));
  const auto file =
      track_ranges(sheet_of("FILE 0 WAVE\nTRACK 1 AUDIO\nINDEX 00 00:00:00\nFILE 1 WAVE\nINDEX 01 00:00:00"));
  ASSERT_EQ(file.size(), 2U);
  EXPECT_TRUE(file[0].hidden);
  EXPECT_EQ(file[0].end, std::nullopt);
  EXPECT_EQ(file[1].file, 1U);
  const auto pause = track_ranges(sheet_of("FILE a WAVE\nTRACK 1 AUDIO\nINDEX 00 00:00:00\nINDEX 01 00:02:00"));
  EXPECT_EQ(pause.size(), 1U);
}

TEST(CueJoin, TracksWithoutTimeStayAndEndNothingTwice) {
  const auto ranges = track_ranges(
      sheet_of("FILE a WAVE\nTRACK 1 AUDIO\nINDEX 01 00:10:00\nTRACK 2 AUDIO\nTRACK 3 AUDIO\nINDEX 01 00:05:00\n"
               "TRACK 4 AUDIO\nINDEX 01 00:20:00"));
  ASSERT_EQ(ranges.size(), 4U);
  EXPECT_EQ(ranges[0].end, Frames(20 * 75));
  EXPECT_EQ(ranges[1].start, std::nullopt);
  EXPECT_EQ(ranges[1].end, std::nullopt);
  EXPECT_EQ(ranges[2].end, Frames(20 * 75));
}

TEST(CueJoin, OneFileNamedTwiceIsOneFile) {
  const auto ranges = track_ranges(
      sheet_of("FILE a WAVE\nTRACK 1 AUDIO\nINDEX 01 00:00:00\nFILE a WAVE\nTRACK 2 AUDIO\nINDEX 01 00:20:00"));
  EXPECT_EQ(ranges.at(0).end, Frames(20 * 75));
}

}  // namespace
}  // namespace cuetheque
