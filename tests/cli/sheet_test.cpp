// Values through a sheet and back.
#include <algorithm>
#include <array>
#include <gtest/gtest.h>
#include <random>
#include <string>
#include <vector>

#include "cli/cell_values.h"
#include "cli/csv.h"
#include "cli/edit_sheet.h"
#include "core/error.h"
#include "importer/csv.h"

namespace cuetheque {
namespace {

using Values = std::vector<std::string>;

TEST(CellValues, join_and_split) {
  struct Row {
    Values values;
    std::string cell;
  };
  const auto table = std::to_array<Row>({
      {{}, ""},
      {{"dark"}, "dark"},
      {{"dark", "horror"}, "dark; horror"},
      {{"strings; only", "new"}, R"(strings\; only; new)"},
      {{"a;b"}, "a;b"},
      {{"a;", "b;"}, R"(a;; b\;)"},
      {{R"(AC\DC)", R"(C:\)"}, R"(AC\DC; C:\)"},
      {{R"(C:\)", "x"}, R"(C:\\; x)"},
      {{R"(a\; b)"}, R"(a\\\; b)"},
  });
  for (const auto& [values, cell] : table) {
    EXPECT_EQ(cell_of(values), cell);
    EXPECT_EQ(values_in(cell), values) << cell;
  }
  EXPECT_EQ(values_in("a; b; "), (Values{"a", "b", ""}));
}

TEST(CellValues, guard_comes_off_as_it_went_on) {
  const auto table = std::to_array<std::array<std::string, 2>>(
      {{"=1", "'=1"}, {"'=1", "''=1"}, {"'tis", "'tis"}, {"'", "'"}, {"''-", "'''-"}, {"x=1", "x=1"}, {"", ""}});
  for (const auto& [cell, written] : table) {
    EXPECT_EQ(csv_row({cell}), written + "\r\n");
    EXPECT_EQ(unguarded(written), cell);
  }
}

/// A text of the letters that could go wrong.
std::string random_text(std::mt19937& random) {
  static constexpr std::string_view letters = "a;;\\ \"',=-+\n\té";
  std::string text;
  for (auto count = 1 + random() % 9; count > 0; --count) text += letters[random() % letters.size()];
  return text;
}

TEST(CellValues, whatever_they_are_come_back_from_a_sheet) {
  std::mt19937 random(19580509);
  for (int round = 0; round < 5000; ++round) {
    Values cells;
    std::vector<Values> rows;
    for (auto columns = 1 + random() % 4; columns > 0; --columns) {
      Values values;
      for (auto count = random() % 4; count > 0; --count) values.push_back(random_text(random));
      cells.push_back(cell_of(values));
      rows.push_back(std::move(values));
    }
    const auto text = csv_row(cells);
    CsvReader reader(text);
    const auto record = reader.next();
    if (std::ranges::all_of(cells, &std::string::empty) && cells.size() == 1) continue;
    ASSERT_TRUE(record && record->cells.size() == cells.size()) << text;
    for (std::size_t i = 0; i < rows.size(); ++i) ASSERT_EQ(values_in(unguarded(record->cells[i])), rows[i]) << text;
  }
}

TEST(EditSheet, headings_and_rows) {
  const auto sheet =
      parse_edit_sheet("sep=;\r\nID ;Title;ALBUM_note;catno;;length\r\nT1;x;;\r\n\r\n;;\r\nT2;\"a\nb\";y\r\n");
  ASSERT_EQ(sheet.columns.size(), 6U);
  EXPECT_EQ(sheet.id_column, 0U);
  EXPECT_EQ(sheet.columns[1].field, Field::title);
  EXPECT_TRUE(sheet.columns[2].of_album);
  EXPECT_EQ(sheet.columns[2].field, Field::note);
  EXPECT_EQ(sheet.columns[3].field, Field::catalognumber);
  EXPECT_FALSE(sheet.columns[4].field || sheet.columns[5].field);
  ASSERT_EQ(sheet.rows.size(), 2U);
  EXPECT_EQ(sheet.rows[1].number, 5U);
  EXPECT_EQ(sheet.rows[1].cells[1], "a\nb");
}

TEST(EditSheet, refuses_what_is_no_sheet) {
  for (const std::string text :
       {"", "\n", "title\nx\n", "id,titel\n", "id,id\n", "sep=;", "id,album_titel\n", "\"id\n"})
    EXPECT_THROW((void)parse_edit_sheet(text), Error) << text;
}

}  // namespace
}  // namespace cuetheque
