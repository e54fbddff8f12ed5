#include "search/ahead.h"

#include <algorithm>
#include <atomic>
#include <gtest/gtest.h>
#include <string>

#include "core/error.h"

namespace cuetheque {
namespace {

/// Counts to `last`, then gives none, or fails where `fails`.
std::function<std::optional<int>()> count_to(int last, bool fails = false) {
  return [=, at = 0]() mutable -> std::optional<int> {
    if (at < last) return ++at;
    if (fails) throw Error(Cause::damaged, "no more than " + std::to_string(last));
    return std::nullopt;
  };
}

TEST(Ahead, gives_values_in_order_and_then_none) {
  for (const std::size_t most : {1U, 3U, 500U}) {
    Ahead<int> ahead(count_to(200), most);
    for (int i = 1; i <= 200; ++i) EXPECT_EQ(ahead.next(), i);
    EXPECT_EQ(ahead.next(), std::nullopt);
    EXPECT_EQ(ahead.next(), std::nullopt);
  }
}

TEST(Ahead, passes_a_failure_on_once_after_what_was_made_before) {
  Ahead<int> ahead(count_to(5, true), 2);
  for (int i = 1; i <= 5; ++i) EXPECT_EQ(ahead.next(), i);
  EXPECT_THROW(static_cast<void>(ahead.next()), Error);
  EXPECT_EQ(ahead.next(), std::nullopt);
}

TEST(Ahead, ends_when_its_taker_fails) {
  for (int taken = 0; taken < 20; ++taken) {
    std::atomic<bool> making = false;
    const auto make = [&, count = count_to(1'000'000)]() mutable {
      making = true;
      auto value = count();
      making = false;
      return value;
    };
    const auto take = [&] {
      Ahead<int> ahead(make, 3);
      for (int i = 0; i < taken; ++i) static_cast<void>(ahead.next());
      throw Error(Cause::refused, "the disk is full");
    };
    EXPECT_THROW(take(), Error);
    EXPECT_FALSE(making);
  }
}

TEST(Ahead, makes_no_more_than_may_wait) {
  std::atomic<int> made = 0;
  int most_ahead = 0;
  const auto make = [&]() -> std::optional<int> {
    if (made == 300) return std::nullopt;
    return ++made;
  };
  Ahead<int> ahead(make, 4);
  while (const auto value = ahead.next()) most_ahead = std::max(most_ahead, made - *value);
  // Those that wait, and the one that is in hand.
  EXPECT_LE(most_ahead, 4 + 1);
}

}  // namespace
}  // namespace cuetheque
