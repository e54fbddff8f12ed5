#include "core/elements.h"

#include <gtest/gtest.h>

#include "core/error.h"
#include "core/undo_merge.h"
#include "tests/core/random_record.h"

namespace cuetheque::testing {
namespace {

TEST(Elements, ARecordCutUpAndPutTogetherIsTheSameBytes) {
  for (std::uint32_t seed = 0; seed < 500; ++seed) {
    const auto record = RandomRecord(seed).make();
    ASSERT_EQ(from_elements(elements_of(record)).SerializeAsString(), record.SerializeAsString()) << "seed " << seed;
  }
}

TEST(Elements, ABeforeImageLeadsBackToTheOldRecord) {
  for (std::uint32_t seed = 0; seed < 150; ++seed) {
    const auto old = RandomRecord(seed).make();
    const auto now = RandomRecord(seed + 10000).make();
    const auto back = rewound(elements_of(now), before_image(old, now));
    ASSERT_EQ(from_elements(*back).SerializeAsString(), old.SerializeAsString()) << "seed " << seed;
    EXPECT_FALSE(rewound(elements_of(now), before_image(std::nullopt, now)));
    const auto undeleted = rewound(std::nullopt, before_image(old, std::nullopt));
    ASSERT_EQ(from_elements(*undeleted).SerializeAsString(), old.SerializeAsString());
  }
}

TEST(Elements, ABeforeImageHoldsOnlyWhatChanged) {
  Record old;
  old.set_id(1);
  for (std::uint32_t field = 1; field < 50; ++field) {
    auto& statement = *old.add_statements();
    statement.set_field(field);
    statement.add_values(std::string(100, 'x'));
  }
  auto now = old;
  now.mutable_statements(7)->set_values(0, "y");
  const auto before = before_image(old, now);
  ASSERT_EQ(before.elements_size(), 1);
  EXPECT_LT(before.ByteSizeLong(), 200U);
}

// Origins are pointed to by index in a record; taking one away must not turn the statements after it over to another
// origin.
TEST(Elements, TakingAnOriginAwayKeepsWhatOthersPointTo) {
  Record record;
  for (const char* person : {"alice", "bob", "carol"}) record.add_origins()->set_person(person);
  auto& statement = *record.add_statements();
  statement.add_origins(2);
  auto elements = elements_of(record);
  auto without = record;
  without.mutable_origins()->DeleteSubrange(0, 2);
  without.mutable_statements(0)->set_origins(0, 0);
  const auto before = before_image(record, without);
  EXPECT_EQ(before.elements_size(), 3) << "two origins and their order, not the statement";
}

TEST(Elements, ForeignPartsAreDamage) {
  const auto whole = elements_of(RandomRecord(3).make());
  for (const auto& [key, value] :
       Elements{{"q", "x"}, {"Sxx", "\xff\xff"}, {std::string("s") + std::string(12, 'z') + "key", ""}}) {
    auto bad = whole;
    bad[key] = value;
    EXPECT_THROW(static_cast<void>(from_elements(bad)), Error) << key;
  }
}

TEST(Elements, OrdersArePutTogether) {
  const auto order = [](std::initializer_list<const char*> keys) {
    ElementValue value;
    for (const auto* key : keys) value.add_order(key);
    return value.SerializeAsString();
  };
  EXPECT_EQ(merged_order(order({"a", "b", "c"}), order({"a", "c", "d"})), order({"a", "b", "c", "d"}));
  EXPECT_EQ(merged_order(order({"x", "a"}), order({"a"})), order({"x", "a"}));
  EXPECT_EQ(merged_order(order({}), order({"a"})), order({"a"}));
  EXPECT_EQ(merged_order(order({"a", "b"}), order({"b", "a"})), order({"b", "a"}));
}

}  // namespace
}  // namespace cuetheque::testing
