#include "search/query.h"

#include <gtest/gtest.h>

#include "core/error.h"
#include "search/sort_order.h"

namespace cuetheque {
namespace {

struct Row {
  std::string_view query;
  std::string_view understood;
};

const Row understood_rows[] = {
    {"", ""},
    {"   \t ", ""},
    {"vertigo", "vertigo"},
    {"star trek", "star AND trek"},
    {"star AND trek", "star AND trek"},
    {"a b OR c d", "(a AND b) OR (c AND d)"},
    {"(a OR b) c", "(a OR b) AND c"},
    {"((a))", "a"},
    {"(a b) c", "a AND b AND c"},
    {"star - trek & co.", "star AND trek AND co."},
    {"war and peace", "war AND and AND peace"},
    {"3:10 to Yuma", "3:10 AND to AND Yuma"},
    {"Mission: Impossible", "Mission: AND Impossible"},
    {"M*A*S*H", "M*A*S*H"},
    {"\"main title\"", "\"main title\""},
    {"\"say \\\"yes\\\"\"", "\"say \\\"yes\\\"\""},
    {"植松　伸夫", "植松 AND 伸夫"},
    // USERS.md 4.4, what Xapian's own parser gets wrong
    {"-mood:comic", "NOT mood:comic"},
    {"-scene:x", "NOT scene:x"},
    {"-comic", "NOT comic"},
    {"^mood:comic", "NOT mood:comic"},
    {"NOT mood:comic", "NOT mood:comic"},
    {"usage:source -composer:x", "usage:source AND NOT composer:x"},
    {"year:1964", "year:1964"},
    {"year:>1964", "year:>1964"},
    {"year:>=1964", "year:1964.."},
    {"year:<1964", "year:<1964"},
    {"year:<=1964", "year:..1964"},
    {"title:=Jaws", "title:=\"Jaws\""},
    {"title:=\"The Godfather\"", "title:=\"The Godfather\""},
    {"title:/^1M\\d+/", "title:/^1M\\d+/"},
    {"title:/a\\/b c/", "title:/a\\/b c/"},
    {"mood:ominous mood:tender", "mood:ominous AND mood:tender"},
    {"mood:(ominous,tender)", "mood:ominous OR mood:tender"},
    {"mood:(ominous, tender) x", "(mood:ominous OR mood:tender) AND x"},
    {"composer:\"Herrmann, Bernard\"", "composer:\"Herrmann, Bernard\""},
    {"composer:(bernard herrmann, goldsmith)", "(composer:bernard AND composer:herrmann) OR composer:goldsmith"},
    {"usage:source not composer:x", "usage:source AND not AND composer:x"},
    {"植松", "植松"},
    {"dvorak", "dvorak"},
    // values
    {"by:goldsmith", "composer:goldsmith"},
    {"Composer:Goldsmith", "composer:Goldsmith"},
    {"catno:LLLCD1173", "catalognumber:LLLCD1173"},
    {"year:1958..1965", "year:1958..1965"},
    {"year:1960s", "year:1960..1969"},
    {"date:1960s", "date:1960..1969"},
    {"first:..1970", "first:..1970"},
    {"date:1958-05..1960-06-01", "date:1958-05..1960-06-01"},
    {"length:..1:30", "length:..1:30"},
    {"duration:>2:00", "length:>2:00"},
    {"tc:0:46:00..0:48:00", "tc:0:46:00..0:48:00"},
    {"added:-2w", "added:-2w.."},
    {"added:-2w..-1w", "added:-2w..-1w"},
    {"changed:today", "changed:today"},
    {"year:(1960,1970..1972)", "year:1960 OR year:1970..1972"},
    {"vert*", "vert*"},
    {"title:vert*", "title:vert*"},
    {"person:植松伸夫", "person:植松伸夫"},
    {"org:intrada", "org:intrada"},
    {"has:isrc", "has:isrc"},
    {"missing:by", "missing:composer"},
    {"has:picture", "has:picture"},
    {"missing:composer OR missing:film", "missing:composer OR missing:film"},
    {"is:unheard", "is:unheard"},
    {"is:Unheard", "is:unheard"},
    {"how:inspired-by", "how:inspired-by"},
    {"heard:true", "heard:yes"},
    {"id:a340", "id:A340"},
    {"A340", "A340"},
    {"t2", "t2"},
    {"id:(A1,T2)", "id:A1 OR id:T2"},
    {"path:/mnt/transfer", "path:/mnt/transfer"},
    {"track:4 disc:2", "track:4 AND disc:2"},
    {"reel:3", "reel:3"},
    {"side:A format:flac", "side:A AND format:flac"},
    {"@mine", "@mine"},
    {"shower NEAR/3 murder", "\"shower\" NEAR/3 \"murder\""},
    {"title:shower NEAR murder x", "title:\"shower\" NEAR/10 \"murder\" AND x"},
    {"cue{scene:shower mood:terror}", "cue{scene:shower AND mood:terror}"},
    {"film{year:1960} track{title:x}", "film{year:1960} AND track{title:x}"},
    {"production{vertigo}", "film{vertigo}"},
    {"none{mood:comic}", "none{mood:comic}"},
    {"-none{mood:comic} a", "NOT none{mood:comic} AND a"},
    {"-(a b)", "NOT (a AND b)"},
    {"NOT NOT a", "NOT NOT a"},
    // USERS.md 4.6
    {"composer:herrmann scene:\"shower\" mood:(terror,panic)",
     "composer:herrmann AND scene:\"shower\" AND (mood:terror OR mood:panic)"},
    {"cue{theme:\"dies irae\"} year:1930..1980", "cue{theme:\"dies irae\"} AND year:1930..1980"},
    {"usage:source year:1940s kind:film", "usage:source AND year:1940..1949 AND kind:film"},
    {"person:植松伸夫 kind:game length:..1:30", "person:植松伸夫 AND kind:game AND length:..1:30"},
    {"is:uncredited credited:\"Jerry Fielding\"", "is:uncredited AND credited:\"Jerry Fielding\""},
    {"film:\"Ride the High Country\"", "film:\"Ride the High Country\""},
};

TEST(Query, IsUnderstood) {
  for (const auto& [query, understood] : understood_rows) {
    SCOPED_TRACE(query);
    EXPECT_NO_THROW(EXPECT_EQ(explain(*parse_query(query)), understood));
  }
}

TEST(Query, ExplanationParsesBackToItself) {
  for (const auto& row : understood_rows) {
    SCOPED_TRACE(row.query);
    const auto once = explain(*parse_query(row.query));
    EXPECT_NO_THROW(EXPECT_EQ(explain(*parse_query(once)), once));
  }
}

struct BadRow {
  std::string query;
  std::size_t caret;      ///< column
  std::string_view says;  ///< in what or hint
};

std::size_t caret_column(const Error& error) {
  const auto& where = error.where();
  const auto line = where.rfind('\n');
  return line == where.npos ? std::string::npos : where.size() - line - 2;
}

// RELIABILITY.md Q4–Q8
TEST(Query, ComplainsWithACaretUnderThePlace) {
  const BadRow rows[] = {
      {"compser:x", 0, "composer"},
      {"foo:bar", 0, "no field foo"},
      {"a directr:x", 2, "director"},
      {"composer:Herrmann, Bernard", 17, "comma"},
      {"mood:ominous,tender", 12, "mood:(ominous,tender)"},
      {"year:1969..1960", 5, "backwards"},
      {"year:2000..1900", 5, "year:1900..2000"},
      {"date:1960-06..1960-05", 5, "backwards"},
      {"length:2:00..1:00", 7, "backwards"},
      {"added:-1w..-2w", 6, "backwards"},
      {"year:..", 5, "at least one end"},
      {"year:99999999999", 5, "no value"},
      {"year:abc", 5, "1958"},
      {"date:1958-13", 5, "no value"},
      {"track:x", 6, "whole number"},
      {"a \"unbalanced", 2, "not closed"},
      {"film:\"unbalanced", 5, "not closed"},
      {"title:/abc", 6, "not closed"},
      {"(", 0, "not closed"},
      {"(a b", 0, "not closed"},
      {"a)", 1, "does not belong"},
      {"()", 0, "nothing in these brackets"},
      {"cue{a", 3, "not closed"},
      {"cue{}", 3, "nothing in these braces"},
      {"reels{a}", 0, "no level"},
      {"film:{a b}", 5, "quote words"},
      {"{a}", 0, "does not belong"},
      {"film:", 5, "needs a value"},
      {"film: vertigo", 5, "needs a value"},
      {"film:\"\"", 5, "nothing between"},
      {"\"\"", 0, "nothing between"},
      {"mood:(a,,b)", 8, "missing in this list"},
      {"mood:()", 6, "missing in this list"},
      {"mood:(a", 5, "not closed"},
      {"a AND AND b", 2, "beside AND"},
      {"AND a", 0, "beside AND"},
      {"a OR", 4, "beside OR"},
      {"OR a", 0, "beside OR"},
      {"a NOT", 2, "after NOT"},
      {"- & -", 0, "no word"},
      {"a*", 0, "at least two letters"},
      {"*", 0, "only at the end"},
      {"*war", 0, "only at the end"},
      {"title:x*", 6, "at least two letters"},
      {"composer:a..m", 9, "no order"},
      {"title:>5", 6, "no order"},
      {"is:unhead", 3, "unheard"},
      {"how:score", 4, "score-of"},
      {"has:directer", 4, "director"},
      {"has:nothing", 4, "is none"},
      {"id:X9", 3, "no id"},
      {"heard:perhaps", 6, "yes or no"},
      {"lyrics:love", 0, "has:lyrics"},
      {"title:=", 6, "exact value"},
      {"title://", 6, "pattern is missing"},
      {"year:/19/", 5, "takes no pattern"},
      {"format:/x/", 7, "takes no pattern"},
      {"a title:/(/", 8, "not a well-formed pattern"},
      {"a NEAR/0 b", 2, "from 1"},
      {"a NEAR/3 title:b", 9, "both sides"},
      {"@", 0, "saved query"},
      {"植松 foo:x", 5, "no field foo"},
  };
  for (const auto& [query, column, says] : rows) {
    SCOPED_TRACE(query);
    try {
      const auto tree = parse_query(query);
      ADD_FAILURE() << "understood as " << explain(*tree);
    } catch (const Error& error) {
      EXPECT_EQ(error.cause(), Cause::usage);
      EXPECT_EQ(caret_column(error), column) << error.where();
      EXPECT_NE((std::string(error.what()) + " " + error.hint()).find(says), std::string::npos)
          << error.what() << " | " << error.hint();
    }
  }
}

TEST(Query, RefusesWhatWouldCostTooMuch) {
  std::string many_words;
  for (int i = 0; i < 65; ++i) many_words += "w ";
  for (const auto& query : {std::string(5000, 'x'), std::string(100'000, '('), many_words, '"' + many_words + '"',
                            std::string(17, '(') + "a" + std::string(17, ')'), std::string(40, '-') + "a",
                            std::string("\xff"), std::string("a\0b", 3)})
    EXPECT_THROW((void)parse_query(query), Error) << query.substr(0, 20);
  EXPECT_NO_THROW((void)parse_query(std::string(16, '(') + "a" + std::string(16, ')')));
}

TEST(Query, HintsAtOperatorsAndFieldsThatWereNotMeant) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"usage:source not composer:x", "NOT"},
      {"goldsmith or williams", "OR"},
      {"a and b", "AND"},
      {"directr: x", "director:"},
  };
  for (const auto& [query, says] : rows) {
    const auto found = hints(*parse_query(query));
    ASSERT_EQ(found.size(), 1U) << query;
    EXPECT_NE(found[0].find(says), std::string::npos) << found[0];
  }
  EXPECT_EQ(explain(*parse_query("a OR (b scherzo:)")), "a OR (b AND scherzo:)") << "as at the end of the query";
  for (const auto* query : {"or", "a OR b", "and now", "title:\"war and peace\""})
    EXPECT_TRUE(hints(*parse_query(query)).empty()) << query;
}

TEST(Sort, IsReadFromEitherWriting) {
  const std::pair<std::string_view, std::vector<SortKey>> rows[] = {
      {"", {}},
      {"year", {{Slot::year, false}}},
      {"year,-title", {{Slot::year, false}, {Slot::title, true}}},
      {"year+,title-", {{Slot::year, false}, {Slot::title, true}}},
      {" -catno , by", {{Slot::catalognumber, true}, {Slot::composer, false}}},
  };
  for (const auto& [text, keys] : rows) EXPECT_EQ(parse_sort(text), keys) << text;
}

TEST(Sort, NamesTheNearest) {
  const std::pair<std::string_view, std::string_view> rows[] = {{"yeer", "did you mean year?"},
                                                                {"title,-lenght", "did you mean length?"},
                                                                {"year,,title", "one of: year, date"},
                                                                {"mood", "one of: year, date"}};
  for (const auto& [text, hint] : rows) try {
      (void)parse_sort(text);
      ADD_FAILURE() << text;
    } catch (const Error& error) {
      EXPECT_EQ(error.cause(), Cause::usage);
      EXPECT_TRUE(error.hint().starts_with(hint)) << error.hint();
    }
}

TEST(Query, EchoesNothingATerminalWouldExecute) {
  try {
    (void)parse_query("foo:\x1b[31m\u202e");
    ADD_FAILURE();
  } catch (const Error& error) {
    EXPECT_EQ(error.where().find('\x1b'), std::string::npos);
    EXPECT_EQ(error.where().find("\u202e"), std::string::npos);
  }
}

}  // namespace
}  // namespace cuetheque
