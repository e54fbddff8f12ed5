#include "search/shards.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "search/columns.h"
#include "tests/search/index_fixture.h"

namespace cuetheque {
namespace {

using ShardsTest = IndexTest;

std::string text_of(const Shard& shard) {
  std::string text;
  for (const auto& stretch : shard.stretches) text += fmt::format("{}-{} ", to_string(stretch.first), stretch.last);
  return text + fmt::format("= {}", shard.documents);
}

TEST_F(ShardsTest, CutsTheArchiveInTheOrderOfItsRecords) {
  EXPECT_EQ(shards_of(*archive, 4).size(), 1U) << "an empty archive";
  fill();
  std::vector<std::string> shards;
  for (const auto& shard : shards_of(*archive, 4)) shards.push_back(text_of(shard));
  EXPECT_EQ(shards,
            (std::vector<std::string>{"A1-2 = 4", "A3-3 C1-2 = 4", "C3-5 F1-1 = 4", "F2-3 N1-2 = 4", "N3-3 = 1"}));
}

TEST_F(ShardsTest, NumbersNeverMeet) {
  fill();
  for (const std::size_t part : {1, 3, 1000}) {
    Xapian::docid end = 0;
    for (const auto& shard : shards_of(*archive, part)) {
      EXPECT_GE(shard.first, std::max<Xapian::docid>(end, 8));
      EXPECT_EQ(shard.end % slice_documents, 0U) << "no slice of a column is two parts'";
      EXPECT_GT((shard.end - shard.first) / 8, shard.documents + 1'000) << "room for what comes meanwhile";
      end = shard.end;
    }
  }
}

TEST_F(ShardsTest, AreNotTooManyToBeJoined) {
  std::vector<Record> many;
  for (std::uint64_t number = 1; number <= 500; ++number) many.push_back(make(name, number, {{Field::name, "x"}}));
  put(*archive, many);
  const auto shards = shards_of(*archive, 1);
  EXPECT_LE(shards.size(), 48U);
  std::size_t documents = 0;
  for (const auto& shard : shards) documents += shard.documents;
  EXPECT_EQ(documents, 500U);
}

}  // namespace
}  // namespace cuetheque
