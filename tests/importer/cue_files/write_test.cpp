#include "importer/cue_files/write.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <random>

#include "core/files.h"

namespace cuetheque {
namespace {

/// Sheets as odd as the format can hold: every command, gaps in other FILEs, numbers that skip, sub-indexes, data
/// tracks; the same for the same seed.
class RandomSheet {
 public:
  explicit RandomSheet(std::uint32_t seed) : random_(seed) {}

  CueFile make() {
    CueFile sheet;
    for (auto* place : {&sheet.title, &sheet.performer, &sheet.songwriter, &sheet.composer, &sheet.arranger})
      *place = text();
    if (one_in(2)) sheet.catalog = "4006381333931";
    if (one_in(3)) sheet.cdtextfile = text();
    sheet.rems = rems();
    sheet.files.push_back(file());
    for (auto left = 1 + number(8); left > 0; --left) add_track(sheet);
    sheet.encoding = "UTF-8";
    return sheet;
  }

 private:
  std::uint32_t number(std::uint32_t below) {
    return std::uniform_int_distribution<std::uint32_t>(0, below - 1)(random_);
  }
  bool one_in(std::uint32_t count) { return number(count) == 0; }

  std::string text() {
    static const std::array<std::string, 9> pieces{"Love", " ", "é", "植松", "'", "“x”", "1958", "; ", "TRACK 01"};
    std::string made;
    for (auto left = number(5); left > 0; --left) made += pieces.at(number(pieces.size()));
    return made;
  }

  std::vector<CueFile::Rem> rems() {
    std::vector<CueFile::Rem> made;
    for (auto left = number(4); left > 0; --left) {
      auto value = text();
      const bool key = !one_in(4) && !value.empty();
      made.push_back(key ? CueFile::Rem{one_in(2) ? "DATE" : "SCENE", std::move(value)}
                         : CueFile::Rem{{}, "- as it came -"});
    }
    return made;
  }

  CueFile::File file() { return {fmt::format("{}{}.wav", text(), number(9)), one_in(3) ? "BINARY" : "WAVE"}; }

  std::optional<Frames> gap() { return one_in(3) ? std::optional(Frames(number(500))) : std::nullopt; }

  /// The FILE an index lies in: the one in force, or the next.
  std::size_t place(CueFile& sheet) {
    if (one_in(4)) {
      sheet.files.push_back(file());
      at_ = 0;
    }
    return sheet.files.size() - 1;
  }

  void add_track(CueFile& sheet) {
    CueFile::Track track;
    number_ += one_in(5) ? 2 : 1;
    track.number = number_;
    track.mode = one_in(5) ? "MODE1/2352" : "AUDIO";
    track.file = place(sheet);
    for (auto* words : {&track.title, &track.performer, &track.songwriter, &track.composer, &track.arranger})
      *words = text();
    if (one_in(2)) track.isrc = "GBAYE0200770";
    if (one_in(3)) track.flags = {"DCP", "4CH"};
    track.rems = rems();
    track.pregap = gap();
    track.postgap = gap();
    for (unsigned index = one_in(2) ? 0 : 1; index < 2 + number(3); ++index) {
      const auto file = place(sheet);
      at_ += number(30'000);
      track.indices.push_back({index, file, Frames(at_)});
    }
    sheet.tracks.push_back(std::move(track));
  }

  std::mt19937 random_;
  unsigned number_ = 0;
  std::int64_t at_ = 0;
};

/// Frames of every index, by track and FILE, and all that is said.
void expect_same(const CueFile& expected, const CueFile& read, const std::string& text) {
  EXPECT_EQ(read.files, expected.files) << text;
  EXPECT_EQ(read.tracks, expected.tracks) << text;
  EXPECT_EQ(read.rems, expected.rems) << text;
  EXPECT_EQ(read, expected) << text;
}

TEST(CueText, ReadsBackAsTheSameSheet) {
  for (std::uint32_t seed = 0; seed < 500; ++seed) {
    const auto sheet = RandomSheet(seed).make();
    const auto text = cue_text(sheet);
    auto read = parse_cue_file(text, "a.cue").sheet;
    EXPECT_FALSE(read.encoding_guessed) << text;
    read.encoding = sheet.encoding;
    expect_same(sheet, read, text);
    if (HasFailure()) return;
  }
}

TEST(CueText, KeepsEachValueOnItsLine) {
  CueFile sheet;
  sheet.title = "The \"Love\"\nTheme";
  sheet.rems = {{"DATE", "1958"}, {"FILM", "Vertigo"}, {"", "made by hand"}};
  sheet.files = {{"a.wav", "WAVE"}, {"b.wav", "WAVE"}};
  CueFile::Track track;
  track.number = 1;
  track.mode = "AUDIO";
  track.indices = {{0, 0, Frames(75)}, {1, 1, Frames(0)}};
  sheet.tracks = {track};
  EXPECT_EQ(
      cue_text(sheet),
      "REM DATE 1958\nREM FILM \"Vertigo\"\nREM made by hand\nTITLE \"The 'Love' Theme\"\n"
      "FILE \"a.wav\" WAVE\n  TRACK 01 AUDIO\n    INDEX 00 00:01:00\nFILE \"b.wav\" WAVE\n    INDEX 01 00:00:00\n");
}

/// Real sheets, broken ones among them: what was understood of one is understood again.
TEST(CueText, ReadsBackEveryRealSheet) {
  const std::filesystem::path corpus(CUETHEQUE_CORPUS);
  if (!std::filesystem::is_directory(corpus)) GTEST_SKIP() << "no corpus at " << corpus;
  std::size_t sheets = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(corpus)) {
    if (entry.path().extension() != ".cue") continue;
    const auto bytes = read_start(entry.path().native(), 1 << 20);
    const auto sheet = parse_cue_file(bytes, "a.cue").sheet;
    if (sheet.tracks.empty()) continue;
    ++sheets;
    const auto once = cue_text(sheet);
    auto read = parse_cue_file(once, "a.cue", "UTF-8").sheet;
    ASSERT_EQ(read.tracks.size(), sheet.tracks.size()) << entry.path();
    for (std::size_t i = 0; i < sheet.tracks.size(); ++i) {
      EXPECT_EQ(read.tracks[i].indices, sheet.tracks[i].indices) << entry.path() << " track " << i;
      EXPECT_EQ(read.tracks[i].number, sheet.tracks[i].number) << entry.path();
    }
    EXPECT_EQ(cue_text(read), once) << entry.path();
  }
  EXPECT_GT(sheets, 50U);
}

}  // namespace
}  // namespace cuetheque
