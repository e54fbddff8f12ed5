#include "importer/assembly/chapters.h"

#include <cstdint>
#include <gtest/gtest.h>
#include <utility>
#include <vector>

namespace cuetheque {
namespace {

using Marks = std::vector<std::pair<std::uint64_t, std::string>>;

Reading with_chapters(const Marks& marks) {
  Reading reading;
  reading.set_duration_ms(600'000);
  for (const auto& [start, title] : marks) {
    auto& chapter = *reading.add_chapters();
    chapter.set_start_ms(start);
    chapter.set_title(title);
  }
  return reading;
}

TEST(Chapters, become_a_sheet) {
  EXPECT_EQ(chapter_sheet(with_chapters({{0, "Overture"}, {62'500, "The \"Chase\"\nagain"}}), "a.m4b"),
            "FILE \"a.m4b\" WAVE\n  TRACK 01 AUDIO\n    TITLE \"Overture\"\n    INDEX 01 00:00:00\n"
            "  TRACK 02 AUDIO\n    TITLE \"The \"Chase\" again\"\n    INDEX 01 01:02:37\n");
}

TEST(Chapters, only_where_they_can_be_nothing_else) {
  const auto doubtful = std::vector<std::pair<std::string_view, Marks>>{
      {"none", {}},
      {"one", {{0, "All"}}},
      {"one without a title", {{0, "One"}, {1000, ""}}},
      {"the same title twice", {{0, "Chapter"}, {1000, "Chapter"}}},
      {"out of order", {{0, "One"}, {2000, "Two"}, {1000, "Three"}}},
      {"two at one place", {{0, "One"}, {1000, "Two"}, {1005, "Three"}}},
      {"music before the first", {{30'000, "One"}, {60'000, "Two"}}},
      {"behind the end", {{0, "One"}, {600'000, "Two"}}},
  };
  for (const auto& [what, marks] : doubtful) EXPECT_EQ(chapter_sheet(with_chapters(marks), "a"), "") << what;
  Marks many;
  for (std::uint64_t i = 0; i < 100; ++i) many.emplace_back(i * 1000, std::to_string(i));
  EXPECT_EQ(chapter_sheet(with_chapters(many), "a"), "");
}

}  // namespace
}  // namespace cuetheque
