#include "core/catalogue.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "core/resolve.h"
#include "tests/core/catalogue_fixture.h"
#include "tests/core/drafts.h"

namespace cuetheque {
namespace {

AlbumDraft with_production(AlbumDraft draft, const std::string& title, const std::string& kind,
                           const std::string& year = {}) {
  draft.productions.push_back({title, kind, year, "score-of", inferred, 0, {}});
  return draft;
}

AlbumDraft vertigo() {
  return with_production(
      album_draft("Vertigo", "Vertigo",
                  {{"01.flac", "Prelude", "Bernard Herrmann"}, {"02.flac", "Rooftop", "Bernard Herrmann"}}),
      "Vertigo", "film");
}

TEST_F(CatalogueTest, MakesRecordsOnce) {
  const auto first = store({unit_of("Vertigo", {vertigo()})});
  EXPECT_EQ(first.albums_new, 1U);
  EXPECT_EQ(first.tracks_new, 2U);
  EXPECT_EQ(first.productions_new, 1U);
  EXPECT_EQ(first.names_new, 1U);
  const auto head = archive_->head();
  const auto second = store({unit_of("Vertigo", {vertigo()})});
  EXPECT_EQ(second.albums_same, 1U);
  EXPECT_EQ(archive_->head(), head) << "an import that changes nothing writes no operation";
}

TEST_F(CatalogueTest, WhatIsStatedOfANewAlbumLandsInItsOwnStep) {
  const NewAlbum fact = [](Record album, Revision) {
    album.add_origins()->set_person("tester");
    *album.add_statements() = said(Field::accession, {"2026.114"}, curator, {2});
    return album;
  };
  auto operation = archive_->begin("tester", "import");
  Catalogue catalogue(operation, {{}, {}, fact});
  catalogue.store(unit_of("Vertigo", {vertigo()}));
  EXPECT_EQ(archive_->head().revision, operation.number()) << "one step, whole or not at all";
  EXPECT_EQ(resolve(all(album).at(0).statements(), Field::accession).first(), "2026.114");
  const auto again = catalogue.store(unit_of("Vertigo", {vertigo()}));
  EXPECT_EQ(all(album).at(0).statements_size(), vertigo().album.statements_size() + 1) << "it is new once";
  operation.finish("done");
}

TEST_F(CatalogueTest, EditionsShareTheirProduction) {
  auto reissue =
      with_production(album_draft("Reissue", "Vertigo", {{"01.flac", "Main Title", ""}}), "VERTIGO", "film", "1958");
  store({unit_of("Vertigo", {vertigo()}), unit_of("Reissue", {reissue})});
  const auto productions = all(production);
  ASSERT_EQ(productions.size(), 1U);
  EXPECT_EQ(resolve(productions[0].statements(), Field::year).first(), "1958") << "a later album may supply the year";
  EXPECT_EQ(all(album).size(), 2U);
}

TEST_F(CatalogueTest, ContradictingYearsOrKindsAreOtherProductions) {
  const auto kong = [](const std::string& folder, const std::string& kind, const std::string& year) {
    return unit_of(
        folder, {with_production(album_draft(folder, "King Kong", {{"1.flac", folder, ""}}), "King Kong", kind, year)});
  };
  store({kong("a", "film", "1933"), kong("b", "film", "1976"), kong("c", "video-game", ""), kong("d", "film", "1976")});
  EXPECT_EQ(all(production).size(), 3U);
}

TEST_F(CatalogueTest, MovedAudioKeepsItsAlbum) {
  store({unit_of("Vertigo", {vertigo()})});
  auto moved = with_production(
      album_draft("Films/Vertigo", "Vertigo",
                  {{"01.flac", "Prelude", "Bernard Herrmann"}, {"02.flac", "Rooftop", "Bernard Herrmann"}}),
      "Vertigo", "film");
  const auto gone = [](const std::string&, const std::string& path) { return !path.starts_with("Vertigo/"); };
  store({unit_of("Films/Vertigo", {moved})}, gone);
  const auto albums = all(album);
  ASSERT_EQ(albums.size(), 1U);
  EXPECT_EQ(albums[0].origins(0).path(), "Films/Vertigo/01.flac");
  EXPECT_EQ(albums[0].origins_size(), 2);
  EXPECT_FALSE(archive_->folder("shelf", "Vertigo"));
}

// "b" and "c" sound alike; the sheet goes along with its audio.
TEST_F(CatalogueTest, MovedAudioTakesEachNewPlaceOnceAndItsSheetAlong) {
  auto before = album_draft("Old", "Vertigo", {{"b.flac", "x", ""}, {"c.flac", "x", ""}});
  const auto add_sheet = [](AlbumDraft& draft, const std::string& path) {
    auto& origin = *draft.album.add_origins();
    origin.set_root("shelf");
    origin.set_path(path);
    auto& remark = *draft.album.add_remarks();
    remark.set_root("shelf");
    remark.set_path(path);
    remark.set_what("odd");
  };
  add_sheet(before, "Old/a.cue");
  store({unit_of("Old", {before})});
  auto moved = album_draft("New", "Vertigo", {{"c.flac", "x", ""}, {"b.flac", "x", ""}});
  add_sheet(moved, "New/a.cue");
  store({unit_of("New", {moved})},
        [](const std::string&, const std::string& path) { return path.starts_with("New/"); });
  const auto albums = all(album);
  ASSERT_EQ(albums.size(), 1U);
  ASSERT_EQ(albums[0].origins_size(), 3);
  EXPECT_EQ(albums[0].origins(0).path(), "New/b.flac");
  EXPECT_EQ(albums[0].origins(1).path(), "New/c.flac");
  EXPECT_EQ(albums[0].origins(2).path(), "New/a.cue");
  EXPECT_EQ(albums[0].files_size(), 2);
  EXPECT_EQ(albums[0].tracks_size(), 2);
  ASSERT_EQ(albums[0].remarks_size(), 1);
  EXPECT_EQ(albums[0].remarks(0).path(), "New/a.cue");
}

TEST_F(CatalogueTest, AFileRenamedInItsFolderIsTheFileItWas) {
  store({unit_of("Vertigo", {vertigo()})});
  auto renamed = vertigo();
  renamed.album.mutable_origins(1)->set_path("Vertigo/2.flac");
  renamed.album.mutable_tracks(1)->set_position(0);
  store({unit_of("Vertigo", {renamed})},
        [](const std::string&, const std::string& path) { return path != "Vertigo/02.flac"; });
  const auto albums = all(album);
  ASSERT_EQ(albums.size(), 1U);
  EXPECT_EQ(albums[0].files_size(), 2);
  EXPECT_EQ(albums[0].tracks_size(), 2);
  EXPECT_EQ(albums[0].origins_size(), 2);
  EXPECT_TRUE(archive_->folder("shelf", "Vertigo"));
}

TEST_F(CatalogueTest, ACopyIsAnotherAlbum) {
  store({unit_of("Vertigo", {vertigo()})});
  const auto copy = album_draft("Copy", "Vertigo", {{"01.flac", "Prelude", "Bernard Herrmann"}});
  store({unit_of("Copy", {copy})}, [](const std::string&, const std::string&) { return true; });
  EXPECT_EQ(all(album).size(), 2U);
}

CueSheetDraft sheet_of(const std::vector<std::string>& titles) {
  CueSheetDraft sheet;
  sheet.production = {"Vertigo", "film", "1958", "", cue_sheet, 0, {}};
  sheet.sheet.set_root("shelf");
  sheet.sheet.set_path("Vertigo/cues.csv");
  std::uint32_t sequence = 1;
  for (const auto& title : titles) {
    Record record;
    record.set_kind(cue);
    *record.add_origins() = sheet.sheet;
    *record.add_statements() = said(Field::title, {title}, cue_sheet, {0});
    *record.add_statements() = said(Field::cue, {"1M" + std::to_string(sequence)}, cue_sheet, {0});
    record.mutable_timing()->set_sequence(sequence++);
    sheet.cues.push_back(record);
  }
  return sheet;
}

TEST_F(CatalogueTest, TiesCuesToTracksWhicheverComesFirst) {
  for (const bool album_first : {true, false}) {
    const std::string folder = album_first ? "first" : "last";
    auto album_unit = unit_of(
        folder, {with_production(album_draft(folder, "Vertigo", {{folder, "Prelude", ""}}), "Vertigo", "film")});
    Unit sheet_unit = unit_of("sheets", {});
    sheet_unit.sheets.push_back(sheet_of({"Prelude", "The Tower"}));
    const auto order = album_first ? std::vector{album_unit, sheet_unit} : std::vector{sheet_unit, album_unit};
    store(order);
  }
  const auto cues = all(cue);
  ASSERT_EQ(cues.size(), 2U) << "reading the sheet again makes no second cue";
  EXPECT_EQ(cues[0].links_size(), 3) << "the production and one track of each album";
  EXPECT_EQ(cues[1].links_size(), 1);
  EXPECT_EQ(all(production).size(), 1U);
}

TEST_F(CatalogueTest, ASheetThatIsCorrectedSaysOneThingOfItsFilm) {
  for (const auto* runtime : {"01:58:00", "01:58:00", "02:08:00"}) {
    auto unit = unit_of("sheets", {});
    unit.sheets.push_back(sheet_of({"Prelude"}));
    unit.sheets[0].production.statements.push_back(said(Field::runtime, {runtime}, cue_sheet, {0}));
    store({unit});
  }
  const auto films = all(production);
  ASSERT_EQ(films.size(), 1U);
  EXPECT_EQ(resolve(films[0].statements(), Field::runtime).values, std::vector<std::string>{"02:08:00"});
  EXPECT_EQ(std::ranges::count(films[0].statements(), row_of(Field::runtime).number, &Statement::field), 1);
}

TEST_F(CatalogueTest, RemembersWhatItSawWithItsAlbum) {
  store({unit_of("Vertigo", {vertigo()})});
  const auto seen = archive_->folder("shelf", "Vertigo");
  ASSERT_TRUE(seen);
  ASSERT_EQ(seen->entries_size(), 2);
  EXPECT_EQ(seen->entries(0).album(), all(album)[0].id());
}

TEST_F(CatalogueTest, AFolderOfManyAlbumsLandsInSeveralSteps) {
  std::vector<AlbumDraft> drafts;
  for (int i = 0; i < 250; ++i) {
    const auto title = "Album " + std::to_string(i);
    drafts.push_back(album_draft("many", title, {{title + ".flac", title, ""}}));
  }
  store({unit_of("many", drafts)});
  EXPECT_EQ(all(album).size(), 250U);
  EXPECT_EQ(archive_->folder("shelf", "many")->entries(0).album(), 1U);
  EXPECT_EQ(archive_->folder("shelf", "many")->entries(249).album(), 250U);
}

}  // namespace
}  // namespace cuetheque
