#include <fmt/format.h>
#include <gtest/gtest.h>
#include <span>

#include "core/error.h"
#include "core/vocabulary.h"
#include "core/words.h"
#include "search/query_fields.h"
#include "tests/search/index_fixture.h"

// Every name that a query may use, in every way that its kind of value allows: what it finds and what it does not.
namespace cuetheque {
namespace {

struct Kinds {
  Level level;
  ResultLevel asked;
  std::string_view first;  ///< the record that says everything; the second of its kind says nothing
};
constexpr auto kinds = std::to_array<Kinds>({{on_production, films, "F1"},
                                             {on_album, albums, "A1"},
                                             {on_track, tracks, "T1"},
                                             {on_cue, cues, "C1"},
                                             {on_name, people, "N1"}});

std::string value_of(const FieldRow& row) {
  switch (row.type) {
    case Type::prose:
      return "Qalpha Qbeta";
    case Type::name:
      return "Qgamma Qdelta";
    case Type::term:
      return vocabulary_of(row.id) != nullptr ? vocabulary_of(row.id)->terms().front().id : "qzeta";
    case Type::code:
      return row.id == Field::cue ? "3M7" : "QX-12.34/5";
    case Type::number:
      return row.id == Field::year ? "1958" : "7";
    case Type::date:
      return "1996-11-12";
    case Type::flag:
      return "yes";
    case Type::text:
      return "kept";
  }
  return {};
}

using Values = std::vector<std::string>;
struct Ways {
  Values finds, misses;
};

Ways ways_of_term(const std::string& id) {
  return {{id, '"' + id + '"', "=" + id, "/^" + id.substr(0, 3) + "/", id.substr(0, 3) + "*", "(qnothing," + id + ")"},
          {"qnothing", "=qnothing", "/qnothing/", "qnoth*"}};
}

Ways ways_of(const FieldRow& row) {
  switch (row.type) {
    case Type::prose:
      return {{"qalpha", "QALPHA", "\"qalpha qbeta\"", "qal*", "=\"Qalpha Qbeta\"", "/^Qal.*ta$/", "(qnothing,qbeta)",
               "qalpha NEAR/2 qbeta"},
              {"qnothing", "\"qalpha qnothing\"", "=Qalpha", "=\"qalpha qbeta\"", "/^Qbeta/", "qnoth*"}};
    case Type::name:
      return {{"qgamma", "\"qgamma qdelta\"", "\"qdelta, qgamma\"", "qgam*", "=\"Qgamma Qdelta\"", "/delta$/",
               "(qnothing,qdelta)"},
              {"qnothing", "\"qgamma qnothing\"", "=Qgamma", "/^Qdelta/", "qnoth*"}};
    case Type::term:
      return ways_of_term(value_of(row));
    case Type::code:
      if (row.id == Field::cue)
        return {{"3M7", "3m07", "3m*", "=3M7", "/^3M/", "(1M1,3M7)"}, {"3M8", "=3m07", "/^4/", "4m*"}};
      return {{"QX12345", "\"qx 12 345\"", "qx-12.34/5", "qx1*", "=\"QX-12.34/5\"", "/^QX/", "(ab1,qx12345)"},
              {"QX1234", "=QX12345", "/^12/", "12*"}};
    case Type::number:
      if (row.id == Field::year)
        return {{"1958", "1950s", "1950..1960", "..1958", "1958..", ">1957", ">=1958", "<1959", "<=1958", "=1958",
                 "(1900,1958)"},
                {"1959", "1940s", "1959..", "..1957", ">1958", "<1958"}};
      return {{"7", "5..8", "..7", "7..", ">6", ">=7", "<8", "<=7", "=7", "(1,7)"}, {"8", "8..9", "..6", ">7", "<7"}};
    case Type::date:
      return {{"1996", "1996-11", "1996-11-12", "1990s", "1995..1997", "..1996", ">1996-11-11", "<=1996-11-12",
               "(1950,1996-11)", "..today"},
              {"1997", "1996-12", "1980s", ">1996-11-12", "<1996-11-12", ">1996", "..1995", "-10y.."}};
    case Type::flag:
      return {{"yes", "(no,yes)"}, {"no"}};
    case Type::text:
      return {};
  }
  return {};
}

/// A record that says something in every field of its level.
Said everything(Level level) {
  Said said;
  for (const auto& row : fields)
    if ((row.levels & level) != 0) said.emplace_back(row.id, value_of(row));
  return said;
}

class FieldsTest : public IndexTest {
 protected:
  FieldsTest() {
    auto one = make(album, 1, everything(on_album)), other = make(album, 2, {});
    add_track(one, 1, everything(on_track));
    add_track(other, 2, {});
    put(*archive,
        {make(production, 1, everything(on_production)), make(production, 2, {}), one, other,
         make(cue, 1, everything(on_cue)), make(cue, 2, {}), make(name, 1, everything(on_name)), make(name, 2, {})});
    index().catch_up(*archive);
  }

