#include "importer/cue_files/cue_file.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace cuetheque {
namespace {

ParsedCueFile parse(std::string_view text) {
  return parse_cue_file(text, "a.cue");
}

bool remarked(const ParsedCueFile& parsed, std::string_view position, std::string_view what) {
  return std::ranges::any_of(parsed.remarks, [&](const Remark& one) {
    return one.position == position && one.what.find(what) != std::string::npos && one.path == "a.cue";
  });
}

std::string all_remarks(const ParsedCueFile& parsed) {
  std::string text;
  for (const auto& one : parsed.remarks) text += one.position + ": " + one.what + " -> " + one.read_as + "\n";
  return text;
}

constexpr std::string_view plain =
    "REM GENRE Soundtrack\n"
    "REM DATE 1958\n"
    "CATALOG 4006381333931\n"
    "PERFORMER \"Bernard Herrmann\"\n"
    "TITLE \"Vertigo\"\n"
    "FILE \"Vertigo.wav\" WAVE\n"
    "  TRACK 01 AUDIO\n"
    "    TITLE \"Prelude\"\n"
    "    ISRC GBAYE0200770\n"
    "    FLAGS DCP PRE\n"
    "    INDEX 01 00:00:00\n"
    "  TRACK 02 AUDIO\n"
    "    TITLE \"Rooftop\"\n"
    "    PERFORMER \"Muir Mathieson\"\n"
    "    REM COMPOSER \"Bernard Herrmann\"\n"
    "    PREGAP 00:02:00\n"
    "    INDEX 00 02:58:12\n"
    "    INDEX 01 03:00:12";

TEST(CueFile, ReadsAPlainSheetWithoutRemarks) {
  const auto parsed = parse(plain);
  const auto& sheet = parsed.sheet;
  EXPECT_EQ(all_remarks(parsed), "");
  EXPECT_EQ(sheet.title, "Vertigo");
  EXPECT_EQ(sheet.performer, "Bernard Herrmann");
  EXPECT_EQ(sheet.catalog, "4006381333931");
  ASSERT_NE(sheet.rem("DATE"), nullptr);
  EXPECT_EQ(*sheet.rem("DATE"), "1958");
  EXPECT_EQ(sheet.rem("FILM"), nullptr);
  ASSERT_EQ(sheet.files.size(), 1U);
  EXPECT_EQ(sheet.files[0].name, "Vertigo.wav");
  EXPECT_EQ(sheet.files[0].type, "WAVE");
  ASSERT_EQ(sheet.tracks.size(), 2U);
  EXPECT_EQ(sheet.tracks[0].isrc, "GBAYE0200770");
  EXPECT_EQ(sheet.tracks[0].flags, (std::vector<std::string>{"DCP", "PRE"}));
  const auto& second = sheet.tracks[1];
  EXPECT_TRUE(second.audio());
  EXPECT_EQ(second.performer, "Muir Mathieson");
  EXPECT_EQ(second.rems.at(0).key, "COMPOSER");
  EXPECT_EQ(second.pregap, Frames(150));
  EXPECT_EQ(second.index(0)->at, Frames((2 * 60 + 58) * 75 + 12));
  EXPECT_EQ(second.index(1)->at, Frames(180 * 75 + 12));
  EXPECT_EQ(second.index(2), nullptr);
}

// RELIABILITY.md C13
TEST(CueFile, IsTheSameWithAnyLineEndsAndCases) {
  const auto wanted = parse(plain).sheet.tracks[1].index(1)->at;
  for (const std::string_view end : {"\r\n", "\r", "\n\n"}) {
    std::string text;
    for (const char c : plain) c == '\n' ? text += end : text += c;
    const auto parsed = parse(text + "\x1A");
    EXPECT_EQ(all_remarks(parsed), "");
    ASSERT_EQ(parsed.sheet.tracks.size(), 2U);
    EXPECT_EQ(parsed.sheet.tracks[1].index(1)->at, wanted);
  }
  const auto lower = parse("file \"a.wav\" wave\ntrack 1 audio\nindex 1 0:1:0\ntitle x");
  EXPECT_EQ(all_remarks(lower), "");
  EXPECT_EQ(lower.sheet.files[0].type, "WAVE");
  EXPECT_TRUE(lower.sheet.tracks[0].audio());
  EXPECT_EQ(lower.sheet.tracks[0].index(1)->at, Frames(75));
}

struct Title {
  const char* line;
  const char* title;
  const char* odd;
};

constexpr Title titles[] = {
    {"TITLE \"Vertigo\"", "Vertigo", ""},
    {"TITLE Vertigo Suite  ", "Vertigo Suite", ""},
    {"TITLE Ocean's Eleven", "Ocean's Eleven", ""},
    {"TITLE \"The \"Love\" Theme\"", "The \"Love\" Theme", "quotes inside"},
    {"TITLE \"Doubleb", "Doubleb", "never closed"},
    {"TITLE 2Double\"", "2Double\"", ""},
    {"TITLE \"Sarabande\"J", "Sarabande", "after the closing quote"},
    {"TITLE \"\"", "", ""},
    {"TITLE \"", "", "never closed"},
    {"TITLE", "", ""},
    {"TITLE \u201CVertigo\u201D", "\u201CVertigo\u201D", ""},
};

// RELIABILITY.md C8
TEST(CueFile, CutsQuotes) {
  for (const auto& one : titles) {
    const auto parsed = parse(std::string(one.line) + "\nFILE a WAVE\nTRACK 1 AUDIO\nINDEX 01 00:00:00");
    EXPECT_EQ(parsed.sheet.title, one.title) << one.line;
    EXPECT_EQ(parsed.remarks.empty(), std::string_view(one.odd).empty()) << one.line << all_remarks(parsed);
    EXPECT_TRUE(parsed.remarks.empty() || remarked(parsed, "line 1", one.odd)) << all_remarks(parsed);
  }
}

struct FileLine {
  const char* line;
  const char* name;
  const char* type;
};

constexpr FileLine file_lines[] = {
    {"FILE \"01 - Main.wav\" WAVE", "01 - Main.wav", "WAVE"},
    {"FILE 01 - Main.flac FLAC", "01 - Main.flac", "FLAC"},
    {"FILE \"a \"b\" c.wav\" WAVE", "a \"b\" c.wav", "WAVE"},
    {"FILE \"a.wav\"", "a.wav", ""},
    {"FILE Main Title.wav", "Main Title.wav", ""},
    {"FILE Image", "Image", ""},
    {"FILE \"a b.wav WAVE", "a b.wav", "WAVE"},
    {"FILE \u201Ca b.wav\u201D WAVE", "a b.wav", "WAVE"},
    {"FILE \"C:\\x\\a.ape\" mp3", "C:\\x\\a.ape", "MP3"},
};

TEST(CueFile, CutsFileLines) {
  for (const auto& one : file_lines) {
    const auto parsed = parse(std::string(one.line) + "\nTRACK 1 AUDIO\nINDEX 01 00:00:00");
    ASSERT_EQ(parsed.sheet.files.size(), 1U) << one.line;
    EXPECT_EQ(parsed.sheet.files[0].name, one.name) << one.line;
    EXPECT_EQ(parsed.sheet.files[0].type, one.type) << one.line;
  }
}

struct Odd {
  const char* line;  ///< line 5 of a sheet whose track 1 begins at line 2 and has a TITLE and an INDEX 01
  const char* what;
};

constexpr Odd oddities[] = {
    {"INDEX 4294567296 00:00:00", "index number must be 00-99"},
    {"INDEX -1 00:00:00", "index number must be 00-99"},
    {"INDEX 02 00:00", "is not MM:SS:FF"},
    {"INDEX 02 1000000000000:00:00", "is not MM:SS:FF"},
    {"INDEX 02 00:00:255", "is not MM:SS:FF"},
    {"INDEX 02 9999:60:00", "is not MM:SS:FF"},
    {"INDEX 02 00:60:00", "is not MM:SS:FF"},
    {"INDEX 02 00:99:75", "is not MM:SS:FF"},
    {"INDEX 02 00:00:75", "frames go to 74"},
    {"INDEX 02 00:00:10", "index out of order"},
    {"INDEX 01 00:02:00", "second INDEX 01"},
    {"TRACK 03 AUDIO", "TRACK 3 after TRACK 1"},
    {"TRACK 01 AUDIO", "TRACK 1 after TRACK 1"},
    {"TRACK 4294967297 AUDIO", "TRACK number"},
    {"TRACK 02 VIDEO", "TRACK type"},
    {"TRACK 02", "TRACK without a type"},
    {"TITLE \"second\"", "second TITLE"},
    {"FLAGS DCP LOUD", "unknown flag 'LOUD'"},
    {"ISRC US-RC1-76", "malformed ISRC"},
    {"CATALOG 036000291452", "not an EAN"},
    {"TRASK 6 AUDIO", "unknown command 'TRASK'"},
    {"*", "unknown command '*'"},
};

// RELIABILITY.md C1, C9–C12, C16, C17
TEST(CueFile, RemarksOnWhatIsOddWithItsLine) {
  for (const auto& one : oddities) {
    const auto parsed =
        parse(std::string("FILE a.wav WAVE\nTRACK 1 AUDIO\nTITLE \"first\"\nINDEX 01 00:01:00\n") + one.line + "\n");
    EXPECT_TRUE(remarked(parsed, "line 5", one.what)) << one.line << "\n" << all_remarks(parsed);
    EXPECT_FALSE(parsed.sheet.tracks.empty());
  }
}

TEST(CueFile, KnowsEveryCommand) {
  const auto parsed = parse(
      "CATALOG \"4006381333931\"\nCDTEXTFILE \"disc.cdt\"\nPERFORMER Mathieson\nSONGWRITER Herrmann\nTITLE Vertigo\n"
      "COMPOSER \"B. Herrmann\"\nARRANGER Riddle\nMESSAGE hello\nDISC_ID 1\nGENRE Score\nTOC_INFO1 a\nTOC_INFO2 b\n"
      "UPC_EAN 4006381333931\nSIZE_INFO c\nREM DISCID 860B640B\nREM COMMENT ExactAudioCopy v1.0\nREM just words\n"
      "FILE a.wav WAVE\nTRACK 01 AUDIO\nFLAGS DCP 4CH PRE SCMS\nISRC GBAYE0200770\nTITLE Prelude\nPERFORMER x\n"
      "SONGWRITER y\nPREGAP 00:02:00\nINDEX 00 00:00:00\nINDEX 01 00:01:00\nINDEX 02 00:02:00\nPOSTGAP 00:01:00\n"
      "REM REPLAYGAIN_TRACK_GAIN -7.89 dB\n");
  EXPECT_EQ(all_remarks(parsed), "");
  EXPECT_EQ(parsed.sheet.catalog, "4006381333931");
  EXPECT_EQ(parsed.sheet.songwriter, "Herrmann");
  EXPECT_EQ(parsed.sheet.composer, "B. Herrmann");
  EXPECT_EQ(parsed.sheet.arranger, "Riddle");
  ASSERT_NE(parsed.sheet.rem("DISCID"), nullptr);
  const auto& track = parsed.sheet.tracks.at(0);
  EXPECT_EQ(track.flags, (std::vector<std::string>{"DCP", "4CH", "PRE", "SCMS"}));
  EXPECT_EQ(track.isrc, "GBAYE0200770");
  EXPECT_EQ(track.indices.size(), 3U);
  EXPECT_EQ(track.songwriter, "y");
}

TEST(CueFile, KeepsAHundredTracksWithAWarning) {
  std::string text = "FILE a.wav WAVE\n";
  for (int i = 1; i <= 100; ++i)
    text += "TRACK " + std::to_string(i) + " AUDIO\nINDEX 01 " + std::to_string(i) + ":00:00\n";
  const auto parsed = parse(text);
  EXPECT_EQ(parsed.sheet.tracks.size(), 100U);
  EXPECT_EQ(parsed.sheet.tracks.back().index(1)->at, Frames(100 * 60 * 75));
  EXPECT_EQ(parsed.remarks.size(), 1U) << all_remarks(parsed);
}

TEST(CueFile, WarnsOnceForEachUnknownCommandAndKeepsIt) {
  const auto parsed = parse("FILE a.wav WAVE\nTRACK 1 AUDIO\nMOODY tense\nMOODY calm\nINDEX 01 00:00:00");
  EXPECT_EQ(parsed.remarks.size(), 1U) << all_remarks(parsed);
  const auto& rems = parsed.sheet.tracks.at(0).rems;
  ASSERT_EQ(rems.size(), 2U);
  EXPECT_EQ(rems[1].key, "MOODY");
  EXPECT_EQ(rems[1].value, "calm");
}

TEST(CueFile, TreatsZerosAsAbsent) {
  const auto parsed = parse(
      "CATALOG 0000000000000\nFILE a WAVE\nTRACK 1 AUDIO\nISRC 000000000000\nINDEX 01 00:00:00\nREM COMPOSER \"\"");
  EXPECT_EQ(parsed.sheet.catalog, "");
  EXPECT_EQ(parsed.sheet.tracks.at(0).isrc, "");
  EXPECT_TRUE(parsed.sheet.tracks.at(0).rems.empty());
  EXPECT_EQ(all_remarks(parsed), "");
}

// FORMATS.md B.3: the INDEX is left out, its track and the others stay.
TEST(CueFile, LeavesOutATimeOfMoreThan59Seconds) {
  for (const std::string time : {"03:60:00", "00:99:74", "0:75:80"}) {
    const auto parsed =
        parse("FILE a WAVE\nTRACK 1 AUDIO\nINDEX 00 0:0:0\nINDEX 01 " + time + "\nTRACK 2 AUDIO\nINDEX 01 5:0:0");
    ASSERT_EQ(parsed.sheet.tracks.size(), 2U) << time;
    EXPECT_NE(parsed.sheet.tracks[0].index(0), nullptr) << time;
    EXPECT_EQ(parsed.sheet.tracks[0].index(1), nullptr) << time;
    EXPECT_EQ(parsed.sheet.tracks[1].index(1)->at, Frames(300 * 75)) << time;
    EXPECT_TRUE(remarked(parsed, "line 4", "INDEX time '" + time + "'")) << all_remarks(parsed);
  }
}

TEST(CueFile, CarriesFramesOverAndAllowsLongTimes) {
  const auto parsed = parse("FILE a.m4b MP4\nTRACK 1 AUDIO\nINDEX 01 207:12:89\nTRACK 2 AUDIO\nINDEX 01 9999:59:74");
  EXPECT_EQ(parsed.sheet.tracks[0].index(1)->at, Frames((207 * 60 + 12) * 75 + 89));
  EXPECT_EQ(parsed.sheet.tracks[1].index(1)->at, Frames((9999 * 60 + 59) * 75 + 74));
  EXPECT_TRUE(remarked(parsed, "line 3", "frames go to 74"));
}

TEST(CueFile, BindsEveryIndexToTheFileInForce) {
  const auto parsed = parse(
      "FILE \"02.wav\" WAVE\nTRACK 02 AUDIO\nINDEX 01 00:00:00\nTRACK 03 AUDIO\nINDEX 00 03:40:63\nFILE \"03.wav\" "
      "WAVE\nINDEX 01 00:00:00\n");
  const auto& third = parsed.sheet.tracks.at(1);
  EXPECT_EQ(third.index(0)->file, 0U);
  EXPECT_EQ(third.index(1)->file, 1U);
  EXPECT_EQ(third.file, 0U);
  EXPECT_EQ(all_remarks(parsed), "");
}

TEST(CueFile, GivesASheetWithoutFileOneWithoutName) {
  const auto parsed = parse("TRACK 01 AUDIO\nINDEX 01 00:00:00");
  ASSERT_EQ(parsed.sheet.files.size(), 1U);
  EXPECT_EQ(parsed.sheet.files[0].name, "");
  EXPECT_TRUE(remarked(parsed, "line 2", "INDEX before any FILE"));
  EXPECT_EQ(parse("TRACK 01 AUDIO").sheet.files.size(), 1U);
}

// RELIABILITY.md C10
TEST(CueFile, KeepsATrackWithoutTime) {
  const auto parsed = parse("FILE a WAVE\nTRACK 1 AUDIO\nTITLE x\nTRACK 2 AUDIO\nINDEX 01 00:00:00");
  ASSERT_EQ(parsed.sheet.tracks.size(), 2U);
  EXPECT_TRUE(remarked(parsed, "track 1", "no INDEX 01"));
}

// RELIABILITY.md C2
TEST(CueFile, ReadsMoreTracksThanADiscHasWithARemark) {
  std::string text = "FILE a WAVE\n";
  for (int i = 1; i <= 100; ++i) text += "TRACK " + std::to_string(i) + " AUDIO\nINDEX 01 00:00:00\n";
  const auto parsed = parse(text);
  EXPECT_EQ(parsed.sheet.tracks.size(), 100U);
  EXPECT_TRUE(remarked(parsed, "line 200", "more than 99 TRACKs")) << all_remarks(parsed);
}

// RELIABILITY.md C14
TEST(CueFile, SaysWhenAnEncodingIsGuessed) {
  const auto parsed = parse("TITLE \"\xC0\xEB\xFC\xE1\xEE\xEC\"\nFILE a WAVE\nTRACK 1 AUDIO\nINDEX 01 00:00:00");
  EXPECT_EQ(parsed.sheet.title, "Альбом");
  EXPECT_EQ(parsed.sheet.encoding, "windows-1251");
  EXPECT_TRUE(parsed.sheet.encoding_guessed);
  EXPECT_TRUE(remarked(parsed, "", "encoding not stated"));
}

struct Refused {
  std::string text;
  const char* position;
  const char* what;
};

// RELIABILITY.md C2, C6, C7, C15
TEST(CueFile, RefusesWhatIsNoSheet) {
  std::string many = "FILE a WAVE\n";
  for (int i = 0; i < 100'000; ++i) many += "TRACK 1 AU\n";
  many.resize(1024 * 1024);
  std::string files;
  for (int i = 0; i < 1000; ++i) files += "FILE a WAVE\n";
  const Refused refused[] = {
      {"", "", "no tracks"},
      {"REM only\n", "", "no tracks"},
      {std::string(1024 * 1024 + 1, ' '), "", "larger than 1 MiB"},
      {"TITLE x\n" + std::string(65 * 1024, 'x'), "line 2", "longer than 64 KiB"},
      {many, "line 1001", "more than 999 TRACKs"},
      {files + "TRACK 1 AUDIO\nINDEX 01 00:00:00\n", "line 1000", "more than 999 FILEs"},
      {"CD_DA\n\nTRACK AUDIO\nFILE \"data.wav\" 0\n", "", "cdrdao TOC, not a CUE file"},
      {"// cdrdao\nCATALOG \"0000000000000\"\nTRACK AUDIO\n", "", "cdrdao TOC, not a CUE file"},
  };
  for (const auto& one : refused) {
    const auto parsed = parse(one.text);
    ASSERT_FALSE(parsed.remarks.empty()) << one.what;
    EXPECT_TRUE(parsed.sheet.tracks.empty());
    EXPECT_TRUE(remarked(parsed, one.position, one.what)) << all_remarks(parsed);
    EXPECT_EQ(std::ranges::count(parsed.remarks, true, &Remark::failed), 1) << one.what;
  }
}

TEST(CueFile, BoundsItsRemarks) {
  std::string text = "FILE a WAVE\nTRACK 1 AUDIO\nINDEX 01 00:00:00\n";
  for (int i = 0; i < 5000; ++i) text += "INDEX 999 x\n";
  const auto parsed = parse(text);
  EXPECT_EQ(parsed.remarks.size(), 201U);
  EXPECT_EQ(parsed.remarks.back().what, "4800 further remarks left out");
}

}  // namespace
}  // namespace cuetheque
