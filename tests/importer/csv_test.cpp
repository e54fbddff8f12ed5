#include "importer/csv.h"

#include <gtest/gtest.h>

namespace cuetheque {
namespace {

using Cells = std::vector<std::string>;

std::vector<CsvRecord> all(std::string_view text, char separator = ',') {
  CsvReader reader(text, separator);
  std::vector<CsvRecord> records;
  while (auto record = reader.next()) records.push_back(*std::move(record));
  return records;
}

struct Case {
  const char* text;
  std::vector<Cells> records;
};

const Case cases[] = {
    {"", {}},
    {"a,b", {{"a", "b"}}},
    {"a,b\r\nc,d\r\n", {{"a", "b"}, {"c", "d"}}},
    {"a\rb\nc", {{"a"}, {"b"}, {"c"}}},
    {"a,,\n", {{"a", "", ""}}},
    {"\n\nx", {{""}, {""}, {"x"}}},
    {"\"a,b\",c", {{"a,b", "c"}}},
    {"\"a\nb\",c\nd", {{"a\nb", "c"}, {"d"}}},
    {"\"say \"\"hi\"\"\",x", {{"say \"hi\"", "x"}}},
    {"a \"b\" c,\"d\"e", {{"a \"b\" c", "de"}}},
    {"\"\",\"\"", {{"", ""}}},
};

TEST(Csv, ReadsRecords) {
  for (const auto& one : cases) {
    std::vector<Cells> read;
    for (auto& record : all(one.text)) read.push_back(record.cells);
    EXPECT_EQ(read, one.records) << one.text;
  }
}

TEST(Csv, KnowsTheLineOfEachRecord) {
  const auto records = all("a\n\"b\nc\r\nd\"\ne\r\nf");
  ASSERT_EQ(records.size(), 4U);
  EXPECT_EQ(records[1].line, 2U);
  EXPECT_EQ(records[2].line, 5U);
  EXPECT_EQ(records[3].line, 6U);
}

// RELIABILITY.md D1
TEST(Csv, LeavesOutABadRecordAlone) {
  const auto unclosed = all("a\n\"b\nc\n");
  ASSERT_EQ(unclosed.size(), 3U);
  EXPECT_EQ(unclosed[1].problem, "quote that is never closed");
  EXPECT_EQ(unclosed[1].line, 2U);
  EXPECT_EQ(unclosed[2].cells, Cells{"c"});
  const auto nul = all(std::string_view("a\nb\0c\nd", 7));
  ASSERT_EQ(nul.size(), 3U);
  EXPECT_EQ(nul[1].problem, "NUL in a cell");
  EXPECT_EQ(nul[2].cells, Cells{"d"});
}

TEST(Csv, IsBounded) {
  const auto wide = all(std::string(5000, ',') + "\nx");
  EXPECT_EQ(wide.at(0).problem, "more than 4096 cells");
  EXPECT_EQ(wide.at(1).cells, Cells{"x"});
  const auto long_one = all("\"" + std::string(3 * 1024 * 1024, 'x') + "\nend");
  EXPECT_EQ(long_one.at(0).problem, "record longer than 1 MiB");
  EXPECT_EQ(long_one.back().cells, Cells{"end"});
  std::string endless;
  while (endless.size() < 4 * 1024 * 1024) endless += "\"x\"y,\"" + std::string(1000, 'z') + "\n";
  const auto given_up = all(endless);
  EXPECT_EQ(given_up.size(), 17U);
  EXPECT_EQ(given_up.back().problem, "record longer than 1 MiB, like so many before it that the rest was left out");
}

TEST(Csv, FindsTheSeparator) {
  EXPECT_EQ(separator_of("seq;title;in"), ';');
  EXPECT_EQ(separator_of("seq\ttitle\tin,out"), '\t');
  EXPECT_EQ(separator_of("\"a;b;c;d\",x,y"), ',');
  EXPECT_EQ(separator_of("alone"), ',');
}

}  // namespace
}  // namespace cuetheque