  void check(const FieldRow& row, std::string_view called, const Kinds& kind) {
    const auto [finds, misses] = ways_of(row);
    const auto asked = [&](const std::string& value) { return fmt::format("{}:{}", called, value); };
    for (const auto& value : finds) EXPECT_EQ(find(asked(value), kind.asked), kind.first) << asked(value);
    for (const auto& value : misses) EXPECT_EQ(find(asked(value), kind.asked), "") << asked(value);
    EXPECT_EQ(find(fmt::format("has:{}", called), kind.asked), kind.first) << called;
    EXPECT_EQ(find(fmt::format("missing:{}", called), kind.asked), fmt::format("{}2", kind.first[0])) << called;
  }
};

TEST_F(FieldsTest, EveryFieldFindsWhatItSaysAtEachOfItsLevels) {
  for (const auto& row : fields)
    for (const auto& kind : kinds)
      if ((row.levels & kind.level) != 0) check(row, row.name, kind);
}

TEST_F(FieldsTest, AnAliasAsksTheSame) {
  for (const auto& row : fields)
    each_word(row.aliases, [&](std::string_view alias) {
      const auto kind = std::ranges::find_if(kinds, [&](const Kinds& one) { return (row.levels & one.level) != 0; });
      check(row, alias, *kind);
    });
}

TEST_F(FieldsTest, AFieldThatIsOnlyKeptSaysSo) {
  for (const auto& row : fields)
    if (row.type == Type::text) {
      EXPECT_THROW(parse_query(fmt::format("{}:kept", row.name)), Error) << row.name;
    }
}

/// What no field says: the file, the numbers of a disc, times, ties.
TEST_F(IndexTest, FindsByWhatIsNoField) {
  auto one = make(album, 1, {{Field::album, "A"}, {Field::label, "Intrada"}, {Field::albumkind, "original-score"}});
  auto& first = add_track(one, 1, {{Field::title, "Suite (alternate)"}, {Field::composer, "Jerry Fielding"}}, 61'000);
  first.set_side("A");
  auto& origin = *one.add_origins();
  origin.set_root("music");
  origin.set_path("2026-11/disc one/01.flac");
  one.mutable_files(0)->set_origin(0);
  one.add_pictures()->set_type("front cover");
  link(one, production, 1, "score-of");
  auto other = make(album, 2, {{Field::album, "B"}, {Field::albumkind, "song-album"}});
  add_track(other, 2, {{Field::title, "Unused tracked piece"}}, 200'000).set_disc(2);
  other.mutable_files(0)->set_origin(9);
  other.mutable_files(0)->set_container("MP3");
  other.mutable_files(0)->set_missing(true);
  other.add_remarks()->set_what("odd");
  auto early = make(cue, 1, {{Field::cue, "1M2"}, {Field::usage, "source"}, {Field::credited, "Somebody Else"}});
  early.mutable_timing()->set_in_ms(60'000);
  link(early, production, 1);
  link(early, track, 1);
  auto late = make(cue, 2, {{Field::cue, "2M1"}, {Field::usage, "score"}});
  late.mutable_timing()->set_in_ms(47 * 60'000);
  link(late, production, 1);
  put(*archive, {make(production, 1, {{Field::film, "F"}}), one, other, early, late,
                 make(name, 1, {{Field::name, "Jerry Fielding"}})});
  index().catch_up(*archive);
  struct Asked {
    ResultLevel level;
    std::string_view query, found;
  };
  const Asked table[] = {
      {tracks, "person:fielding", "T1"},
      {tracks, "person:\"jerry fielding\"", "T1"},
      {tracks, "person:nobody", ""},
      {albums, "org:intrada", "A1"},

      {tracks, "track:1", "T1 T2"},
      {tracks, "track:2..", ""},
      {tracks, "disc:2", "T2"},
      {tracks, "disc:3", ""},
      {tracks, "side:a", "T1"},
      {tracks, "side:B", ""},
      {tracks, "length:1:01", "T1"},
      {tracks, "duration:..1:30", "T1"},
      {tracks, "length:2:00..", "T2"},
      {tracks, "length:>3:20", ""},
      {tracks, "format:flac", "T1"},
      {tracks, "container:mp3", "T2"},
      {tracks, "format:ogg", ""},
      {tracks, "path:2026-11", "T1"},
      {tracks, "path:\"disc one\"", "T1"},
      {tracks, "path:music/2026-11", "T1"},
      {tracks, "file:elsewhere", ""},
      {tracks, "id:T2", "T2"},
      {tracks, "id:A1", "T1"},
      {tracks, "id:A9", ""},
      {albums, "added:-1d..", "A1 A2"},
      {albums, "added:today", "A1 A2"},
      {albums, "added:..1999", ""},
      {albums, "changed:-2w", "A1 A2"},
      {albums, "modified:..-1y", ""},
      {cues, "reel:2", "C2"},
      {cues, "reel:3..", ""},
      {cues, "tc:0:46:00..0:48:00", "C2"},
      {cues, "tc:..0:01:00", "C1"},
      {cues, "timecode:>0:47:00", ""},
      {albums, "how:score-of", "A1"},
      {albums, "link:songs-from", ""},
      {tracks, "has:cues", "T1"},
      {tracks, "missing:cues", "T2"},
      {cues, "has:tracks", "C1"},
      {cues, "missing:tracks", "C2"},
      {tracks, "has:file", "T1"},
      {tracks, "missing:file", "T2"},
      {albums, "has:picture", "A1"},
      {albums, "has:remark", "A2"},
      {tracks, "is:score", "T1"},
      {cues, "is:score", "C1 C2"},
      {tracks, "is:song", "T2"},
      {cues, "is:source", "C1"},
      {tracks, "is:sfx", ""},
      {cues, "is:unreleased", "C2"},
      {tracks, "is:alternate", "T1"},
      {tracks, "is:suite", "T1"},
      {tracks, "is:tracked", "T2"},
      {tracks, "is:rejected", "T2"},
      {cues, "is:uncredited", "C1"},
      {tracks, "is:heard", "T1"},
      {tracks, "is:unheard", ""},
      {tracks, "is:guess", ""},
      {tracks, "is:cleared", ""},
      {tracks, "suite NEAR/1 alternate", "T1"},
      {tracks, "alternate NEAR/3 suite", "T1"},
      {albums, "cue{reel:2} film:f", ""},
      {people, "album{album:a}", "N1"},
  };
  for (const auto& [level, query, found] : table) EXPECT_EQ(find(query, level), found) << query;
}

TEST(QueryFields, EveryExampleIsAQuery) {
  for (const auto& row : fields) EXPECT_NO_THROW(parse_query(row.example)) << row.example;
  for (const auto& row : query_fields) EXPECT_NO_THROW(parse_query(row.example)) << row.example;
}

TEST(QueryFields, AreAllThatTheLanguageNames) {
  each_word(
      "film year director kind album label catno barcode date first albumkind how track disc side length isrc format "
      "cue "
      "reel scene mood theme usage composer orchestrator conductor lyricist performer person org credited share right "
      "territory until status added changed path tag note id has missing is accession carrier supervisor editor "
      "producer "
      "series season episode",
      [](std::string_view name) { EXPECT_TRUE(subject_named(name)) << name; });
  each_word("score song source sfx unreleased alternate suite tracked rejected uncredited cleared heard unheard",
            [](std::string_view word) { EXPECT_TRUE(has_word(query_field("is")->choices, word)) << word; });
}

TEST_F(IndexTest, SortsByEveryNameThatCanBe) {
  fill();
  for (const auto* key : {"year", "date", "first", "film", "album", "title", "composer", "albumartist", "label",
                          "catalognumber", "length", "tc", "added", "changed", "track", "cue", "name", "catno", "by"})
    for (const auto level : {albums, tracks, cues, films, people}) {
      const auto up = find("", level, key), down = find("", level, std::string("-") + key);
      EXPECT_EQ(up.size(), down.size()) << key;
      EXPECT_EQ(find("", level, std::string(key) + "-"), down) << key;
    }
}

}  // namespace
}  // namespace cuetheque
