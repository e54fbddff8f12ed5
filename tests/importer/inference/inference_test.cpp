#include "importer/inference/inference.h"

#include <chrono>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/table.h"
#include "importer/inference/rules.h"
#include "importer/inference/tokens.h"

namespace cuetheque {
namespace {

std::string table(const std::string& name) {
  std::ifstream file(std::string(CUETHEQUE_SOURCE) + "/tests/importer/inference/" + name);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string productions(const InferredAlbum& album) {
  std::string all;
  for (const auto& draft : album.productions) {
    if (!all.empty()) all += " + ";
    all += fmt::format("{} <{}> {}{}{}", draft.title, draft.kind, draft.how, draft.year.empty() ? "" : " ", draft.year);
  }
  return all;
}

std::string trimmed_end(std::string text) {
  while (text.ends_with(' ')) text.pop_back();
  return text;
}

TEST(Inference, AlbumTitles) {
  const auto text = table("albums.tsv");
  const auto rows = table_rows(text);
  ASSERT_GE(rows.size(), 150U);
  for (const auto& row : rows) {
    const auto album = infer_album(row.cells[0], row.cells[1]);
    EXPECT_EQ(trimmed_end(productions(album)), row.cells[2]) << row.cells[0];
    EXPECT_EQ(fmt::format("{}", fmt::join(album.albumkinds, " ")), row.cells[3]) << row.cells[0];
    EXPECT_EQ(album.title_without_designation, row.cells[4]) << row.cells[0];
    for (const auto& draft : album.productions) EXPECT_EQ(draft.source, inferred);
  }
}

TEST(Inference, TrackTitles) {
  const auto text = table("tracks.tsv");
  const auto rows = table_rows(text);
  ASSERT_GE(rows.size(), 150U);
  for (const auto& row : rows) {
    const auto track = infer_track(row.cells[0], FilmMusic::unknown);
    const auto terms = fmt::format("{} | {} | {}{}{}", fmt::join(track.scenes, " "), fmt::join(track.moods, " "),
                                   fmt::join(track.usages, " "), track.heard.empty() ? "" : " | ", track.heard);
    EXPECT_EQ(trimmed_end(terms), fmt::format("{}{}", row.cells[1].starts_with('|') ? " " : "", row.cells[1]))
        << row.cells[0];
  }
}

TEST(Inference, NothingComesOfTraps) {
  const auto text = table("traps.tsv");
  const auto rows = table_rows(text);
  ASSERT_GE(rows.size(), 100U);
  for (const auto& row : rows) {
    const auto album = infer_album(row.cells[0] == "album" ? row.cells[1] : "", row.cells[2]);
    EXPECT_TRUE(album.productions.empty() && album.albumkinds.empty()) << row.cells[1];
    if (row.cells[0] == "album") continue;
    const auto track = infer_track(row.cells[1], album.film_music);
    EXPECT_TRUE(track.scenes.empty() && track.moods.empty() && track.usages.empty()) << row.cells[1];
  }
}

// Forty thousand real titles of films: alone they say nothing, and beside a designation they are the production.
TEST(Inference, RealFilmTitlesComeThroughWhole) {
  std::ifstream facts(std::string(CUETHEQUE_CORPUS) + "/facts-films.tsv");
  if (!facts) GTEST_SKIP() << "no corpus at " << CUETHEQUE_CORPUS;
  std::size_t tried = 0;
  std::size_t whole = 0;
  std::size_t line_number = 0;
  for (std::string line; std::getline(facts, line);) {
    if (++line_number % 40 != 0) continue;
    const auto title = line.substr(0, line.find('\t'));
    EXPECT_TRUE(infer_album(title, "").productions.empty()) << title;
    const auto album = infer_album(title + " (Original Motion Picture Soundtrack)", "");
    ++tried;
    if (album.productions.size() == 1 && album.productions[0].title == title) ++whole;
  }
  EXPECT_GT(tried, 900U);
  EXPECT_GE(whole * 1000, tried * 995);
}

TEST(Inference, NothingComesOfNothing) {
  for (const std::string_view title :
       {"", " ", "()", "-", "\"\"", "「」", "((((((((((", "\xff\xfe", "OST", "(OST)", "Vol. 2", "Disc 1"}) {
    EXPECT_TRUE(infer_album(title, "Soundtrack").productions.empty()) << title;
    EXPECT_TRUE(infer_track(title, FilmMusic::said).scenes.empty()) << title;
  }
}

TEST(Inference, LongTitlesEnd) {
  std::string title;
  for (int i = 0; i < 400; ++i) title += "Vol 1 Original Motion Picture Soundtrack ( [ ";
  EXPECT_TRUE(infer_album(title, "Soundtrack").productions.empty());
  EXPECT_TRUE(infer_track(title, FilmMusic::said).scenes.empty());
}

TEST(Inference, TitlesThatCanBeCutInEveryWayEnd) {
  for (const std::string_view word : {"Soundtrack ", "The Complete ", "Songs From ", "サントラ "}) {
    std::string title;
    for (int i = 0; i < 23; ++i) title += word;
    const auto begin = std::chrono::steady_clock::now();
    (void)infer_album(title + "Rooftop", "Soundtrack");
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20)) << word;
  }
}

TEST(InferenceTokens, CutsTitles) {
  struct Row {
    std::string_view title;
    std::vector<std::string> words;
  };
  const Row rows[] = {
      {"Schindler's List", {"schindler", "s", "list"}},
      {"O.S.T.", {"o", "s", "t"}},
      {"Amélie & co", {"amelie", "&", "co"}},
      {"君の名は。OST", {"君", "の", "名", "は", "ost"}},
      {"«Брат 2»", {"брат", "2"}},
      {"a–b…c", {"a", "b", "c"}},
      {"", {}},
  };
  for (const auto& row : rows) {
    std::vector<std::string> words;
    for (const auto& token : title_tokens(row.title)) words.push_back(token.folded);
    EXPECT_EQ(words, row.words) << row.title;
  }
}

TEST(InferenceTokens, PatternsMatchWholeRanges) {
  struct Row {
    std::string_view pattern, title;
    bool expected;
  };
  const Row rows[] = {
      {"[the] (film|motion picture) score", "the motion picture score", true},
      {"[the] (film|motion picture) score", "Film Score", true},
      {"[the] (film|motion picture) score", "the score", false},
      {"music from the * series", "Music from the HBO Limited Event Series", true},
      {"music from the * series", "music from the series", false},
      {"music from the * series", "music from the one two three four series", false},
      {"vol #", "Vol. XIV", true},
      {"vol #", "Vol. 2", true},
      {"vol #", "Vol. Two", true},
      {"vol #", "Vol. Extra", false},
      {"@ remaster", "2015 Remaster", true},
      {"@ remaster", "3015 Remaster", false},
      {"by %", "by Hans Zimmer & Junkie XL", true},
      {"by %", "by", false},
  };
  for (const auto& row : rows) {
    const auto tokens = title_tokens(row.title);
    bool matched = false;
    for (const auto& pattern : patterns_of(row.pattern))
      matched = matched || matches(pattern, tokens, 0, tokens.size());
    EXPECT_EQ(matched, row.expected) << row.pattern << " / " << row.title;
  }
}

TEST(InferenceTokens, RefusesBracketsThatDoNotMatch) {
  for (const std::string_view pattern : {"[the", "the]", "(a|b", "a)", "[(a]"})
    EXPECT_THROW(static_cast<void>(patterns_of(pattern)), Error) << pattern;
}

TEST(InferenceRules, TheTablesAreSound) {
  const auto tokens = title_tokens("Soundtrack");
  EXPECT_FALSE(album_rules().matching(tokens, 0, 1).empty());
  EXPECT_FALSE(genre_rules().matching(tokens, 0, 1).empty());
  EXPECT_TRUE(track_rules().matching(tokens, 0, 1).empty());
}

}  // namespace
}  // namespace cuetheque
