#include "core/cue_ties.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/links.h"
#include "tests/core/drafts.h"

namespace cuetheque {
namespace {

Record cue_titled(const std::string& title, std::int64_t seconds = 0) {
  Record record;
  record.set_kind(cue);
  *record.add_statements() = said(Field::title, {title}, cue_sheet, {0});
  if (seconds > 0) record.mutable_timing()->set_duration_ms(seconds * 1000);
  return record;
}

Record with(Record record, Field field, const std::string& value) {
  *record.add_statements() = said(field, {value}, cue_sheet, {0});
  return record;
}

/// Tracks 1 to 6; their lengths are in seconds.
Record vertigo() {
  auto record = album_draft("Vertigo", "Vertigo",
                            {{"1", "Prelude", ""},
                             {"2", "Scène d'Amour", ""},
                             {"3", "Finale", ""},
                             {"4", "The Nightmare", ""},
                             {"5", "The Nightmare", ""},
                             {"6", "The Streets of San Francisco", ""}})
                    .album;
  std::uint64_t id = 1;
  for (auto& track : *record.mutable_tracks()) {
    track.set_id(id);
    record.mutable_files(static_cast<int>(id) - 1)->set_duration_ms(id * 30'000);
    ++id;
  }
  *record.mutable_tracks(2)->add_statements() = said(Field::isrc, {"US-RC1-76-07839"}, tags, {2});
  *record.add_statements() = said(Field::catalognumber, {"VSD-5759"}, tags, {0});
  return record;
}

std::vector<std::uint64_t> tracks_of(const Record& cue) {
  std::vector<std::uint64_t> ids;
  for (const auto& link : cue.links()) ids.push_back(link.id());
  return ids;
}

std::string in_words(const std::vector<CueTie>& ties) {
  std::string words;
  for (const auto& tie : ties)
    words += fmt::format("{}T{} {} {}", words.empty() ? "" : ", ", tie.track, tie.how, tie.score);
  return words;
}

struct Row {
  std::string_view what;
  Record cue;
  std::string sure, possible;
};

Record numbered(const std::string& record, const std::string& track) {
  return with(with(cue_titled("Something else"), Field::catalognumber, record), Field::recordtrack, track);
}

TEST(CueTies, FindTheTrack) {
  const std::vector<Row> rows = {
      {"by folded title", cue_titled("SCENE D'AMOUR"), "T2 title 800", ""},
      {"surer where the durations agree", cue_titled("Prelude", 31), "T1 title 950", ""},
      {"a little surer where they nearly do", cue_titled("The Streets of San Francisco", 166), "T6 title 875", ""},
      {"a cue that is cut down is still the track", cue_titled("Scene d'amour", 15), "T2 title 800", ""},
      {"less surely one much longer than the track", cue_titled("Prelude", 90), "T1 title 750", ""},
      {"by recording code, whatever the title", with(cue_titled("Prelude"), Field::isrc, "USRC17607839"),
       "T3 isrc 1000", ""},
      {"by catalogue and track number", numbered("VSD 5759", "1"), "T1 number 950", ""},
      {"nothing by a wrong catalogue number", numbered("XYZ", "1"), "", ""},
      {"brackets aside: perhaps", cue_titled("Prelude (film version)"), "", "T1 title 650"},
      {"brackets aside, and as long: surely", cue_titled("Prelude (film version)", 30), "T1 title 800", ""},
      {"most words: perhaps", cue_titled("Streets of San Francisco"), "", "T6 title 533"},
      {"two of one title", cue_titled("The Nightmare"), "", "T4 title 800, T5 title 800"},
      {"two of one title, one as long", cue_titled("The Nightmare", 150), "T5 title 950", ""},
      {"nothing where nothing fits", cue_titled("The Tower", 30), "", ""},
      {"nothing for a cue without words", cue_titled("", 30), "", ""},
  };
  for (const auto& row : rows) {
    const auto ties = ties_on(row.cue, vertigo());
    EXPECT_EQ(in_words(ties.sure), row.sure) << row.what;
    EXPECT_EQ(in_words(ties.possible), row.possible) << row.what;
    EXPECT_EQ(tracks_of(tied(row.cue, {vertigo()})).size(), row.sure.empty() ? 0U : 1U) << row.what;
  }
}

TEST(CueTies, ARecordingAnAlbumHoldsTwiceIsTiedTwice) {
  auto album = vertigo();
  *album.mutable_tracks(3)->add_statements() = said(Field::isrc, {"USRC17607839"}, tags, {3});
  const auto cue = with(cue_titled("Finale"), Field::isrc, "USRC17607839");
  EXPECT_EQ(in_words(ties_on(cue, album).sure), "T3 isrc 1000, T4 isrc 1000");
}

TEST(CueTies, AreStableAndFollowTheTitle) {
  const auto once = tied(cue_titled("Prelude"), {vertigo()});
  EXPECT_EQ(tied(once, {vertigo()}).SerializeAsString(), once.SerializeAsString());
  auto renamed = vertigo();
  renamed.mutable_tracks(0)->mutable_statements(0)->set_values(0, "Overture");
  EXPECT_TRUE(tracks_of(tied(once, {renamed})).empty());
}

TEST(CueTies, AScoreIsKeptWithTheTie) {
  const auto cue = tied(cue_titled("Prelude"), {vertigo()});
  EXPECT_EQ(cue.links(0).score(), 800U);
  EXPECT_EQ(cue.links(0).how(), "title");
  EXPECT_EQ(cue.links(0).source(), inferred);
}

TEST(CueTies, ACuratorsTieStaysAndSettlesItsAlbum) {
  const auto cue = with_curators_link(cue_titled("Prelude"), {track, 4}, "", false, 0);
  EXPECT_EQ(tracks_of(tied(cue, {vertigo()})), std::vector<std::uint64_t>{4});
  EXPECT_TRUE(ties_on(cue, vertigo()).possible.empty());
}

TEST(CueTies, WhatACuratorRefusedIsNoneAgain) {
  const auto refused = with_curators_link(tied(cue_titled("Prelude"), {vertigo()}), {track, 1}, "", true, 0);
  const auto again = tied(refused, {vertigo()});
  EXPECT_TRUE(links_to(again, track).empty());
  EXPECT_EQ(curators_word(again, {track, 1}), false);
  // Of two that were equally good the other is left.
  const auto one_left = with_curators_link(cue_titled("The Nightmare"), {track, 4}, "", true, 0);
  EXPECT_EQ(in_words(ties_on(one_left, vertigo()).sure), "T5 title 800");
}

TEST(CueTies, GoWithTheAlbum) {
  const auto cue = tied(cue_titled("Prelude"), {vertigo()});
  EXPECT_TRUE(untied(cue, vertigo()).links().empty());
  const auto kept = with_curators_link(cue, {track, 1}, "", false, 0);
  EXPECT_EQ(untied(kept, vertigo()).links_size(), 1);
}

}  // namespace
}  // namespace cuetheque
