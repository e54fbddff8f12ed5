#include "core/resolve.h"

#include <gtest/gtest.h>

namespace cuetheque {
namespace {

struct Said {
  Source source;
  std::vector<std::string> values;
  unsigned votes = 1;
  Change change = replace;
};

struct Row {
  std::string_view what;
  std::vector<Said> said;
  std::vector<std::string> expected;
  bool guess = false;
};

Statements stated(const std::vector<Said>& said) {
  Statements all;
  std::uint32_t origin = 0;
  for (const auto& one : said) {
    auto& statement = *all.Add();
    statement.set_field(row_of(Field::composer).number);
    statement.set_source(one.source);
    statement.set_change(one.change);
    for (const auto& value : one.values) statement.add_values(value);
    for (unsigned vote = 0; vote < one.votes; ++vote) statement.add_origins(origin++);
  }
  return all;
}

TEST(Resolve, WeighsSources) {
  const std::vector<Row> rows = {
      {"nobody speaks", {}, {}},
      {"one source", {{tags, {"Herrmann"}}}, {"Herrmann"}},
      {"a stronger source wins whatever the order",
       {{cue_sheet, {"Sheet"}}, {tags, {"Tag"}}, {inferred, {"Guess"}}},
       {"Sheet"}},
      {"reference beats CUE file beats tags", {{tags, {"Tag"}}, {cue_file, {"Cue"}}, {reference, {"Ref"}}}, {"Ref"}},
      {"most files win inside a source", {{tags, {"Few"}, 2}, {tags, {"Many"}, 5}}, {"Many"}},
      {"a tie goes to the one that stands first", {{tags, {"First"}, 2}, {tags, {"Second"}, 2}}, {"First"}},
      {"values keep their order", {{tags, {"B", "A"}}}, {"B", "A"}},
      {"only inferred is a guess", {{inferred, {"Guess"}}}, {"Guess"}, true},
      {"read off a path is a guess", {{path, {"Folder"}}, {inferred, {"Guess"}}}, {"Folder"}, true},
      {"a curator replaces", {{tags, {"Tag"}, 9}, {curator, {"Right"}}}, {"Right"}},
      {"a curator knows that it is empty", {{tags, {"Tag"}}, {curator, {}, 1, empty}}, {}},
      {"a curator adds to what the sources show", {{tags, {"Tag"}}, {curator, {"More"}, 1, add}}, {"Tag", "More"}},
      {"adding what is there adds nothing", {{tags, {"Tag"}}, {curator, {"Tag"}, 1, add}}, {"Tag"}},
      {"a curator removes", {{tags, {"A", "B"}}, {curator, {"A"}, 1, remove}}, {"B"}},
      {"a curator's word makes a guess a fact",
       {{inferred, {"Guess"}}, {curator, {"More"}, 1, add}},
       {"Guess", "More"}},
  };
  for (const auto& row : rows) {
    const auto resolved = resolve(stated(row.said), Field::composer);
    EXPECT_EQ(resolved.values, row.expected) << row.what;
    EXPECT_EQ(resolved.guess, row.guess) << row.what;
  }
}

TEST(Resolve, KnowsWhatIsKnownToBeEmpty) {
  EXPECT_TRUE(resolve(stated({{tags, {"Tag"}}, {curator, {}, 1, empty}}), Field::composer).known_empty);
  EXPECT_FALSE(resolve(stated({{tags, {"Tag"}}}), Field::composer).known_empty);
}

TEST(Resolve, ListsFieldsInTableOrder) {
  auto statements = stated({{tags, {"Herrmann"}}});
  statements.Add()->set_field(row_of(Field::title).number);
  statements.Add()->set_field(9999);
  EXPECT_EQ(fields_said(statements), (std::vector{Field::title, Field::composer}));
}

TEST(Fields, AreFoundByNumberNameAliasAndTag) {
  for (const auto& row : fields) {
    EXPECT_EQ(field_of_number(row.number), row.id);
    EXPECT_EQ(field_named(row.name), row.id);
  }
  EXPECT_EQ(field_named("CatNo"), Field::catalognumber);
  EXPECT_EQ(field_named("nonsense"), std::nullopt);
  EXPECT_EQ(field_of_number(0), std::nullopt);
  EXPECT_EQ(field_of_number(60000), std::nullopt);
  EXPECT_EQ(field_of_tag("UPC"), Field::barcode);
  EXPECT_LT(tag_rank("BARCODE"), tag_rank("UPC"));
}

}  // namespace
}  // namespace cuetheque
