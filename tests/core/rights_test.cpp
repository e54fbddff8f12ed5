#include "core/rights.h"

#include <gtest/gtest.h>

namespace cuetheque {
namespace {

TEST(Right, IsReadAndWrittenInItsNormalForm) {
  struct Row {
    std::string_view written;
    std::string_view kept;  ///< empty: not understood
  };
  const Row rows[] = {
      {"master: Cinevox Record, in DE AT, for film and tv, until 2028-12-31, cleared",
       "master: Cinevox Record, in DE AT, for film and tv, until 2028-12-31, cleared"},
      {"Master", "master"},
      {"master, cleared", "master, cleared"},
      {" MASTER :Cinevox , CLEARED , UNTIL 2028 , IN de ", "master: Cinevox, in DE, until 2028, cleared"},
      {"publishing: 植松伸夫, in World, perpetual, requested", "publishing: 植松伸夫, in world, perpetual, requested"},
      {"synchronisation, refused", "synchronisation, refused"},
      {"master: Intrada, until 2028-06", "master: Intrada, until 2028-06"},
      {"", ""},
      {"owner: Cinevox", ""},
      {"master: Cinevox, cleard", ""},
      {"master: Cinevox, Ltd, cleared", ""},
      {"master, in Germany", ""},
      {"master, in", ""},
      {"master, until whenever", ""},
      {"master, until 2028-13-40", ""},
      {"master, until 2028, perpetual", ""},
      {"master, cleared, refused", ""},
      {"master, in DE, in AT", ""},
      {"master, for film, for tv", ""},
  };
  for (const auto& row : rows) {
    const auto right = parse_right(row.written);
    EXPECT_EQ(right ? text_of(*right) : "", row.kept) << row.written;
    EXPECT_EQ(right ? parse_right(text_of(*right)) : std::nullopt, right) << row.written;
  }
}

TEST(Right, IsAtMostSoLong) {
  EXPECT_TRUE(parse_right("master: " + std::string(160, 'a')));
  EXPECT_FALSE(parse_right("master: " + std::string(200, 'a')));
  EXPECT_FALSE(parse_right("master:" + std::string(165, 'a') + ",cleared")) << "it would grow to more";
  EXPECT_TRUE(parse_right("master" + std::string(300, ' ') + ", cleared"));
}

}  // namespace
}  // namespace cuetheque
