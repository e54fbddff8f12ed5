#include "core/journal.h"

#include "core/store.h"
#include "core/store_keys.h"
#include "tests/core/archive_fixture.h"

namespace cuetheque::testing {
namespace {

using JournalTest = ArchiveTest;

JournalEntry sample() {
  JournalEntry entry;
  entry.set_revision(3);
  entry.set_operation(2);
  entry.set_previous_chain("before");
  entry.set_time_ms(5);
  entry.set_user("alice");
  entry.set_command("set");
  entry.add_changed(7);
  entry.set_digest("digest");
  return entry;
}

TEST_F(JournalTest, TheChainCoversAllAnEntrySays) {
  const std::vector<std::function<void(JournalEntry&)>> changes{
      [](auto& e) { e.set_revision(4); },         [](auto& e) { e.set_operation(1); },
      [](auto& e) { e.set_previous_chain("x"); }, [](auto& e) { e.set_time_ms(6); },
      [](auto& e) { e.set_user("alic"); },        [](auto& e) { e.set_user("alices"); },
      [](auto& e) { e.set_command("et"); },       [](auto& e) { e.set_changed(0, 8); },
      [](auto& e) { e.add_changed(0); },          [](auto& e) { e.set_digest("x"); },
      [](auto& e) { e.set_first(true); },         [](auto& e) { e.set_last(true); },
      [](auto& e) { e.set_partial(true); },       [](auto& e) { e.set_interrupted(true); },
      [](auto& e) { e.set_undoes(1); },           [](auto& e) { e.set_summary("x"); },
  };
  for (std::size_t i = 0; i < changes.size(); ++i) {
    auto entry = sample();
    changes[i](entry);
    EXPECT_NE(chain_of(entry), chain_of(sample())) << "change " << i;
  }
  EXPECT_EQ(hex(bytes_of(Digest().add_raw("abc").finish())),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_F(JournalTest, AChangedLostOrReorderedStepIsFound) {
  std::vector<std::string> entries;
  {
    auto archive = writer();
    for (int i = 0; i < 4; ++i) once(archive, "add", [](Step& step) { step.put(new_name(step.take_id(name), "A")); });
    ASSERT_TRUE(verify_chain(archive).empty());
    archive.journal(1, [&](const JournalEntry& entry) {
      entries.push_back(entry.SerializeAsString());
      return true;
    });
  }
  const auto findings_with = [&](Revision revision, std::optional<std::string> bytes) {
    {
      auto store = Store::open_writer(place() / "store");
      store.apply({{Shelf::journal, big_endian(revision), std::move(bytes)}});
    }
    const auto findings = verify_chain(reader());
    auto store = Store::open_writer(place() / "store");
    store.apply({{Shelf::journal, big_endian(revision), entries[revision - 1]}});
    return findings.size();
  };
  JournalEntry forged;
  forged.ParseFromString(entries[3]);
  forged.set_user("mallory");
  EXPECT_GT(findings_with(4, forged.SerializeAsString()), 0U);
  forged.set_chain(bytes_of(chain_of(forged)));
  EXPECT_GT(findings_with(4, forged.SerializeAsString()), 0U) << "the next entry knows the chain as it was";
  EXPECT_GT(findings_with(4, std::nullopt), 0U);
  EXPECT_GT(findings_with(8, std::nullopt), 0U) << "the head knows the last";
  EXPECT_GT(findings_with(3, entries[4]), 0U);
  EXPECT_TRUE(verify_chain(reader()).empty()) << "all put back";
}

TEST_F(JournalTest, TimeNeverGoesBack) {
  const std::int64_t far_future = 4'102'444'800'000;
  {
    auto store = Store::open_writer(place() / "store");
    store.apply({{Shelf::meta, std::string(time_key), big_endian(static_cast<std::uint64_t>(far_future))}});
  }
  auto archive = writer();
  once(archive, "add", [](Step& step) { step.put(new_name({name, 1}, "A")); });
  EXPECT_EQ(archive.entry(1)->time_ms(), far_future);
}

TEST_F(JournalTest, ListsTheNewestOperations) {
  auto archive = writer();
  for (const char* command : {"one", "two", "three"}) {
    once(archive, command, [](Step& step) {
      for (int i = 0; i < 3; ++i) step.put(new_name(step.take_id(name), "A"));
    });
  }
  const auto two = operations(archive, 2);
  ASSERT_EQ(two.size(), 2U);
  EXPECT_EQ(two[0].command, "three");
  EXPECT_EQ(two[1].command, "two");
  EXPECT_EQ(two[1].records, 3U);
  EXPECT_EQ(two[1].steps, 1U);
  EXPECT_EQ(two[1].number, 3U);
  EXPECT_EQ(two[1].user, "alice");
  EXPECT_FALSE(two[1].open);
  EXPECT_EQ(operations(archive).size(), 3U);
}

}  // namespace
}  // namespace cuetheque::testing
