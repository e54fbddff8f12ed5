// The small parts of the command line, from tables; whole commands are in cases/.
#include <algorithm>
#include <array>
#include <gtest/gtest.h>

#include "cli/arguments.h"
#include "cli/csv.h"
#include "cli/edits.h"
#include "cli/files.h"
#include "cli/json_writer.h"
#include "cli/settings.h"
#include "cli/table.h"
#include "cli/template.h"
#include "core/error.h"

namespace cuetheque {
namespace {

struct Pair {
  std::string given, expected;
};

// RELIABILITY.md P9
TEST(Json, is_valid_utf8_with_controls_escaped) {
  const auto table = std::to_array<Pair>({
      {"Vertigo", R"("Vertigo")"},
      {"a\"b\\c", R"("a\"b\\c")"},
      {"line\nTAB\t\x1b[0m\x7f", "\"line\\nTAB\\t\\u001b[0m\\u007f\""},
      {"植松伸夫", "\"植松伸夫\""},
      {"\u009b31m \u202ex\u2066 \u2028", R"("\u009b31m \u202ex\u2066 \u2028")"},
      {"don’t …", "\"don’t …\""},
      {"caf\xe9", "\"caf\xEF\xBF\xBD\""},
      {std::string("nul\0.", 5), "\"nul\\u0000.\""},
      {"\xed\xa0\x80", "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},
  });
  for (const auto& [given, expected] : table) EXPECT_EQ(JsonWriter().text(given).take(), expected);
}

TEST(Json, keeps_order_and_commas) {
  JsonWriter json;
  json.begin_object()
      .key("b")
      .number(1)
      .key("a")
      .begin_array()
      .text("x")
      .flag(true)
      .begin_object()
      .end_object()
      .end_array()
      .end_object();
  EXPECT_EQ(json.take(), R"({"b":1,"a":["x",true,{}]})");
}

TEST(Json, base64_as_rfc_4648) {
  const auto table = std::to_array<Pair>(
      {{"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"\xff\xfe", "//4="}});
  for (const auto& [given, expected] : table) EXPECT_EQ(base64(given), expected);
}

// RELIABILITY.md P6
TEST(Csv, quotes_and_disarms_formulas) {
  const auto table = std::to_array<Pair>({
      {"plain", "plain"},
      {"a,b", "\"a,b\""},
      {"say \"no\"", "\"say \"\"no\"\"\""},
      {"two\nlines", "\"two\nlines\""},
      {"=1+1", "'=1+1"},
      {"-mood", "'-mood"},
      {"@x,y", "\"'@x,y\""},
      {"+1", "'+1"},
      {"\tx", "'\tx"},
      {"\rx", "\"'\rx\""},
      {std::string("\0x", 2), std::string("'\0x", 3)},
      {"", ""},
  });
  for (const auto& [given, expected] : table) EXPECT_EQ(csv_row({given, "z"}), expected + ",z\r\n");
  EXPECT_EQ(csv_row({"=1", "a\tb"}, {'\t', true}), "=1\ta b\n");
}

// RELIABILITY.md P1
TEST(SafeNames, no_system_trips_over_them) {
  const auto table = std::to_array<Pair>({
      {"../../etc/x", "_._.._etc_x"},
      {"/abs", "_abs"},
      {".", "_"},
      {"..", "_"},
      {"", "_"},
      {"CON", "CON_"},
      {"a/b", "a_b"},
      {"dot. ", "dot"},
      {"a\x1b"
       "b\nc",
       "a_b_c"},
      {"a\u202eb\u009bc\u200b", "a_b_c_"},
      {"Amélie", "Amélie"},
      {"nul.txt", "nul.txt_"},
      {".hidden", "_hidden"},
  });
  for (const auto& [given, expected] : table) EXPECT_EQ(safe_name(given), expected) << given;
  EXPECT_EQ(safe_name(std::string(199, 'a') + "é"), std::string(199, 'a'));
  EXPECT_EQ(safe_name(std::string(300, 'a')), std::string(200, 'a'));
}

// RELIABILITY.md P2
TEST(SafeNames, each_is_given_once) {
  SafeNames names;
  EXPECT_EQ(names.take("Vertigo", "cue"), "Vertigo.cue");
  EXPECT_EQ(names.take("VERTIGO", "cue"), "VERTIGO (2).cue");
  EXPECT_EQ(names.take("Vertigo", "cue"), "Vertigo (3).cue");
  EXPECT_EQ(names.take("Am\u00E9lie", "cue"), "Am\u00E9lie.cue");
  EXPECT_EQ(names.take("Ame\u0301lie", "cue"), "Am\u00E9lie (2).cue");
}

TEST(Query, gets_the_quotes_back_that_the_shell_took) {
  const auto table = std::to_array<Pair>({
      {"film:Ride the High Country", "film:\"Ride the High Country\""},
      {"-composer:jerry goldsmith", "-composer:\"jerry goldsmith\""},
      {"film:Star Trek: First Contact", "film:\"Star Trek: First Contact\""},
      {"main title", "main title"},
      {"film:\"a b\"", "film:\"a b\""},
      {"usage:source year:1940s kind:film", "usage:source year:1940s kind:film"},
      {"mood:(ominous, tender)", "mood:(ominous, tender)"},
      {"title:a OR title:b", "title:a OR title:b"},
      {"nosuch:a b", "nosuch:a b"},
      {"year:1958 x", "year:1958 x"},
  });
  for (const auto& [given, expected] : table) EXPECT_EQ(query_of({given}), expected);
}

Options sample_options() {
  Options options;
  add_switch(options, "tracks,t", "x");
  add_switch(options, "null,0", "x");
  add_option(options, "output,o", "FILE", "x");
  return options;
}

TEST(Arguments, tell_options_from_query_words) {
  const auto parsed =
      parse_arguments({"-t", "goldsmith", "-mood:comic", "^x", "--output", "f", "-0", "--", "-t"}, sample_options());
  EXPECT_EQ(parsed.words, (std::vector<std::string>{"goldsmith", "-mood:comic", "^x"}));
  EXPECT_EQ(parsed.after, std::vector<std::string>{"-t"});
  EXPECT_TRUE(parsed.has("tracks"));
  EXPECT_TRUE(parsed.has("null"));
  EXPECT_EQ(parsed.text("output"), "f");
}

TEST(Arguments, are_refused_where_they_are_wrong) {
  const std::vector<std::vector<std::string>> table{{"--nosuch"}, {"-z"},           {"--output"},          {"-o"},
                                                    {"-t", "-t"}, {"--tracks=yes"}, {"-o", "a", "-o", "b"}};
  for (const auto& words : table) EXPECT_THROW((void)parse_arguments(words, sample_options()), Error) << words.front();
}

View sample_view() {
  View view;
  add_text(view, "title", "植松");
  add_number(view, "track", 3);
  add_list(view, "mood", {"calm", "tender"});
  return view;
}

TEST(Template, fills_in_what_is_known) {
  const auto table = std::to_array<Pair>({
      {"{track:02} {title}", "03 植松"},
      {"{title:<6}|", "植松  |"},
      {"{mood} {{x}}", "calm; tender {x}"},
      {"{composer:>4}|", "    |"},
      {"a\\tb\\n", "a\tb\n"},
  });
  for (const auto& [given, expected] : table)
    EXPECT_EQ(Template(given, ResultLevel::track).fill(sample_view()), expected) << given;
}

TEST(Template, shows_values_safely_and_leaves_its_own_signs) {
  View view;
  add_text(view, "title", "a\x1b[31m\tb");
  EXPECT_EQ(Template("{title}\\t|", ResultLevel::track).fill(view), "a\x1b[31m\tb\t|");
  EXPECT_EQ(Template("{title}\\t|", ResultLevel::track).fill(view, true), "a\\x1b[31m\\tb\t|");
}

TEST(Template, refuses_what_it_cannot_fill) {
  for (const std::string text : {"{titel}", "{title", "{title:zz}", "{}", "{0}"})
    EXPECT_THROW(Template(text, ResultLevel::track), Error) << text;
}

// RELIABILITY.md P11
TEST(Table, cuts_by_columns_of_the_screen) {
  const auto table = std::to_array<Pair>({{"abc", "abc"}, {"abcdef", "abc…"}, {"植松伸夫", "植…"}, {"", ""}});
  for (const auto& [given, expected] : table) EXPECT_EQ(cut(given, 4), expected);
}

TEST(Settings, name_the_line_that_is_wrong) {
  EXPECT_EQ(parse_settings("# mine\ndb = /a b\ncolor = never\n", "config").at("db"), "/a b");
  try {
    (void)parse_settings("# mine\n\nnonsense = 3\n", "config");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.where(), "config:3");
  }
  EXPECT_EQ(with_setting("# mine\ndb = x\ncolor = auto\n", "db", "y"), "# mine\ndb = y\ncolor = auto\n");
  EXPECT_EQ(with_setting("", "db", "y"), "db = y\n");
}

/// Statements as tags make them, and what is said after some edits by a curator.
struct EditCase {
  std::vector<std::string> edits;
  std::vector<std::string> expected;
  bool known_empty = false;
};

Statements tagged() {
  Statements statements;
  auto& said = *statements.Add();
  said.set_field(row_of(Field::mood).number);
  said.set_source(tags);
  said.add_values("calm");
  said.add_values("tender");
  return statements;
}

TEST(Edits, replace_add_remove_empty_and_withdraw) {
  const std::vector<EditCase> table{
      {{"mood=ominous"}, {"ominous"}},
      {{"mood+=ominous"}, {"calm", "tender", "ominous"}},
      {{"mood-=calm"}, {"tender"}},
      {{"mood-=CALM"}, {"tender"}},
      {{"mood="}, {}, true},
      {{"mood=", "mood+=ominous"}, {"ominous"}},
      {{"mood=ominous", "mood!"}, {"calm", "tender"}},
      {{"mood+=ominous", "mood-=ominous"}, {"calm", "tender"}},
      {{"mood-=calm", "mood+=calm"}, {"tender", "calm"}},
      {{"mood=ominous", "mood-=ominous"}, {}, true},
      {{"mood=ominous", "mood-=nothing"}, {"ominous"}},
      {{"mood=ominous", "mood+=calm"}, {"ominous", "calm"}},
      {{"mood+=calm"}, {"calm", "tender"}},
  };
  for (const auto& row : table) {
    auto statements = tagged();
    for (const auto& edit : row.edits)
      for (const auto& each : parse_edits({edit})) statements = edited(statements, each, 0, 1);
    const auto said = resolve(statements, Field::mood);
    auto expected = row.expected;
    auto values = said.values;
    std::ranges::sort(expected);
    std::ranges::sort(values);
    EXPECT_EQ(values, expected) << row.edits.back();
    EXPECT_EQ(said.known_empty && values.empty(), row.known_empty) << row.edits.back();
  }
}

TEST(Edits, are_refused_where_they_make_no_sense) {
  const std::vector<std::vector<std::string>> table{
      {"moood=x"},         {"mood"},   {"year=soon"}, {"date=19/5"},    {"year=1958", "year=1959"}, {"year+=1958"},
      {"mood=x", "mood!"}, {"mood+="}, {"kind=flim"}, {"heard=perhaps"}};
  for (const auto& words : table) EXPECT_THROW((void)parse_edits(words), Error) << words.front();
}

}  // namespace
}  // namespace cuetheque
