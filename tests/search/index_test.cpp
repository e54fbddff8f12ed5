#include "search/index.h"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <gtest/gtest.h>
#include <set>

#include "core/error.h"
#include "core/keys.h"
#include "tests/search/index_fixture.h"

namespace cuetheque {
namespace {

struct Asked {
  ResultLevel level;
  std::string_view query;
  std::string_view found;
};

TEST_F(IndexTest, Finds) {
  fill();
  const Asked table[] = {
      {albums, "", "A1 A2 A3"},
      {tracks, "", "T1 T2 T3 T4 T5 T6"},
      {cues, "", "C1 C2 C3 C4 C5"},
      {films, "", "F1 F2 F3"},
      {people, "", "N1 N2 N3"},
      // the same cue has both
      {albums, "scene:shower mood:terror", "A2"},
      {cues, "scene:shower mood:terror", "C3 C4"},
      {films, "scene:shower mood:terror", "F1"},
      {albums, "cue{scene:shower} cue{mood:terror}", "A1 A2"},
      {albums, "cue{scene:shower mood:terror}", "A2"},
      {tracks, "film{year:1960}", "T1 T2 T3 T4"},
      {tracks, "album{mood:terror}", "T1 T2 T3 T4"},
      {people, "track{title:murder}", "N3"},
      {people, "film{psycho} cue{scene:shower}", "N2 N3"},
      {people, "none{film:psycho}", "N1"},
      {tracks, "person{alias:植松}", "T5"},
      // negation
      {albums, "-mood:comic", "A1 A2 A3"},
      {albums, "none{mood:comic}", "A2 A3"},
      {cues, "-mood:comic", "C2 C3 C4 C5"},
      {tracks, "composer:herrmann -film:psycho", "T6"},
      {albums, "NOT film:psycho", "A3"},
      // letters and scripts
      {tracks, "dvorak", "T3 T4"},
      {tracks, "Dvořák", "T3 T4"},
      {tracks, "composer:DVORAK", "T3 T4"},
      {tracks, "pawel", "T3"},
      {tracks, "uematsu", "T5"},
      {tracks, "植松", "T5"},
      {tracks, "composer:uematsu", "T5"},
      {tracks, "person:\"nobuo uematsu\"", "T5"},
      {tracks, "person:植松伸夫", "T5"},
      {tracks, "うえまつ", "T5"},
      {tracks, "composer:\"leo nichols\"", "T3 T4"},
      {tracks, "title:любви", "T6"},
      {tracks, "title:lubvi", "T6"},
      {people, "uematsu", "N1"},
      {people, "alias:植松", "N1"},
      // words, stems, phrases
      {tracks, "title:chase", "T2"},
      {tracks, "title:chasing", "T2"},
      {tracks, "title:\"the car\"", "T2"},
      {tracks, "title:\"car the\"", ""},
      {tracks, "\"main title\"", "T4"},
      {tracks, "chasing NEAR/2 car", "T2"},
      {tracks, "title:chasing NEAR/1 car", ""},
      {tracks, "mur*", "T3"},
      {tracks, "title:sho*", "T1"},
      {tracks, "title:=\"The Shower\"", "T1"},
      {tracks, "title:=\"the shower\"", ""},
      {tracks, "title:=Shower", ""},
      {tracks, "title:/^the sh.w/", "T1"},
      {tracks, "-title:/e/", "T6"},
      {tracks, "aeriths", "T5"},
      // vocabulary
      {tracks, "mood:sinister", "T2"},
      {tracks, "mood:dark", "T2"},
      {tracks, "mood:ominous", "T2"},
      {albums, "kind:game", "A3"},
      {tracks, "scene:chase", "T2"},
      // numbers, dates, times
      {albums, "year:1960", "A1 A2"},
      {albums, "year:1960..1996", "A1 A2"},
      {albums, "year:>1960", "A3"},
      {albums, "year:<1961", "A1 A2"},
      {albums, "year:1990s", "A3"},
      {albums, "date:1996", "A1"},
      {albums, "date:1996-11..1997-02-10", "A1 A3"},
      {albums, "date:1996-12..1997-02-09", ""},
      {albums, "date:>1996", "A3"},
      {albums, "date:<1996", "A2"},
      {albums, "date:..1996-11-12", "A1 A2"},
      {tracks, "length:..1:00", "T1 T3 T4 T6"},
      {tracks, "length:>1:35", "T5"},
      {tracks, "length:1:35", "T2"},
      {tracks, "track:2", "T2 T4 T6"},
      {tracks, "track:>1 disc:1", "T2 T4 T6"},
      {albums, "added:-1d", "A1 A2 A3"},
      {albums, "added:..1999", ""},
      // codes and the rest
      {albums, "catno:LLLCD1173", "A1"},
      {albums, "lllcd-1173", "A1"},
      {tracks, "isrc:USRC17607839", "T1"},
      {cues, "cue:1m01", "C1"},
      {cues, "cue:1M2", "C2"},
      {cues, "reel:2", "C3 C4"},
      {cues, "is:unreleased", "C5"},
      {tracks, "is:heard", "T1 T2 T3 T4"},
      {tracks, "is:unheard", "T5"},
      {tracks, "has:isrc", "T1"},
      {tracks, "missing:isrc", "T2 T3 T4 T5 T6"},
      {tracks, "format:flac how:score-of", "T1 T2 T3 T4 T5 T6"},
      {albums, "id:T5", "A3"},
      {albums, "A2", "A2"},
      {films, "film:lonely", "F3"},
      {films, "label:intrada", "F1"},
      {films, "cue{mood:comic}", "F1"},
      {albums, "film:psycho OR mood:sad", "A1 A2 A3"},
      {albums, "xyzzy", ""},
  };
  for (const auto& [level, query, found] : table) EXPECT_EQ(find(query, level), found) << query;
}

TEST_F(IndexTest, SortsAndPages) {
  fill();
  EXPECT_EQ(find("", albums, "date"), "A2 A1 A3");
  EXPECT_EQ(find("", albums, "-date"), "A3 A1 A2");
  EXPECT_EQ(find("", tracks, "-length,title"), "T5 T2 T4 T3 T1 T6");
  EXPECT_EQ(find("", films, "-year"), "F2 F3 F1");
  EXPECT_EQ(find("", albums, "catno"), "A1 A2 A3") << "what lacks the value comes last";
  const auto page = index().search(*archive, *parse_query(""), {tracks, parse_sort("title"), 2, 2, true});
  EXPECT_EQ(page.total, 6U);
  ASSERT_EQ(page.hits.size(), 2U);
  EXPECT_EQ(to_string(page.hits[0].id), "T4");
}

TEST_F(IndexTest, RanksTitlesAboveNotes) {
  auto one = make(album, 1, {{Field::album, "Plain"}, {Field::note, "vertigo"}});
  auto two = make(album, 2, {{Field::album, "Vertigo"}});
  put(*archive, {one, two});
  index().catch_up(*archive);
  const auto found = index().search(*archive, *parse_query("vertigo"), {});
  ASSERT_EQ(found.hits.size(), 2U);
  EXPECT_EQ(to_string(found.hits[0].id), "A2");
}

TEST_F(IndexTest, LeavesEqualsInTheirOrder) {
  auto one = make(album, 1, {{Field::album, "Vertigo"}});
  for (const auto* title : {"A Very Long Title of Many Words", "Prelude", "The Dream and Another Dream", "Bay"})
    add_track(one, static_cast<std::uint64_t>(one.tracks_size()) + 1, {{Field::title, title}});
  add_track(one, 5, {{Field::title, "Vertigo"}});
  put(*archive, {one});
  index().catch_up(*archive);
  std::string order;
  for (const auto& hit : index().search(*archive, *parse_query("vertigo"), {tracks, {}, 0, 0, false}).hits)
    order += to_string(hit.id) + ' ';
  EXPECT_EQ(order, "T5 T1 T2 T3 T4 ") << "the one with the word in its title first";
}

TEST_F(IndexTest, TakesAQuotedNameForOneName) {
  auto one = make(album, 1, {{Field::album, "Songs"}});
  add_track(one, 1, {{Field::title, "Two"}, {Field::composer, "John Barry"}, {Field::composer, "Robbie Williams"}});
  add_track(one, 2, {{Field::title, "One"}, {Field::composer, "John Williams"}});
  add_track(one, 3, {{Field::title, "Three"}, {Field::composer, "John Barry"}, {Field::conductor, "Robbie Williams"}});
  put(*archive, {one, make(name, 1, {{Field::name, "John Barry"}}), make(name, 2, {{Field::name, "Robbie Williams"}}),
                 make(name, 3, {{Field::name, "John Williams"}, {Field::alias, "Johnny Williams"}})});
  index().catch_up(*archive);
  const std::pair<std::string_view, std::string_view> table[] = {
      {"composer:\"john williams\"", "T2"},
      {"person:\"john williams\"", "T2"},
      {"\"john williams\"", "T2"},
      {"composer:\"williams, john\"", "T2"},
      {"composer:\"johnny williams\"", "T2"},
      {"composer:\"robbie williams\"", "T1"},
      {"person:\"robbie williams\"", "T1 T3"},
      {"composer:john composer:williams", "T1 T2"},
      {"composer:\"john\"", "T1 T2 T3"},
      {"composer:\"jack williams\"", ""},
  };
  for (const auto& [query, found] : table) EXPECT_EQ(find(query, tracks), found) << query;
  EXPECT_EQ(find("\"john williams\"", people), "N3");
  EXPECT_EQ(find("name:\"john williams\"", people), "N3");
  EXPECT_EQ(find("person:\"williams john\"", people), "N3");
}

TEST_F(IndexTest, SuggestsAndCompletes) {
  fill();
  EXPECT_EQ(index().search(*archive, *parse_query("title:shwer"), {}).suggestion, "title:shower");
  EXPECT_EQ(index().search(*archive, *parse_query("herman film:psycho"), {}).suggestion, "herrmann AND film:psycho");
  EXPECT_EQ(index().search(*archive, *parse_query("zzzzzzz"), {}).suggestion, "");
  EXPECT_EQ(index().search(*archive, *parse_query("伸植"), {}).suggestion, "");
  EXPECT_EQ(index().search(*archive, *parse_query("shower or not"), {}).suggestion, "");
  EXPECT_EQ(index().complete(Field::composer, "Her", 10), std::vector<std::string>{"herrmann"});
  EXPECT_EQ(index().complete(Field::title, "", 2), (std::vector<std::string>{"aeriths", "car"}));
}

TEST_F(IndexTest, SaysWhatItCannotAsk) {
  fill();
  for (const auto* query : {"@mine", "title:/(/", "title:/(a+)+$/ @x"}) EXPECT_THROW(find(query), Error) << query;
}

TEST_F(IndexTest, FollowsTheArchive) {
  fill();
  auto changed = *archive->find({production, 1});
  changed.mutable_statements(0)->set_values(0, "Vertigo");
  put(*archive, {changed});
  index().catch_up(*archive);
  EXPECT_EQ(find("film:vertigo", tracks), "T1 T2 T3 T4");
  EXPECT_EQ(find("film:psycho", tracks), "");

  auto terror = *archive->find({cue, 1});
  terror.clear_links();
  link(terror, production, 1);
  put(*archive, {terror});
  index().catch_up(*archive);
  EXPECT_EQ(find("is:unreleased", cues), "C1 C5");
  EXPECT_EQ(find("is:heard", tracks), "T2 T3 T4");
  EXPECT_EQ(find("", tracks), "T1 T2 T3 T4 T5 T6");

  put(*archive, {}, {{album, 3}});
  index().catch_up(*archive);
  EXPECT_EQ(find("", albums), "A1 A2");
  EXPECT_EQ(find("film:fantasy", films), "F2") << "a production without albums answers for itself";

  auto other = *archive->find({name, 3});
  say(*other.mutable_statements(), {{Field::alias, "Tony D"}});
  put(*archive, {other});
  index().catch_up(*archive);
  EXPECT_EQ(find("composer:\"tony d\"", tracks), "T3 T4");

  auto redirect = *archive->find({name, 3});
  redirect.set_merged_into(2);
  auto target = *archive->find({name, 2});
  say(*target.mutable_statements(), {{Field::alias, "Leo Nichols"}});
  put(*archive, {redirect, target});
  index().catch_up(*archive);
  EXPECT_EQ(find("composer:\"leo nichols\"", tracks), "T1 T2 T3 T4")
      << "credits of a merged name are found by the other";
}

TEST_F(IndexTest, CatchingUpGivesWhatRebuildingGives) {
  fill();
  auto a = *archive->find({album, 1});
  a.mutable_tracks()->DeleteSubrange(1, 1);
  a.mutable_links()->Clear();
  put(*archive, {a});
  auto moved = *archive->find({cue, 4});
  moved.mutable_links(1)->set_id(5);
  put(*archive, {moved}, {{name, 2}});
  index().catch_up(*archive);
  const auto by_replay = index().dump();
  index().rebuild(*archive);
  EXPECT_EQ(index().dump(), by_replay);
  EXPECT_EQ(index().state(*archive).freshness, Freshness::in_sync);
}

TEST_F(IndexTest, PartsJoinedAreTheSameAsOneWhole) {
  fill();
  put(*archive, {}, {{name, 2}});
  index().rebuild(*archive);
  const auto whole = index().dump();
  const auto order = find("", albums);
  for (const std::size_t part : {1, 2, 3, 5, 1000}) {
    index().rebuild(*archive, {}, part);
    EXPECT_EQ(index().dump(), whole) << part;
    EXPECT_EQ(find("", albums), order) << part;
    EXPECT_EQ(index().state(*archive).freshness, Freshness::in_sync);
  }
  auto first = *archive->find({album, 1});
  first.mutable_statements(0)->set_values(0, "Renamed");
  index().rebuild(*archive, {}, 1);
  put(*archive, {first});
  index().catch_up(*archive);
  const auto changed = index().dump();
  index().rebuild(*archive);
  EXPECT_EQ(index().dump(), changed) << "what follows the joining finds its place";
}

TEST_F(IndexTest, KeepsNoTermsOfEachDocument) {
  index().catch_up(*archive);
  fill();
  close_index();
  for (const auto& entry : fs::recursive_directory_iterator(archive->place()))
    EXPECT_NE(entry.path().filename(), "termlist.glass") << entry.path();
  EXPECT_EQ(find("composer:dvorak"), "A2");
}

TEST_F(IndexTest, WhatIsSupersededCountsNoMore) {
  fill();
  const auto order = find("", albums);
  for (int change = 1; change <= 20; ++change) {  // more often than there are numbers kept for its versions
    auto first = *archive->find({album, 1});
    first.mutable_statements(0)->set_values(0, fmt::format("Renamed {}", change));
    put(*archive, {first});
    index().catch_up(*archive);
    if (change > 1) continue;
    EXPECT_EQ(find("", albums), order) << "an album that changed keeps its place in a listing";
  }
  EXPECT_EQ(find("album:\"renamed 19\"", albums), "");
  EXPECT_EQ(find("album:\"renamed 20\"", albums), "A1");
  EXPECT_EQ(index().count(*archive, *parse_query(""), ResultLevel::album), 3U);
  EXPECT_TRUE(index().complete(Field::album, "19", 5).empty()) << "a word that finds nothing is not offered";
  EXPECT_EQ(index().complete(Field::album, "20", 5), std::vector<std::string>{"20"});
  const auto by_replay = index().dump();
  index().rebuild(*archive);
  EXPECT_EQ(index().dump(), by_replay);
}

TEST_F(IndexTest, CatchingUpInSlicesKeepsTheOrderOfIds) {
  index().rebuild(*archive);
  put(*archive, {make(production, 1, {{Field::film, "Vertigo"}})});
  constexpr std::uint64_t steps = 20, albums_a_step = 25;  // more than one slice holds
  for (std::uint64_t number = 1; number <= steps * albums_a_step;) {
    std::vector<Record> step;
    for (std::uint64_t left = albums_a_step; left > 0; --left, ++number) {
      step.push_back(make(album, number, {{Field::album, "Vertigo"}}));
      if (number % 2 == 1) link(step.back(), production, 1);
    }
    put(*archive, step);
  }
  index().catch_up(*archive);
  const auto found = index().search(*archive, *parse_query(""), {albums, {}, 0, 0, false}).hits;
  EXPECT_EQ(found.size(), steps * albums_a_step);
  EXPECT_TRUE(std::ranges::is_sorted(found, {}, &Hit::id));
}

TEST_F(IndexTest, KnowsHowItStands) {
  EXPECT_EQ(index().state(*archive).freshness, Freshness::missing);
  fill();
  EXPECT_EQ(index().state(*archive).freshness, Freshness::in_sync);
  put(*archive, {make(album, 9, {{Field::album, "New"}})});
  EXPECT_EQ(index().state(*archive).freshness, Freshness::behind);
  EXPECT_GE(index().state(*archive).steps, 1U);
  index().catch_up(*archive);
  EXPECT_EQ(index().state(*archive).freshness, Freshness::in_sync);

  Archive::create(place / "other");
  auto other = Archive::open(place / "other", Archive::Access::write);
  EXPECT_EQ(index().state(other).freshness, Freshness::foreign);
}

TEST_F(IndexTest, KnowsAnArchiveThatLostSteps) {
  put(*archive, sample());
  archive.reset();
  fs::copy(place / "archive", place / "older", fs::copy_options::recursive);
  archive.emplace(Archive::open(place / "archive", Archive::Access::write));
  put(*archive, {make(album, 9, {{Field::album, "New"}})});
  index().catch_up(*archive);
  close_index();
  auto older = Archive::open(place / "older", Archive::Access::write);
  const auto state = index().state(older);
  EXPECT_EQ(state.freshness, Freshness::ahead);
  EXPECT_THROW(index().catch_up(older), Error);
  put(older, {make(album, 10, {{Field::album, "Another history"}})});
  put(older, {make(album, 11, {{Field::album, "Another history"}})});
  EXPECT_EQ(index().state(older).freshness, Freshness::foreign);
}

// RELIABILITY.md L6, Q11
TEST_F(IndexTest, SurvivesADamagedStub) {
  fill();
  close_index();
  const auto stub = archive->index_place();
  for (const std::string& text :
       {std::string(), std::string("garbage"), "glass " + stub.string() + "\n", std::string("auto index\n"),
        std::string("glass index\n"), std::string("glass ../index.000001\n"), std::string("glass index.000777\n"),
        std::string("remote localhost:9999\n"), std::string("glass index.000001\nglass index.000001\n")}) {
    std::ofstream(stub) << text;
    auto reader = Index::open_reader(stub);
    EXPECT_EQ(reader.state(*archive).freshness, Freshness::damaged) << text;
    EXPECT_THROW((void)reader.search(*archive, *parse_query(""), {}), Error) << text;
  }
  index().catch_up(*archive);
  EXPECT_EQ(find(""), "A1 A2 A3");
}

TEST_F(IndexTest, SurvivesDamagedFiles) {
  fill();
  close_index();
  for (const auto& entry : fs::recursive_directory_iterator(archive->index_place().parent_path()))
    if (entry.path().filename() == "iamglass") fs::resize_file(entry.path(), 0);
  EXPECT_EQ(Index::open_reader(archive->index_place()).state(*archive).freshness, Freshness::damaged);
  index().catch_up(*archive);
  EXPECT_EQ(find(""), "A1 A2 A3");
}

TEST_F(IndexTest, IsLeftWholeByAnInterruptedCatchUp) {
  fill();
  const auto head = archive->head();
  put(*archive, {make(album, 9, {{Field::album, "New"}})});
  EXPECT_THROW(index().catch_up(*archive, [](std::uint64_t) { throw std::runtime_error("interrupted"); }),
               std::runtime_error);
  close_index();
  EXPECT_NE(archive->head(), head);
  index().catch_up(*archive);
  EXPECT_EQ(find(""), "A1 A2 A3 A9");
}

TEST_F(IndexTest, CatchesUpByWholeCommitsWhileMoreIsLanding) {
  std::uint64_t id = 100;
  const auto put_albums = [&](std::size_t count) {
    for (; count > 0; --count) put(*archive, {make(album, id++, {{Field::album, "New"}})});
  };
  const auto found_after = [&](Reach reach) {
    index().catch_up(*archive, {}, reach);
    return index().count(*archive, *parse_query("album:new"), albums);
  };
  fill();
  constexpr std::size_t a_commit = documents_a_commit / 12;  // as many albums
  put_albums(a_commit - 1);
  EXPECT_EQ(found_after(Reach::whole_commits), 0U);
  put_albums(1);
  EXPECT_EQ(found_after(Reach::whole_commits), a_commit);
  put_albums(2 * a_commit + 3);
  EXPECT_EQ(found_after(Reach::whole_commits), 3 * a_commit);
  EXPECT_EQ(found_after(Reach::head), 3 * a_commit + 3);
  EXPECT_EQ(index().state(*archive).freshness, Freshness::in_sync);
}

TEST_F(IndexTest, AReaderSeesWhatAWriterCommits) {
  fill();
  auto reader = Index::open_reader(archive->index_place());
  put(*archive, {make(album, 9, {{Field::album, "New"}})});
  index().catch_up(*archive);
  EXPECT_EQ(reader.count(*archive, *parse_query("album:new"), albums), 1U);
  EXPECT_THROW(reader.catch_up(*archive), Error);
}

// RELIABILITY.md Q12
TEST_F(IndexTest, TakesTextThatXapianWouldRefuse) {
  const std::string long_word(5'000, 'x');
  put(*archive, {make(album, 1,
                      {{Field::album, long_word},
                       {Field::catalognumber, std::string(400, '\0')},
                       {Field::label, std::string("\ufffd x\x1b")}})});
  EXPECT_NO_THROW(index().catch_up(*archive));
  EXPECT_EQ(find("album:" + long_word.substr(0, 3'000)), "");
  EXPECT_EQ(find("has:label"), "A1");
}

}  // namespace
}  // namespace cuetheque
