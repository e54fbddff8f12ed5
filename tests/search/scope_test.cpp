#include "tests/search/index_fixture.h"

// What several facts of one thing answer together: rights, shares, pictures, who is credited, which track a cue is.
namespace cuetheque {
namespace {

using RightsTest = IndexTest;

/// A track for each of these, and an album with a right of its own.
std::vector<Record> with_rights() {
  auto a = make(album, 1, {{Field::album, "One"}});
  const auto track = [&](std::uint64_t id, const std::vector<std::string>& rights) {
    Said said{{Field::title, "Track"}};
    for (const auto& right : rights) said.emplace_back(Field::right, right);
    add_track(a, id, said);
  };
  track(1, {"master: Cinevox, in DE AT, until 2098-12-31, cleared", "publishing: Intrada, in US, refused"});
  track(2, {"master: Cinevox, in US, cleared", "publishing: Cinevox, in DE, refused"});
  track(3, {"master: Intrada, in world, perpetual, cleared"});
  track(4, {"master: Cinevox, in DE, until 2001, cleared"});
  track(5, {"whoever has it, cleared I think"});
  track(6, {});
  auto b = make(album, 2, {{Field::album, "Two"}, {Field::right, "master: Cinevox, in FR, until 2097-06, requested"}});
  add_track(b, 7, {{Field::title, "Track"}});
  return {a, b};
}

TEST_F(RightsTest, OneRightAnswersAllThatIsAskedOfRights) {
  put(*archive, with_rights());
  index().catch_up(*archive);
  const std::vector<std::pair<std::string, std::string>> rows{
      {"is:cleared", "T1 T2 T3"},
      {"NOT is:cleared", "T4 T5 T6 T7"},
      {"status:cleared", "T1 T2 T3 T4"},
      {"status:refused", "T1 T2"},
      {"status:requested", "T7"},
      {"territory:DE", "T1 T2 T3 T4"},
      {"territory:de", "T1 T2 T3 T4"},
      {"territory:world", "T3"},
      {"territory:(AT,FR)", "T1 T3 T7"},
      {"until:2098", "T1"},
      {"until:2098..", "T1 T3"},
      {"until:..2001", "T4"},
      {"until:2097-06", "T7"},
      {"until:>2097-06", "T1 T3"},
      {"is:cleared territory:DE", "T1 T3"},
      {"is:cleared territory:DE until:2098..", "T1 T3"},
      {"is:cleared territory:DE until:2099..", "T3"},
      {"status:cleared territory:US right:cinevox", "T2"},
      {"(status:cleared OR status:refused) territory:US right:intrada", "T1 T3"},
      {"right:publishing status:cleared", ""},
      {"right:publishing territory:US status:refused title:track", "T1"},
      {"right:cinevox", "T1 T2 T4 T7"},
      {"right:whoever", "T5"},
      {"missing:right", "T6"},
      {"album{status:requested}", "T7"},
      {"territory:DE -status:refused", "T3 T4"},
  };
  for (const auto& [query, wanted] : rows) EXPECT_EQ(find(query, tracks), wanted) << query;
  EXPECT_EQ(find("is:cleared territory:FR", albums), "A1");
  EXPECT_EQ(find("status:requested", albums), "A2");
}

using ScopeTest = IndexTest;

void party(Record& cue, const std::string& share) {
  auto& made = *cue.add_parties();
  made.set_role("CA");
  made.set_name("Bernard Herrmann");
  made.set_share(share);
}

TEST_F(ScopeTest, SharesAreAskedInPercent) {
  auto one = make(cue, 1, {{Field::title, "Halves"}}), two = make(cue, 2, {{Field::title, "Thirds"}}),
       three = make(cue, 3, {{Field::title, "All"}});
  for (int i = 0; i < 2; ++i) party(one, "50.00");
  for (int i = 0; i < 3; ++i) party(two, "33.33");
  party(three, "100.00");
  put(*archive, {one, two, three});
  index().catch_up(*archive);
  const std::vector<std::pair<std::string, std::string>> rows{
      {"share:50", "C1"},  {"share:33.33", "C2"},      {"share:33", ""},     {"share:..50", "C1 C2"},
      {"share:>50", "C3"}, {"share:50..100", "C1 C3"}, {"share:100%", "C3"}, {"share:<33.34", "C2"},
  };
  for (const auto& [query, wanted] : rows) EXPECT_EQ(find(query, cues), wanted) << query;
}

TEST_F(ScopeTest, APictureIsOfTheTrackThatCarriesIt) {
  auto a = make(album, 1, {{Field::album, "One"}}), b = make(album, 2, {{Field::album, "Two"}});
  for (auto* one : {&a, &b})
    for (std::uint64_t i = 1; i <= 2; ++i) add_track(*one, one->id() * 10 + i, {{Field::title, "Track"}});
  for (auto* one : {&a, &b})
    for (std::uint32_t i = 0; i < 3; ++i) one->add_origins()->set_path("file" + std::to_string(i));
  for (int i = 0; i < 2; ++i) {
    a.mutable_files(i)->set_origin(static_cast<std::uint32_t>(i));
    b.mutable_files(i)->set_origin(static_cast<std::uint32_t>(i));
  }
  a.add_pictures()->add_origins(1);  // inside the second file
  b.add_pictures()->add_origins(2);  // beside both
  put(*archive, {a, b});
  index().catch_up(*archive);
  EXPECT_EQ(find("has:picture", tracks), "T12 T21 T22");
  EXPECT_EQ(find("missing:picture", tracks), "T11");
  EXPECT_EQ(find("has:picture", albums), "A1 A2");
}

TEST_F(ScopeTest, CreditedIsWhatTheSleeveSays) {
  auto a = make(album, 1, {{Field::album, "One"}});
  add_track(a, 1, {{Field::title, "Own name"}, {Field::composer, "Ennio Morricone"}});
  add_track(a, 2, {{Field::title, "Pseudonym"}, {Field::composer, "Leo Nichols"}});
  add_track(a, 3, {{Field::title, "Ghost"}, {Field::composer, "Ennio Morricone"}, {Field::credited, "Jerry Fielding"}});
  put(*archive, {a, make(name, 1, {{Field::name, "Ennio Morricone"}, {Field::alias, "Leo Nichols"}}),
                 make(name, 2, {{Field::name, "Jerry Fielding"}})});
  index().catch_up(*archive);
  const std::vector<std::pair<std::string, std::string>> rows{
      {"composer:morricone", "T1 T2 T3"},
      {"composer:\"leo nichols\"", "T1 T2 T3"},
      {"credited:\"leo nichols\"", "T2"},
      {"credited:morricone", "T1"},
      {"credited:fielding", "T3"},
      {"credited:field*", "T3"},
      {"is:uncredited", "T3"},
      {"is:uncredited credited:\"Jerry Fielding\"", "T3"},
      {"has:credited", "T3"},
  };
  for (const auto& [query, wanted] : rows) EXPECT_EQ(find(query, tracks), wanted) << query;
}

TEST_F(ScopeTest, ACueIsAmbiguousUntilItsTrackIsSettled) {
  const auto film = make(production, 1, {{Field::film, "Psycho"}});
  auto a = make(album, 1, {{Field::album, "One"}});
  link(a, production, 1, "score-of");
  add_track(a, 1, {{Field::title, "Prelude"}});
  add_track(a, 2, {{Field::title, "Prelude"}});
  add_track(a, 3, {{Field::title, "The Murder"}});
  auto one = make(cue, 1, {{Field::title, "Prelude"}}), two = make(cue, 2, {{Field::title, "The Murder"}});
  for (auto* each : {&one, &two}) link(*each, production, 1);
  link(two, track, 3);
  put(*archive, {film, a, one, two});
  index().catch_up(*archive);
  EXPECT_EQ(find("is:ambiguous", cues), "C1");
  auto& settled = *one.add_links();
  settled.set_kind(track);
  settled.set_id(2);
  settled.set_source(curator);
  put(*archive, {one});
  index().catch_up(*archive);
  EXPECT_EQ(find("is:ambiguous", cues), "");
}

}  // namespace
}  // namespace cuetheque
