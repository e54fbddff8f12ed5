#include <fmt/format.h>
#include <gtest/gtest.h>
#include <random>

#include "search/columns.h"
#include "tests/search/index_fixture.h"

namespace cuetheque {
namespace {

/// The same values in words, as "1960: 2, 1997: 1; 3 of them, 0 without".
std::string in_words(const Facet& facet) {
  std::string text;
  for (const auto& value : facet.values)
    text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", value.text, value.count);
  return fmt::format("{}; {} found, {} without", text, facet.found, facet.without);
}

class FacetTest : public IndexTest {
 protected:
  std::string facet(std::string_view field, std::string_view query, ResultLevel level) {
    const auto what = countable(field);
    return what ? in_words(index().facet(*archive, *parse_query(query), *what, level)) : "cannot be counted";
  }
};

TEST_F(FacetTest, CountsRecordsOfTheLevelAskedFor) {
  fill();
  struct Asked {
    std::string_view field, query;
    ResultLevel level;
    std::string_view counted;
  };
  const Asked table[] = {
      {"year", "", albums, "1960: 2, 1997: 1; 3 found, 0 without"},
      {"year", "", films, "1960: 1, 1972: 1, 1997: 1; 3 found, 0 without"},
      {"year", "", tracks, "1960: 4, 1997: 2; 6 found, 0 without"},
      {"decade", "", films, "1960s: 1, 1970s: 1, 1990s: 1; 3 found, 0 without"},
      {"kind", "", albums, "film: 2, video-game: 1; 3 found, 0 without"},
      {"composer", "", tracks, "N2: 3, N3: 2, N1: 1; 6 found, 0 without"},
      {"composer", "", albums, "N2: 2, N1: 1, N3: 1; 3 found, 0 without"},
      {"by", "film:psycho", films, "N2: 1, N3: 1; 1 found, 0 without"},
      {"person", "", albums, "N2: 2, N1: 1, N3: 1; 3 found, 0 without"},
      {"mood", "", tracks, "terror: 3, comic: 1, ominous: 1, sad: 1; 6 found, 1 without"},
      {"mood", "", cues, "terror: 3, comic: 1, ominous: 1; 5 found, 1 without"},
      {"mood", "scene:shower", albums, "comic: 1, terror: 1; 2 found, 0 without"},
      {"scene", "mood:terror", cues, "shower: 2, chase: 1; 3 found, 0 without"},
      {"film", "", tracks, "F1: 4, F2: 2; 6 found, 0 without"},
      {"album", "composer:herrmann", tracks, "A1: 2, A3: 1; 3 found, 0 without"},
      {"date", "", albums, "1975: 1, 1996: 1, 1997: 1; 3 found, 0 without"},
      {"label", "", albums, "; 3 found, 3 without"},
      {"format", "", tracks, "FLAC: 6; 6 found, 0 without"},
      {"how", "", albums, "score-of: 3; 3 found, 0 without"},
      {"heard", "", tracks, "yes: 4, no: 1; 6 found, 1 without"},
      {"mood", "title:\"the car\"", tracks, "ominous: 1, terror: 1; 1 found, 0 without"},
      {"mood", "length:>1:35", tracks, "sad: 1; 1 found, 0 without"},
      {"mood", "-mood:terror", tracks, "comic: 1, sad: 1; 3 found, 1 without"},
      {"year", "none{mood:comic}", albums, "1960: 1, 1997: 1; 2 found, 0 without"},
      {"year", "xyzzy", albums, "; 0 found, 0 without"},
      {"title", "", tracks, "cannot be counted"},
      {"isrc", "", tracks, "cannot be counted"},
      {"nonsense", "", tracks, "cannot be counted"},
  };
  for (const auto& [field, query, level, counted] : table)
    EXPECT_EQ(facet(field, query, level), counted) << field << ' ' << query;
}

TEST_F(FacetTest, TakesTextsThatDifferInCaseForOneValue) {
  auto one = make(album, 1, {{Field::album, "Songs"}});
  add_track(one, 1, {{Field::title, "a"}, {Field::genre, "soundtrack"}});
  add_track(one, 2, {{Field::title, "b"}, {Field::genre, "Soundtrack"}});
  add_track(one, 3, {{Field::title, "c"}, {Field::genre, "Soundtrack"}, {Field::genre, "Jazz"}, {Field::tag, "x"}});
  put(*archive, {one});
  index().catch_up(*archive);
  EXPECT_EQ(facet("genre", "", tracks), "Soundtrack: 3, Jazz: 1; 3 found, 0 without");
  EXPECT_EQ(facet("genre", "", albums), "Jazz: 1, Soundtrack: 1; 1 found, 0 without");
}

/// What changes again and again, out of order, is counted as in an index built at once.
TEST_F(FacetTest, StaysRightWhileTheArchiveChanges) {
  fill();
  std::mt19937 chance(11);
  const std::vector<std::string> moods{"sad", "comic", "terror", "ominous"}, names{"Bernard Herrmann", "植松伸夫"};
  for (int round = 0; round < 60; ++round) {
    auto changed = *archive->find({album, 1 + chance() % 3});
    auto& track = *changed.mutable_tracks(static_cast<int>(chance() % static_cast<unsigned>(changed.tracks_size())));
    track.clear_statements();
    say(*track.mutable_statements(), {{Field::title, "t"}, {Field::mood, moods[chance() % moods.size()]}});
    if (chance() % 2 == 0) say(*track.mutable_statements(), {{Field::composer, names[chance() % names.size()]}});
    put(*archive, {changed});
    index().catch_up(*archive);
  }
  const auto count_all = [&] {
    std::string text;
    for (const auto name : countable_names())
      for (const auto level : {albums, tracks, cues, films})
        text += fmt::format("{} {}\n", name, facet(name, "", level));
    return text;
  };
  const auto is_as_rebuilt = [&] {
    const auto grown = count_all();
    index().rebuild(*archive);
    return count_all() == grown;
  };
  const auto dumped = index().dump();
  EXPECT_TRUE(is_as_rebuilt());
  EXPECT_EQ(index().dump(), dumped);

  auto redirect = *archive->find({name, 1}), target = *archive->find({name, 2});
  redirect.set_merged_into(2);
  say(*target.mutable_statements(), {{Field::alias, "植松伸夫"}, {Field::alias, "Nobuo Uematsu"}});
  put(*archive, {redirect, target});
  index().catch_up(*archive);
  EXPECT_EQ(count_all().find("N1:"), std::string::npos) << "credits of a merged name count for the other";
  EXPECT_TRUE(is_as_rebuilt());
}

TEST(Columns, ASliceIsReadAsItWasWritten) {
  std::mt19937 engine(5);
  const auto chance = [&] { return static_cast<Xapian::docid>(engine()); };
  for (int round = 0; round < 50; ++round) {
    Slice slice;
    for (auto left = chance() % 20; left > 0; --left)
      slice.texts.push_back(std::string(chance() % 9, 'a') + std::to_string(left));
    Xapian::docid document = slice_documents * (chance() % 3);
    for (auto left = chance() % 200; left > 0 && document % slice_documents < 8'000; --left) {
      document += chance() % 3 * 4;
      slice.cells.push_back({document, chance() % 2 == 0 ? chance() % 5 : chance()});
    }
    std::ranges::sort(slice.cells);
    const auto bytes = slice_bytes(slice);
    const auto read = slice_in(bytes);
    EXPECT_EQ(read.texts, slice.texts);
    EXPECT_EQ(read.cells, slice.cells);
    for (std::size_t size = 0; size < bytes.size(); size += 7) (void)slice_in(std::string_view(bytes).substr(0, size));
  }
}

}  // namespace
}  // namespace cuetheque
