#include "core/cue_ties.h"

#include <gtest/gtest.h>

#include "tests/core/drafts.h"

namespace cuetheque {
namespace {

Record cue_titled(const std::string& title, const std::string& isrc = {}) {
  Record record;
  record.set_kind(cue);
  *record.add_statements() = said(Field::title, {title}, cue_sheet, {0});
  if (!isrc.empty()) *record.add_statements() = said(Field::isrc, {isrc}, cue_sheet, {0});
  return record;
}

Record vertigo() {
  auto record =
      album_draft("Vertigo", "Vertigo", {{"1", "Prelude", ""}, {"2", "Scène d'Amour", ""}, {"3", "Finale", ""}}).album;
  std::uint64_t id = 1;
  for (auto& track : *record.mutable_tracks()) track.set_id(id++);
  *record.mutable_tracks(2)->add_statements() = said(Field::isrc, {"US-RC1-76-07839"}, tags, {2});
  *record.add_statements() = said(Field::catalognumber, {"VSD-5759"}, tags, {0});
  return record;
}

std::vector<std::uint64_t> tracks_of(const Record& cue) {
  std::vector<std::uint64_t> ids;
  for (const auto& link : cue.links()) ids.push_back(link.id());
  return ids;
}

struct Row {
  std::string_view what;
  Record cue;
  CueSheetDraft::Hint hint;
  std::vector<std::uint64_t> expected;
};

TEST(CueTies, FindTheTrack) {
  const std::vector<Row> rows = {
      {"by folded title", cue_titled("SCENE D'AMOUR"), {}, {2}},
      {"by recording code, whatever the title", cue_titled("Prelude", "USRC17607839"), {}, {3}},
      {"by catalogue and track number", cue_titled("Something else"), {"", "VSD 5759", 1}, {1}},
      {"nothing by a wrong catalogue number", cue_titled("Something else"), {"", "XYZ", 1}, {}},
      {"nothing where nothing fits", cue_titled("The Tower"), {}, {}},
      {"nothing for a cue without words", cue_titled(""), {}, {}},
  };
  for (const auto& row : rows) EXPECT_EQ(tracks_of(tied(row.cue, {vertigo()}, row.hint)), row.expected) << row.what;
}

TEST(CueTies, AreStableAndFollowTheTitle) {
  const auto once = tied(cue_titled("Prelude"), {vertigo()});
  EXPECT_EQ(tied(once, {vertigo()}).SerializeAsString(), once.SerializeAsString());
  auto renamed = vertigo();
  renamed.mutable_tracks(0)->mutable_statements(0)->set_values(0, "Overture");
  EXPECT_TRUE(tracks_of(tied(once, {renamed})).empty());
}

TEST(CueTies, ACuratorsTieStays) {
  auto cue = cue_titled("The Tower");
  auto& link = *cue.add_links();
  link.set_kind(track);
  link.set_id(1);
  link.set_source(curator);
  EXPECT_EQ(tracks_of(tied(cue, {vertigo()})), std::vector<std::uint64_t>{1});
}

}  // namespace
}  // namespace cuetheque
