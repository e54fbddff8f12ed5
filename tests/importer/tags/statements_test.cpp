// From neutral tags to statements, by the field table.
#include "importer/tags/statements.h"

#include <gtest/gtest.h>

#include "core/fields.h"
#include "tests/importer/tags/files.h"

namespace cuetheque {
namespace {

using tags_test::Values;

struct Said {
  std::string key;
  Values values;
};

Reading reading_of(const std::vector<Said>& tags) {
  Reading reading;
  for (const auto& said : tags) {
    auto& tag = *reading.add_tags();
    tag.set_key(said.key);
    for (const auto& value : said.values) tag.add_values(value);
  }
  return reading;
}

const Statement* find(const std::vector<Statement>& statements, Field field) {
  const auto found = std::ranges::find(statements, row_of(field).number, &Statement::field);
  return found == statements.end() ? nullptr : &*found;
}

Values values_of(const std::vector<Statement>& statements, Field field) {
  const auto* statement = find(statements, field);
  return statement == nullptr ? Values() : Values(statement->values().begin(), statement->values().end());
}

TEST(TagStatements, each_goes_to_its_level_with_source_tags) {
  const auto all = statements_of(reading_of({{"TITLE", {"Main Title"}},
                                             {"ALBUM", {"Alien"}},
                                             {"COMPOSER", {"Jerry Goldsmith"}},
                                             {"DIRECTOR", {"Ridley Scott"}}}));
  EXPECT_EQ(values_of(all.track, Field::title), Values{"Main Title"});
  EXPECT_EQ(values_of(all.album, Field::album), Values{"Alien"});
  EXPECT_EQ(values_of(all.track, Field::composer), Values{"Jerry Goldsmith"}) << "on production and track: the track's";
  EXPECT_EQ(values_of(all.production, Field::director), Values{"Ridley Scott"});
  EXPECT_EQ(find(all.track, Field::title)->source(), tags);
}

TEST(TagStatements, the_strongest_key_speaks_and_others_only_where_it_is_silent) {
  EXPECT_EQ(values_of(statements_of(reading_of({{"DATE", {"1979"}}, {"RELEASEDATE", {"1999"}}})).album, Field::date),
            Values{"1999"});
  EXPECT_EQ(values_of(statements_of(reading_of({{"DATE", {"1979"}}})).album, Field::date), Values{"1979"});
  EXPECT_EQ(
      values_of(statements_of(reading_of({{"PUBLISHER", {"Intrada"}}, {"LABEL", {"Varèse"}}})).album, Field::label),
      Values{"Varèse"});
  EXPECT_EQ(values_of(statements_of(reading_of({{"PUBLISHER", {"Intrada"}}})).album, Field::label), Values{"Intrada"});
}

TEST(TagStatements, titles_given_twice_are_kept_and_codes_are_one) {
  const auto all = statements_of(reading_of({{"ALBUM", {"Vertigo", "\u3081\u307E\u3044"}},
                                             {"FILM", {"Vertigo", "Psycho"}},
                                             {"MUSICBRAINZ_ALBUMID", {"x", "y"}}}));
  EXPECT_EQ(values_of(all.album, Field::album), (Values{"Vertigo", "\u3081\u307E\u3044"}));
  EXPECT_EQ(values_of(all.production, Field::film), (Values{"Vertigo", "Psycho"}));
  EXPECT_EQ(values_of(all.album, Field::mbrelease), Values{"x"});
}

TEST(TagStatements, dates_are_normalised_and_kept_as_written) {
  struct Case {
    std::string written, value, as_written;
    bool remarked;
  };
  const auto cases = std::vector<Case>{
      {"1958", "1958", "", false},
      {"1958-05-09", "1958-05-09", "", false},
      {"1958-05-09T12:00", "1958-05-09", "1958-05-09T12:00", false},
      {"1996-00-00", "1996", "1996-00-00", false},
      {"09.05.1958", "1958", "09.05.1958", true},
      {"circa", "circa", "", true},
  };
  for (const auto& c : cases) {
    const auto all = statements_of(reading_of({{"DATE", {c.written}}}));
    ASSERT_NE(find(all.album, Field::date), nullptr) << c.written;
    const auto& date = *find(all.album, Field::date);
    EXPECT_EQ(date.values(0), c.value);
    EXPECT_EQ(date.as_written(), c.as_written) << c.written;
    EXPECT_EQ(date.remark().empty(), !c.remarked) << c.written << date.remark();
  }
}

TEST(TagStatements, a_date_of_zeros_is_none) {
  for (const auto* zeros : {"0", "0000", "0000-00-00"})
    EXPECT_EQ(find(statements_of(reading_of({{"DATE", {zeros}}})).album, Field::date), nullptr) << zeros;
}

TEST(TagStatements, terms_become_ids_and_plain_release_types_no_kind_of_soundtrack) {
  EXPECT_EQ(values_of(statements_of(reading_of({{"RELEASETYPE", {"album", "soundtrack"}}})).album, Field::albumkind),
            Values{"soundtrack"});
  EXPECT_TRUE(values_of(statements_of(reading_of({{"RELEASETYPE", {"album"}}})).album, Field::albumkind).empty());
  EXPECT_TRUE(
      values_of(statements_of(reading_of({{"RELEASETYPE", {"no such type"}}})).album, Field::albumkind).empty());
  EXPECT_EQ(values_of(statements_of(reading_of({{"MOOD", {"Romantic"}}})).track, Field::mood), Values{"romantic"});
}

TEST(TagStatements, game_and_show_name_a_production_and_its_kind) {
  const auto game = statements_of(reading_of({{"GAME", {"Outcast"}}}));
  EXPECT_EQ(values_of(game.production, Field::film), Values{"Outcast"});
  EXPECT_EQ(values_of(game.production, Field::kind), Values{"video-game"});
  EXPECT_EQ(values_of(statements_of(reading_of({{"SHOW", {"Firefly"}}})).production, Field::kind), Values{"tv-series"});
  EXPECT_TRUE(values_of(statements_of(reading_of({{"FILM", {"Vertigo"}}})).production, Field::kind).empty());
  EXPECT_EQ(
      values_of(statements_of(reading_of({{"FILM", {"Vertigo"}}, {"GAME", {"Outcast"}}})).production, Field::film),
      Values{"Vertigo"});
  EXPECT_EQ(
      values_of(statements_of(reading_of({{"GAME", {"x"}}, {"PRODUCTIONKIND", {"film"}}})).production, Field::kind),
      Values{"film"});
}

TEST(TagStatements, numbers_flags_and_codes) {
  EXPECT_EQ(values_of(statements_of(reading_of({{"BPM", {"090.5"}}})).track, Field::bpm), Values{"90"});
  EXPECT_TRUE(values_of(statements_of(reading_of({{"BPM", {"fast"}}})).track, Field::bpm).empty());
  EXPECT_EQ(values_of(statements_of(reading_of({{"COMPILATION", {"1"}}})).album, Field::compilation), Values{"yes"});
  EXPECT_EQ(values_of(statements_of(reading_of({{"COMPILATION", {"0"}}})).album, Field::compilation), Values{"no"});
  EXPECT_EQ(values_of(statements_of(reading_of({{"ISRC", {"us-rc1-76-07839"}}})).track, Field::isrc),
            Values{"us-rc1-76-07839"});
  Reading reading;
  reading.set_disc_total(7);
  EXPECT_EQ(values_of(statements_of(reading).album, Field::discs), Values{"7"});
}

}  // namespace
}  // namespace cuetheque
