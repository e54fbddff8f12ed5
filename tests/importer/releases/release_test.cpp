#include "importer/releases/release.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "core/resolve.h"

namespace cuetheque {
namespace {

constexpr auto id = "d8e6153a-2c47-4804-9d73-0aac1081c3b1";
const DocumentPlace place{"shelf", "a/release.json", "line 3"};

ReadDocument read(std::string_view json, const ReleaseFilter* filter = nullptr) {
  ReleaseReader reader;
  return reader.read(json, place, filter);
}

/// A release with these members beside its id.
std::string release(const std::string& members) {
  return std::string(R"({"id":")") + id + R"(","media":[],)" + members + "}";
}

AlbumDraft album(const std::string& members) {
  auto document = read(release(members));
  EXPECT_EQ(document.albums.size(), 1U) << members;
  return document.albums.empty() ? AlbumDraft() : std::move(document.albums.front());
}

std::string joined(const Statements& statements, Field field) {
  std::string all;
  for (const auto& value : resolve(statements, field).values) all += (all.empty() ? "" : "|") + value;
  return all;
}

struct Fact {
  std::string members;
  Field field;
  std::string expected;
};

TEST(Release, StatesWhatTheAlbumIs) {
  const std::vector<Fact> facts{
      {R"("title":"Jaws")", Field::album, "Jaws"},
      {R"("title":null)", Field::album, ""},
      {R"("title":["Jaws"])", Field::album, ""},
      {R"("title":"Jaws")", Field::mbrelease, id},
      {R"("barcode":"036000291452")", Field::barcode, "036000291452"},
      {R"("barcode":"")", Field::barcode, ""},
      {R"("date":"1996-11")", Field::date, "1996-11"},
      {R"("release-events":[{"date":"1996-11-12","area":null}])", Field::date, "1996-11-12"},
      {R"("country":"GB","release-events":[{"area":{"iso-3166-1-codes":["GB"]}},{"area":{"iso-3166-1-codes":["NZ"]}}])",
       Field::country, "GB|NZ"},
      {R"("status":"Promotion")", Field::releasestatus, "promotion"},
      {R"("packaging":"Digipak")", Field::packaging, "Digipak"},
      {R"("text-representation":{"language":"jpn","script":"Jpan"})", Field::titlelanguage, "jpn"},
      {R"("label-info":[{"label":{"name":"Intrada"},"catalog-number":"ISC 1"},{"label":null,"catalog-number":"[none]"}])",
       Field::catalognumber, "ISC 1"},
      {R"("label-info":[{"label":{"name":"[no label]"}},{"label":{"name":"Intrada"}},{"label":{"name":"Intrada"}}])",
       Field::label, "Intrada"},
      {R"("release-group":{"primary-type":"Album","secondary-types":["Soundtrack","Live"]})", Field::albumkind,
       "soundtrack|concert"},
      {R"("release-group":{"primary-type":"EP","secondary-types":[]})", Field::albumkind, "ep"},
      {R"("release-group":{"primary-type":"Album","secondary-types":["Field recording"]})", Field::albumkind, ""},
      {R"("release-group":{"first-release-date":"1975"})", Field::first, "1975"},
      {R"("release_group":{"first_release_date":"1975"})", Field::first, "1975"},
      {R"("disambiguation":"box set")", Field::note, "box set"},
      {R"("artist-credit":[{"name":"A","joinphrase":" & ","artist":{"name":"A"}},{"name":"B","artist":{"name":"B"}}])",
       Field::albumartist, "A|B"},
  };
  for (const auto& [members, field, expected] : facts)
    EXPECT_EQ(joined(album(members).album.statements(), field), expected) << members;
}

TEST(Release, KeepsWhatJoinsACredit) {
  const std::vector<std::string> written{
      R"("artist-credit":[{"name":"A","joinphrase":" & ","artist":{"name":"A"}},{"name":"B","artist":{"name":"Bee"}}])",
      R"("artist-credit":[{"artist":{"name":"A"}}," & ",{"name":"B","artist":{"name":"Bee"}}])"};
  for (const auto& members : written) {
    const auto draft = album(members);
    const auto said = std::ranges::find(draft.album.statements(), row_of(Field::albumartist).number, &Statement::field);
    ASSERT_NE(said, draft.album.statements().end());
    EXPECT_EQ(said->as_written(), "A & B") << members;
  }
}

/// The first track of a release with one track of these members.
Track track(const std::string& members, const std::string& more = {}) {
  auto document = read(std::string(R"({"id":")") + id + R"(","media":[{"position":2,"title":"The Score","tracks":[{)" +
                       members + "}]}]" + more + "}");
  EXPECT_EQ(document.albums.size(), 1U) << members;
  return document.albums.empty() || document.albums.front().album.tracks().empty()
             ? Track()
             : document.albums.front().album.tracks(0);
}

TEST(Release, StatesWhatATrackIs) {
  const std::string composer = R"({"type":"composer","target-type":"artist","artist":{"name":"Herrmann"}})";
  const std::vector<Fact> facts{
      {R"("title":"Prelude")", Field::title, "Prelude"},
      {R"("title":null,"recording":{"title":"Prelude"})", Field::title, "Prelude"},
      {R"("position":6,"number":"B1")", Field::printed, "B1"},
      {R"("position":6,"number":"6")", Field::printed, ""},
      {R"("length":164600)", Field::playingtime, "164600"},
      {R"("length":"164600")", Field::playingtime, "164600"},
      {R"("length":null,"recording":{"length":7})", Field::playingtime, "7"},
      {R"("length":-1)", Field::playingtime, ""},
      {R"("length":99999999999999)", Field::playingtime, ""},
      {R"("length":1.5)", Field::playingtime, ""},
      {R"("title":"x")", Field::disctitle, "The Score"},
      {R"("recording":{"isrcs":["USRC17607839"]})", Field::isrc, "USRC17607839"},
      {R"("recording":{"relations":[)" + composer + "]}", Field::composer, "Herrmann"},
      {R"("recording":{"relations":[{"type":"performance","work":{"title":"Suite","iswcs":["T-034.524.680-1"],"relations":[)" +
           composer + "]}}]}",
       Field::composer, "Herrmann"},
      {R"("recording":{"relations":[{"type":"performance","work":{"title":"Suite","iswcs":["T-034.524.680-1"]}}]})",
       Field::iswc, "T-034.524.680-1"},
      {R"("recording":{"relations":[{"type":"instrument","attributes":["piano","celesta"],"artist":{"name":"Dudley"}}]})",
       Field::performer, "Dudley (piano, celesta)"},
      {R"("recording":{"relations":[{"type":"performing orchestra","artist":{"name":"LSO"}}]})", Field::orchestra,
       "LSO"},
      {R"("recording":{"relations":[{"type":"photography","artist":{"name":"Nobody"}},{"type":null,"artist":null}]})",
       Field::performer, ""},
      {R"("recording":{"artist-relation-list":[{"type":"conductor","artist":{"name":"Goldsmith"}}]})", Field::conductor,
       "Goldsmith"},
  };
  for (const auto& [members, field, expected] : facts)
    EXPECT_EQ(joined(track(members).statements(), field), expected) << members;
}

TEST(Release, SaysWhereATrackIs) {
  const auto one = track(R"("position":6,"number":"B1")");
  EXPECT_EQ(one.disc(), 2U);
  EXPECT_EQ(one.position(), 6U);
  EXPECT_EQ(one.side(), "B");
  EXPECT_EQ(track(R"("position":6,"number":"6")").side(), "");
  EXPECT_EQ(track(R"("position":6,"number":"Side One 6")").side(), "");
  EXPECT_EQ(track(R"("position":18446744073709551615)").position(), 0U);
}

TEST(Release, GivesAReleasesPeopleToItsTracks) {
  const std::string more =
      R"(,"relations":[{"type":"conductor","artist":{"name":"Muir Mathieson"}},{"type":"producer","artist":{"name":"Townson"}}])";
  EXPECT_EQ(joined(track(R"("title":"x")", more).statements(), Field::conductor), "Muir Mathieson");
  EXPECT_EQ(joined(track(R"("title":"x")", more).statements(), Field::producer), "") << "the album's";
  const auto own = R"("recording":{"relations":[{"type":"conductor","artist":{"name":"Herrmann"}}]})";
  EXPECT_EQ(joined(track(own, more).statements(), Field::conductor), "Herrmann");
}

TEST(Release, KeepsPregapAndDataTracksApart) {
  const auto draft =
      read(std::string(R"({"id":")") + id +
           R"(","media":[{"position":1,"pregap":{"position":0,"number":"0","title":"Hidden"},)"
           R"("tracks":[{"position":1,"title":"One"}],"data-tracks":[{"position":2,"title":"Video"}]}]})")
          .albums.at(0);
  ASSERT_EQ(draft.album.tracks_size(), 3);
  EXPECT_EQ(draft.audio_tracks, 1U);
  EXPECT_EQ(draft.album.tracks(0).position(), 0U);
  EXPECT_EQ(joined(draft.album.tracks(0).statements(), Field::note), "hidden in the pregap");
  EXPECT_EQ(joined(draft.album.tracks(2).statements(), Field::note), "data track");
}

TEST(Release, TellsPeopleApart) {
  const auto draft = album(
      R"("artist-credit":[{"name":"Nobuo","artist":{"id":"83d91898-7763-47d7-b03b-b92132375c47","name":"植松伸夫","sort-name":"Uematsu, Nobuo",)"
      R"("disambiguation":"composer","aliases":[{"name":"Nobuo Uematsu","locale":"en","primary":true},{"name":null},{"name":"植松伸夫"}]}}])");
  ASSERT_EQ(draft.names.size(), 1U);
  const auto& name = draft.names.front();
  EXPECT_EQ(name.name, "植松伸夫");
  EXPECT_EQ(name.sortname, "Uematsu, Nobuo");
  EXPECT_EQ(name.credited, std::vector<std::string>{"Nobuo"});
  EXPECT_EQ(name.aliases, std::vector<std::string>{"Nobuo Uematsu"});
  EXPECT_EQ(name.as_written, "Nobuo Uematsu [en, primary]");
  EXPECT_EQ(name.note, "composer");
}

TEST(Release, FindsTheFilmOfASoundtrack) {
  const std::string group =
      R"(,"release-group":{"primary-type":"Album","secondary-types":["Soundtrack"],"relations":[)";
  const auto vertigo = album(R"("title":"Vertigo: Original Motion Picture Soundtrack")" + group +
                             R"({"type":"IMDb","url":{"resource":"https://www.imdb.com/title/tt0052357/"}}]})");
  ASSERT_EQ(vertigo.productions.size(), 1U);
  EXPECT_EQ(vertigo.productions[0].title, "Vertigo");
  EXPECT_EQ(vertigo.productions[0].source, inferred);
  ASSERT_EQ(vertigo.productions[0].statements.size(), 1U);
  EXPECT_EQ(vertigo.productions[0].statements[0].values(0), "tt0052357");
  const auto related = album(R"("title":"Music for Films")" + group +
                             R"({"type":"soundtrack of","target-type":"work","work":{"title":"Alien"}}]})");
  ASSERT_EQ(related.productions.size(), 1U);
  EXPECT_EQ(related.productions[0].title, "Alien");
  EXPECT_EQ(related.productions[0].source, reference);
  EXPECT_TRUE(album(R"("title":"The Original Soundtrack","release-group":{"secondary-types":[]})").productions.empty());
}

struct Kind {
  std::string json;
  DocumentKind kind;
  std::string what;
};

TEST(Release, RecognisesOnlyReleases) {
  const auto with_id = [](const std::string& members) {
    return std::string(R"({"id":")") + id + "\"," + members + "}";
  };
  const std::vector<Kind> kinds{
      {release(R"("title":"x")"), DocumentKind::releases, ""},
      {R"({"release":)" + release(R"("title":"x")") + "}", DocumentKind::releases, ""},
      {R"({"release-count":1,"releases":[)" + release(R"("title":"x")") + "]}", DocumentKind::releases, ""},
      {with_id(R"("video":false,"length":1,"releases":[])"), DocumentKind::passed, "recording"},
      {with_id(R"("primary-type":null)"), DocumentKind::passed, "release group"},
      {with_id(R"("life-span":{})"), DocumentKind::passed, "artist"},
      {R"({"id":null,"media":[]})", DocumentKind::foreign, ""},
      {R"({"id":"12","media":[]})", DocumentKind::foreign, ""},
      {R"({"name":"package"})", DocumentKind::foreign, ""},
      {"[1,2]", DocumentKind::foreign, ""},
      {"17", DocumentKind::foreign, ""},
      {"", DocumentKind::broken, "Empty: no JSON found"},
      {R"({"id":")", DocumentKind::broken, ""},
      {std::string(2000, '['), DocumentKind::broken, ""},
      {R"({"a":184467440737095516160000})", DocumentKind::broken, ""},
  };
  for (const auto& [json, kind, what] : kinds) {
    const auto document = read(json);
    EXPECT_EQ(document.kind, kind) << json.substr(0, 200);
    EXPECT_TRUE(what.empty() || document.what == what) << document.what;
  }
}

TEST(Release, IsFilteredByTheTypesOfItsGroup) {
  const auto* soundtrack = release_filter("soundtrack");
  ASSERT_NE(soundtrack, nullptr);
  EXPECT_EQ(release_filter("sountrack"), nullptr);
  const auto wanted = release(R"("release-group":{"secondary-types":["Live","Soundtrack"]})");
  const auto other = release(R"("title":"Soundtrack","release-group":{"secondary-types":["Live"]})");
  EXPECT_TRUE(may_pass(wanted, *soundtrack));
  EXPECT_EQ(read(wanted, soundtrack).albums.size(), 1U);
  EXPECT_EQ(read(other, soundtrack).albums.size(), 0U);
  EXPECT_EQ(read(other, soundtrack).kind, DocumentKind::passed);
  EXPECT_FALSE(may_pass(release(R"("title":"Soundtracks")"), *soundtrack));
}

TEST(Release, SurvivesWhatIsHostile) {
  std::string tracks;
  for (int i = 0; i < 100'000; ++i) tracks += (i == 0 ? "" : ",") + std::string(R"({"position":1,"title":"x"})");
  const auto many = read(std::string(R"({"id":")") + id + R"(","title":"x","media":[{"tracks":[)" + tracks + "]}]}");
  ASSERT_EQ(many.albums.size(), 1U);
  EXPECT_EQ(many.albums[0].album.tracks_size(), 10'000);
  ASSERT_EQ(many.remarks.size(), 1U);
  EXPECT_EQ(many.remarks[0].what, "more than 10000 tracks: 90000 left out");
  EXPECT_EQ(many.remarks[0].position, "line 3");

  const auto bytes = read(release("\"title\":\"Caf\xe9\""));
  ASSERT_EQ(bytes.albums.size(), 1U);
  EXPECT_EQ(joined(bytes.albums[0].album.statements(), Field::album), "Caf\xef\xbf\xbd");
  ASSERT_EQ(bytes.remarks.size(), 1U);

  EXPECT_EQ(joined(album(R"("title":"first","title":"second")").album.statements(), Field::album), "first");
  EXPECT_EQ(joined(album("\"title\":\"" + std::string(100'000, 'x') + "\"").album.statements(), Field::album).size(),
            16'384U);
}

// What stands once in the document may not come back ten thousand times.
TEST(Release, TracksDoNotRepeatMegabytes) {
  std::string relations, tracks;
  for (int i = 0; i < 400; ++i)
    relations += (i == 0 ? "" : ",") + std::string(R"({"type":"engineer","artist":{"name":")") + std::to_string(i) +
                 std::string(16'000, 'x') + "\"}}";
  for (int i = 0; i < 30; ++i) tracks += (i == 0 ? "" : ",") + std::string(R"({"title":"x"})");
  const auto read_one = read(std::string(R"({"id":")") + id + R"(","title":"x","relations":[)" + relations +
                             R"(],"media":[{"tracks":[)" + tracks + "]}]}");
  ASSERT_EQ(read_one.albums.size(), 1U);
  const auto& album = read_one.albums[0].album;
  EXPECT_EQ(album.tracks_size(), 30);
  EXPECT_LT(album.ByteSizeLong(), std::size_t{80} << 20U);
  EXPECT_NE(joined(album.tracks(0).statements(), Field::engineer), "");
  EXPECT_EQ(joined(album.tracks(29).statements(), Field::engineer), "");
  ASSERT_EQ(read_one.remarks.size(), 1U);
  EXPECT_EQ(read_one.remarks[0].what, "so much is said of the release that the last tracks do not repeat it");
}

}  // namespace
}  // namespace cuetheque
