#include "core/store.h"

#include <filesystem>

#include "core/store_keys.h"
#include "tests/core/archive_fixture.h"

namespace cuetheque::testing {
namespace {

using StoreTest = ArchiveTest;

StoreChange put(std::string key, std::string value = {}) {
  return {Shelf::folders, std::move(key), std::move(value)};
}

TEST_F(StoreTest, KeysWithAPrefix) {
  auto store = Store::open_writer(place() / "store");
  store.apply(
      {put("a"), put("ab"), put("b"), put("\xff"), put("\xff\xff"), put("\xff\xff\x01"), put(std::string("a\0x", 3))});
  struct Case {
    std::string prefix;
    std::vector<std::string> keys;
  };
  const Case cases[] = {
      {"a", {"a", std::string("a\0x", 3), "ab"}},
      {std::string("a\0", 2), {std::string("a\0x", 3)}},
      {"b", {"b"}},
      {"c", {}},
      {"\xff", {"\xff", "\xff\xff", "\xff\xff\x01"}},
      {"\xff\xff", {"\xff\xff", "\xff\xff\x01"}},
  };
  for (const auto& [prefix, keys] : cases) EXPECT_EQ(keys_with(store, Shelf::folders, prefix), keys) << prefix;
  EXPECT_EQ(keys_with(store, Shelf::folders, "").size(), 7U);
}

TEST_F(StoreTest, GetsManyAtOnceAndWalksBothWays) {
  auto store = Store::open_writer(place() / "store");
  store.apply({put("1", "one"), put("2", "two"), put("3", "three")});
  store.apply({{Shelf::folders, "2", std::nullopt}});
  const std::vector<std::string> keys{"3", "2", "1"};
  EXPECT_EQ(store.get(Shelf::folders, keys), (std::vector<std::optional<std::string>>{"three", std::nullopt, "one"}));
  EXPECT_FALSE(store.get(Shelf::records, "1")) << "each shelf is its own";
  std::string walked;
  store.each(Shelf::folders, "2", [&](std::string_view key, std::string_view) {
    walked += key;
    return true;
  });
  store.each_backwards(Shelf::folders, [&](std::string_view key, std::string_view) {
    walked += key;
    return true;
  });
  EXPECT_EQ(walked, "331");
}

// Every open reads every file: a thousand small edits must not leave a thousand of them.
TEST_F(StoreTest, ManySmallFlushesLeaveFewFiles) {
  auto store = Store::open_writer(place() / "store");
  for (std::uint64_t number = 1; number <= 100; ++number) {
    StoreBatch batch;
    for (const auto shelf : {Shelf::journal, Shelf::before})
      batch.push_back({shelf, big_endian(number), std::string("x")});
    store.apply(batch);
    store.flush();
  }
  std::size_t tables = 0;
  for (const auto& file : std::filesystem::directory_iterator(place() / "store"))
    if (file.path().extension() == ".sst") ++tables;
  EXPECT_LT(tables, 60U);
}

TEST(StoreKeys, NumbersSortAsBytes) {
  std::string before;
  for (const std::uint64_t number : {0ULL, 1ULL, 255ULL, 256ULL, 65536ULL, 1ULL << 40U, ~0ULL}) {
    const auto bytes = big_endian(number);
    EXPECT_EQ(bytes.size(), 8U);
    EXPECT_EQ(number_of(bytes), number);
    EXPECT_LE(before, bytes);
    before = bytes;
  }
  EXPECT_EQ(number_of("short"), 0U);
}

}  // namespace
}  // namespace cuetheque::testing
