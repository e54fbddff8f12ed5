#include "cli/storer.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <string>

#include "core/error.h"

namespace cuetheque {
namespace {

Unit unit_of(int number) {
  Unit unit;
  unit.folder = std::to_string(number);
  unit.remarks.push_back({unit.folder, "", "read", "", false});
  return unit;
}

/// Stores by saying so in a remark; fails at one of them (0 = at none).
Storer::Store storing(std::vector<std::string>& stored, int fails_at = 0) {
  return [&stored, fails_at](Unit&& unit) {
    if (unit.folder == std::to_string(fails_at)) throw Error(Cause::refused, "disk full");
    stored.push_back(unit.folder);
    Stored result;
    result.albums_new = 1;
    result.remarks.push_back({unit.folder, "", "stored", "", false});
    return result;
  };
}

std::string remarks_in(const std::vector<Stored>& landed) {
  std::string text;
  for (const auto& one : landed)
    for (const auto& remark : one.remarks) text += fmt::format("{} {};", remark.path, remark.what);
  return text;
}

TEST(Storer, stores_in_order_and_says_what_became_of_each_once) {
  std::vector<std::string> stored;
  std::string remarks, expected;
  Storer storer(storing(stored));
  for (int i = 1; i <= 50; ++i) {
    storer.give(unit_of(i));
    remarks += remarks_in(storer.landed());
    expected += fmt::format("{0} read;{0} stored;", i);
  }
  storer.finish();
  EXPECT_EQ(remarks + remarks_in(storer.landed()), expected);
  EXPECT_EQ(stored.size(), 50U);
  EXPECT_TRUE(storer.landed().empty());
}

// RELIABILITY.md 2.9: a refused step ends the import; what landed before it is said to be saved.
TEST(Storer, stores_nothing_after_one_that_failed) {
  std::vector<std::string> stored;
  Storer storer(storing(stored, 3));
  const auto give_all = [&] {
    for (int i = 1; i <= 50; ++i) storer.give(unit_of(i));
  };
  EXPECT_FALSE(storer.failed());
  EXPECT_THROW(give_all(), Error);
  EXPECT_TRUE(storer.failed());
  storer.stop();
  EXPECT_EQ(remarks_in(storer.landed()), "1 read;1 stored;2 read;2 stored;3 read;");
  EXPECT_EQ(stored, (std::vector<std::string>{"1", "2"}));
  EXPECT_THROW(storer.finish(), Error);
}

TEST(Storer, a_failure_of_the_last_is_told_at_the_end) {
  std::vector<std::string> stored;
  Storer storer(storing(stored, 2));
  storer.give(unit_of(1));
  storer.give(unit_of(2));
  EXPECT_THROW(storer.finish(), Error);
}

TEST(Storer, what_was_given_lands_though_its_giver_fails) {
  std::vector<std::string> stored;
  try {
    Storer storer(storing(stored));
    for (int i = 1; i <= 4; ++i) storer.give(unit_of(i));
    throw Error(Cause::damaged, "a reader is gone");
  } catch (const Error&) {
    EXPECT_EQ(stored.size(), 4U);
  }
}

}  // namespace
}  // namespace cuetheque
