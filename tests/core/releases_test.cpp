#include <algorithm>
#include <gtest/gtest.h>

#include "core/catalogue.h"
#include "core/resolve.h"
#include "core/undo.h"
#include "tests/core/catalogue_fixture.h"
#include "tests/core/drafts.h"

namespace cuetheque {
namespace {

class ReleasesTest : public CatalogueTest {};

constexpr auto mbid = "f5093c06-23e3-404f-aeaa-40f72885ee3a";
constexpr auto other_mbid = "a5093c06-23e3-404f-aeaa-40f72885ee3a";

/// What a catalogue states of Vertigo: tracks named "Track 1" … by Bernard Herrmann.
AlbumDraft release(const std::string& id, std::uint32_t tracks, const std::string& path = "release.json") {
  AlbumDraft draft;
  draft.catalogued = true;
  draft.audio_tracks = tracks;
  auto& album = draft.album;
  album.set_kind(cuetheque::album);
  auto& origin = *album.add_origins();
  origin.set_root("shelf");
  origin.set_path(path);
  album.add_origins()->set_person(catalogue_rule);
  *album.add_statements() = said(Field::album, {"Vertigo (expanded)"}, reference, {0});
  *album.add_statements() = said(Field::mbrelease, {id}, reference, {0});
  *album.add_statements() = said(Field::barcode, {"036000291452"}, reference, {0});
  for (std::uint32_t i = 1; i <= tracks; ++i) {
    auto& track = *album.add_tracks();
    track.set_disc(1);
    track.set_position(i);
    *track.add_statements() = said(Field::title, {"Track " + std::to_string(i)}, reference, {0});
    *track.add_statements() = said(Field::composer, {"Bernard Herrmann"}, reference, {0});
  }
  return draft;
}

/// Two files of the album; `field` says who it is, if anything.
AlbumDraft audio(Field field, const std::string& value) {
  auto draft = album_draft("Vertigo", "Vertigo", {{"01.flac", "Prelude", ""}, {"02.flac", "Rooftop", ""}});
  if (!value.empty()) *draft.album.add_statements() = said(field, {value}, tags, {0, 1});
  return draft;
}

struct Join {
  Field field;
  std::string value;
  std::uint32_t tracks;
  bool same;
};
const std::vector<Join> joins{
    {Field::mbrelease, mbid, 2, true},
    {Field::mbrelease, mbid, 3, true},
    {Field::barcode, "0 36000 29145 2", 2, true},
    {Field::barcode, "036000291452", 3, false},
    {Field::barcode, "", 2, false},
    {Field::mbrelease, other_mbid, 2, false},
};

TEST_F(ReleasesTest, JoinTheAlbumThatIsTheSame) {
  for (const auto& [field, value, tracks, same] : joins) {
    fresh();
    store({unit_of("Vertigo", {audio(field, value)})});
    store({unit_of("", {release(mbid, tracks)})});
    const auto albums = all(album);
    ASSERT_EQ(albums.size(), same ? 1U : 2U) << row_of(field).name << ' ' << value << ' ' << tracks;
    if (!same) continue;
    EXPECT_EQ(resolve(albums[0].statements(), Field::album).first(), "Vertigo (expanded)") << "stronger than tags";
    EXPECT_EQ(albums[0].tracks_size(), static_cast<int>(tracks));
    EXPECT_EQ(resolve(albums[0].tracks(0).statements(), Field::title).first(), "Track 1");
    EXPECT_TRUE(albums[0].tracks(0).has_file());
    EXPECT_EQ(albums[0].tracks(0).statements_size(), 3) << "what the tags say stays";
  }
}

TEST_F(ReleasesTest, AreJoinedByAudioThatComesLater) {
  for (const auto& [field, value, tracks, same] : joins) {
    fresh();
    store({unit_of("", {release(mbid, tracks)})});
    EXPECT_EQ(all(album).size(), 1U) << "an entry without files";
    store({unit_of("Vertigo", {audio(field, value)})});
    const auto albums = all(album);
    ASSERT_EQ(albums.size(), same ? 1U : 2U) << row_of(field).name << ' ' << value << ' ' << tracks;
    if (!same) continue;
    EXPECT_EQ(albums[0].tracks_size(), static_cast<int>(tracks));
    EXPECT_TRUE(albums[0].tracks(1).has_file());
    EXPECT_EQ(resolve(albums[0].tracks(1).statements(), Field::title).first(), "Track 2");
    const auto again = store({unit_of("Vertigo", {audio(field, value)})});
    EXPECT_EQ(again.albums_same, 1U);
  }
}

TEST_F(ReleasesTest, ChangeNothingTheSecondTime) {
  store({unit_of("Vertigo", {audio(Field::mbrelease, mbid)})});
  store({unit_of("", {release(mbid, 2)})});
  const auto head = archive_->head();
  EXPECT_EQ(store({unit_of("", {release(mbid, 2)})}).albums_same, 1U);
  EXPECT_EQ(archive_->head(), head);
}

TEST_F(ReleasesTest, ReplaceOnlyWhatTheirFileSaid) {
  store({unit_of("Vertigo", {audio(Field::mbrelease, mbid)})});
  store({unit_of("", {release(mbid, 3)})});
  store({unit_of("", {release(mbid, 3, "other.json")})});
  auto changed = release(mbid, 2);
  changed.album.mutable_tracks(0)->mutable_statements(0)->set_values(0, "Overture");
  store({unit_of("", {changed})});
  auto record = all(album).at(0);
  EXPECT_EQ(record.tracks_size(), 3) << "the other file still states the third track";
  EXPECT_EQ(resolve(record.tracks(0).statements(), Field::title).first(), "Overture");
  store({unit_of("", {release(mbid, 2, "other.json")})});
  record = all(album).at(0);
  EXPECT_EQ(record.tracks_size(), 2) << "nobody states the third track any more";
}

TEST_F(ReleasesTest, AreTakenBack) {
  store({unit_of("Vertigo", {audio(Field::mbrelease, mbid)})});
  const auto before = all(album).at(0).SerializeAsString();
  const auto import = archive_->head().revision + 1;
  store({unit_of("", {release(mbid, 3)})});
  EXPECT_NE(all(album).at(0).SerializeAsString(), before);
  const auto plan = plan_undo(*archive_, import);
  auto operation = archive_->begin("tester", "undo", import);
  undo(*archive_, operation, plan, false);
  operation.finish("undone");
  EXPECT_EQ(all(album).at(0).SerializeAsString(), before);
}

TEST_F(ReleasesTest, KeepTheirTrackWhenItsAudioLeaves) {
  store({unit_of("Vertigo", {audio(Field::mbrelease, mbid)})});
  store({unit_of("", {release(mbid, 2)})});
  const auto id = all(album).at(0).tracks(1).id();
  auto less = audio(Field::mbrelease, mbid);
  less.album.mutable_tracks()->RemoveLast();
  store({unit_of("Vertigo", {less})});
  const auto record = all(album).at(0);
  ASSERT_EQ(record.tracks_size(), 2);
  EXPECT_EQ(record.tracks(1).id(), id);
  EXPECT_FALSE(record.tracks(1).has_file());
  EXPECT_EQ(resolve(record.tracks(1).statements(), Field::title).first(), "Track 2");
}

TEST_F(ReleasesTest, MeetTheSidesOfARecord) {
  auto vinyl = release(mbid, 2);
  for (auto& track : *vinyl.album.mutable_tracks()) {
    track.set_side(track.position() == 1 ? "A" : "B");
    *track.add_statements() = said(Field::printed, {track.position() == 1 ? "A1" : "B1"}, reference, {0});
  }
  auto rip = audio(Field::mbrelease, mbid);
  rip.album.mutable_tracks(0)->set_side("A");
  rip.album.mutable_tracks(1)->set_side("B");
  rip.album.mutable_tracks(1)->set_position(1);
  store({unit_of("", {vinyl}), unit_of("Vertigo", {rip})});
  const auto record = all(album).at(0);
  ASSERT_EQ(record.tracks_size(), 2);
  for (const auto& track : record.tracks()) {
    EXPECT_TRUE(track.has_file());
    EXPECT_EQ(resolve(track.statements(), Field::title).first(), track.side() == "A" ? "Track 1" : "Track 2");
  }
}

TEST_F(ReleasesTest, AndFilesKeepTheirOwnLinks) {
  auto tagged = audio(Field::mbrelease, mbid);
  tagged.productions.push_back({"Vertigo", "film", "", "score-of", inferred, 0, {}});
  auto stated = release(mbid, 2);
  stated.productions.push_back({"Vertigo", "film", "1958", "score-of", reference, 0, {}});
  store({unit_of("Vertigo", {tagged})});
  store({unit_of("", {stated})});
  store({unit_of("Vertigo", {tagged})});
  EXPECT_EQ(all(production).size(), 1U);
  EXPECT_EQ(all(album).at(0).links_size(), 2);
  stated.productions.clear();
  store({unit_of("", {stated})});
  ASSERT_EQ(all(album).at(0).links_size(), 1);
  EXPECT_EQ(all(album).at(0).links(0).source(), inferred);
}

NameDraft john(const std::string& id, const std::string& note) {
  return {id, "John Williams", "Williams, John", {"J. Williams"}, {"ジョン・ウィリアムズ"}, "", note};
}

TEST_F(ReleasesTest, KeepTwoPeopleOfOneNameApart) {
  auto one = release(mbid, 1);
  *one.album.mutable_tracks(0)->mutable_statements(1)->mutable_values(0) = "John Williams";
  store({unit_of("", {one})});
  ASSERT_EQ(all(name).size(), 1U) << "made of the credit";
  one.names = {john("53b106e7-0cc6-42cc-ac95-ed8d30a3a98e", "composer"),
               john("8b8a38a9-a290-4560-84f6-3d4466e8d791", "guitarist")};
  store({unit_of("", {one})});
  const auto names = all(name);
  ASSERT_EQ(names.size(), 2U);
  EXPECT_EQ(resolve(names[0].statements(), Field::note).first(), "composer");
  EXPECT_EQ(resolve(names[0].statements(), Field::sortname).first(), "Williams, John");
  EXPECT_EQ(resolve(names[0].statements(), Field::alias).values,
            (std::vector<std::string>{"J. Williams", "ジョン・ウィリアムズ"}));
  EXPECT_EQ(resolve(names[1].statements(), Field::note).first(), "guitarist");
  const auto head = archive_->head();
  store({unit_of("", {one})});
  EXPECT_EQ(archive_->head(), head);
}

TEST_F(ReleasesTest, AddAliasesToThoseKnown) {
  auto one = release(mbid, 1), two = release(other_mbid, 1, "two.json");
  one.names = {john("53b106e7-0cc6-42cc-ac95-ed8d30a3a98e", "")};
  two.names = one.names;
  two.names[0].aliases = {"John Towner Williams"};
  store({unit_of("", {one})});
  store({unit_of("", {two})});
  const auto names = all(name);
  const auto john = std::ranges::find_if(
      names, [](const Record& known) { return resolve(known.statements(), Field::name).first() == "John Williams"; });
  ASSERT_NE(john, names.end());
  EXPECT_EQ(resolve(john->statements(), Field::alias).values,
            (std::vector<std::string>{"J. Williams", "ジョン・ウィリアムズ", "John Towner Williams"}));
}

}  // namespace
}  // namespace cuetheque
