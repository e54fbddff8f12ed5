#include "core/archive.h"

#include "core/error.h"
#include "core/journal.h"
#include "core/keys.h"
#include "tests/core/archive_fixture.h"

namespace cuetheque::testing {
namespace {

TEST_F(ArchiveTest, StoresFindsAndKeepsAcrossProcesses) {
  Id id;
  {
    auto archive = writer();
    const auto number = once(archive, "name", [&](Step& step) {
      id = step.take_id(name);
      step.put(new_name(id, "Ennio Morricone"));
      EXPECT_EQ(step.ids_of(name_key("ennio morricone")), std::vector{id});
    });
    EXPECT_EQ(number, 1U);
    EXPECT_EQ(archive.head().revision, 2U);
    archive.flush();
  }
  const auto archive = reader();
  EXPECT_EQ(to_string(id), "N1");
  ASSERT_TRUE(archive.find(id));
  EXPECT_EQ(archive.find(id)->SerializeAsString(), new_name(id, "Ennio Morricone").SerializeAsString());
  EXPECT_EQ(archive.ids_of(name_key("ENNIO MORRICONE")), std::vector{id});
  EXPECT_FALSE(archive.find({name, 2}));
  EXPECT_TRUE(verify_chain(archive).empty());
}

TEST_F(ArchiveTest, AStepThatThrowsLeavesNothingAndUsesUpNoId) {
  auto archive = writer();
  auto operation = archive.begin("alice", "import");
  EXPECT_THROW(operation.step([](Step& step) {
    step.put(new_name(step.take_id(name), "Lost"));
    throw Error(Cause::refused, "on purpose");
  }),
               Error);
  EXPECT_EQ(archive.head().revision, 0U);
  EXPECT_EQ(operation.number(), 0U);
  Id id;
  EXPECT_TRUE(operation.step([&](Step& step) {
    id = step.take_id(name);
    step.put(new_name(id, "Kept"));
  }));
  EXPECT_EQ(id.number, 1U);
  EXPECT_TRUE(archive.ids_of(name_key("lost")).empty());
}

TEST_F(ArchiveTest, WhatChangesNothingIsNotWritten) {
  auto archive = writer();
  once(archive, "first", [](Step& step) {
    step.put(new_name(step.take_id(name), "A"));
    step.put_folder("music", "a", Folder());
  });
  const auto head = archive.head();
  auto operation = archive.begin("alice", "again");
  EXPECT_FALSE(operation.step([](Step& step) {
    step.put(new_name({name, 1}, "A"));
    step.put_folder("music", "a", Folder());
    step.remove({name, 77});
    static_cast<void>(step.take_id(name));
  }));
  operation.finish("nothing");
  EXPECT_EQ(archive.head(), head);
  EXPECT_FALSE(archive.open_operation());
}

// The environment, a command line and a file name are bytes; protobuf's text is UTF-8 or nothing can be read again.
TEST_F(ArchiveTest, BytesThatAreNoTextDoNotMakeItUnreadable) {
  const std::string bad =
      "b\xff"
      "d";
  auto archive = writer();
  auto operation = archive.begin(bad, "cuetheque set " + bad);
  operation.step([](Step& step) { step.put(new_name({name, 1}, "A")); });
  operation.finish("done");
  EXPECT_EQ(archive.entry(1)->user(),
            "b\ufffd"
            "d");
  EXPECT_EQ(archive.entry(1)->command(),
            "cuetheque set b\ufffd"
            "d");
  auto next = archive.begin("alice", "set");
  EXPECT_EQ(cause_of([&] { next.step([&](Step& step) { step.put(new_name({name, 2}, bad)); }); }), Cause::bug);
  EXPECT_EQ(cause_of([&] {
              next.step([&](Step& step) {
                Root root;
                root.set_name(bad);
                step.put_root(root);
              });
            }),
            Cause::bug);
  EXPECT_FALSE(archive.find({name, 2}));
  EXPECT_TRUE(archive.roots().empty());
}

TEST_F(ArchiveTest, KeysFollowTheRecord) {
  auto archive = writer();
  once(archive, "add", [](Step& step) { step.put(new_name({name, 1}, "Old")); });
  once(archive, "change", [](Step& step) {
    step.put(new_name({name, 1}, "New"));
    EXPECT_TRUE(step.ids_of(name_key("old")).empty());
    EXPECT_EQ(step.ids_of(name_key("new")).size(), 1U);
    step.put(new_name({name, 2}, "New"));
    EXPECT_EQ(step.ids_of(name_key("new"), 1), (std::vector{Id{name, 1}}));
  });
  EXPECT_EQ(archive.ids_of(name_key("new")).size(), 2U);
  EXPECT_EQ(archive.ids_of(name_key("new"), 1), (std::vector{Id{name, 1}}));
  once(archive, "remove", [](Step& step) { step.remove({name, 2}); });
  EXPECT_TRUE(archive.ids_of(name_key("old")).empty());
  once(archive, "remove", [](Step& step) { step.remove({name, 1}); });
  EXPECT_TRUE(archive.ids_of(name_key("new")).empty());
  EXPECT_FALSE(archive.find({name, 1}));
  Id next;
  once(archive, "add", [&](Step& step) { step.put(new_name(next = step.take_id(name), "Next")); });
  EXPECT_EQ(next.number, 3U) << "an id is never given again";
}

TEST_F(ArchiveTest, FindsTheAlbumOfATrackAndManyAtOnce) {
  auto archive = writer();
  once(archive, "import", [](Step& step) {
    auto one = new_record(step.take_id(album));
    one.add_tracks()->set_id(step.take_id(track).number);
    one.add_tracks()->set_id(step.take_id(track).number);
    step.put(one);
    EXPECT_EQ(step.album_of({track, 2}), (Id{album, 1}));
  });
  EXPECT_EQ(archive.album_of({track, 1}), (Id{album, 1}));
  EXPECT_FALSE(archive.album_of({track, 3}));
  EXPECT_FALSE(archive.find({track, 1}));
  const std::vector<Id> asked{{album, 9}, {album, 1}, {name, 1}};
  const auto found = archive.find(asked);
  ASSERT_EQ(found.size(), 3U);
  EXPECT_FALSE(found[0]);
  EXPECT_EQ(found[1]->tracks_size(), 2);
  EXPECT_FALSE(found[2]);
}

TEST_F(ArchiveTest, FoldersAndRootsAreRemembered) {
  auto archive = writer();
  Folder seen;
  seen.add_entries()->set_name("a.flac");
  Root root;
  root.set_name("music");
  root.set_mount("/media/music");
  once(archive, "import", [&](Step& step) {
    step.put_folder("music", "x/y", seen);
    step.put_root(root);
  });
  EXPECT_EQ(archive.folder("music", "x/y")->entries(0).name(), "a.flac");
  EXPECT_FALSE(archive.folder("music", "x"));
  ASSERT_EQ(archive.roots().size(), 1U);
  EXPECT_EQ(archive.roots()[0].mount(), "/media/music");
  once(archive, "forget", [&](Step& step) { step.remove_folder("music", "x/y"); });
  EXPECT_FALSE(archive.folder("music", "x/y"));
}

TEST_F(ArchiveTest, VisitsAKindInOrderOfId) {
  auto archive = writer();
  once(archive, "add", [](Step& step) {
    for (const std::uint64_t number : {300, 2, 65536, 1}) step.put(new_name({name, number}, "x"));
    step.put(new_record({cue, 1}));
  });
  std::vector<std::uint64_t> seen;
  archive.each(name, [&](const Record& record) {
    seen.push_back(record.id());
    return seen.size() < 3;
  });
  EXPECT_EQ(seen, (std::vector<std::uint64_t>{1, 2, 300}));
  seen.clear();
  archive.each(Id{name, 3}, [&](const Record& record) {
    seen.push_back(record.id());
    return true;
  });
  EXPECT_EQ(seen, (std::vector<std::uint64_t>{300, 65536}));
}

TEST_F(ArchiveTest, StampsAreTheOperationsNumber) {
  auto archive = writer();
  auto operation = archive.begin("alice", "import");
  for (int i = 0; i < 3; ++i) {
    operation.step([&](Step& step) {
      EXPECT_EQ(step.operation(), 1U);
      step.put(new_name(step.take_id(name), "x"));
    });
  }
  EXPECT_EQ(operation.number(), 1U);
  operation.finish("three");
  std::vector<bool> first;
  archive.journal(1, [&](const JournalEntry& entry) {
    EXPECT_EQ(entry.operation(), 1U);
    EXPECT_EQ(entry.last(), entry.revision() == 4);
    first.push_back(entry.first());
    return true;
  });
  EXPECT_EQ(first, (std::vector{true, false, false, false}));
}

TEST_F(ArchiveTest, AnOperationLeftOpenIsSeenResumedOrClosedByTheNext) {
  {
    auto archive = writer();
    auto operation = archive.begin("alice", "import a");
    operation.step([](Step& step) { step.put(new_name(step.take_id(name), "a")); });
  }
  {
    auto archive = writer();
    ASSERT_TRUE(archive.open_operation());
    EXPECT_EQ(archive.open_operation()->command(), "import a");
    auto operation = archive.resume();
    ASSERT_TRUE(operation);
    operation->step([](Step& step) { step.put(new_name(step.take_id(name), "b")); });
    EXPECT_EQ(operation->number(), 1U);
  }
  auto archive = writer();
  auto next = archive.begin("bob", "set");
  EXPECT_TRUE(archive.open_operation()) << "nothing is written before the first step";
  next.step([](Step& step) {
    EXPECT_EQ(step.operation(), 4U);
    step.put(new_name(step.take_id(name), "c"));
  });
  EXPECT_EQ(next.number(), 4U);
  EXPECT_EQ(archive.open_operation()->command(), "set");
  next.finish("1 name");
  EXPECT_FALSE(archive.open_operation());
  EXPECT_TRUE(archive.entry(3)->interrupted());
  EXPECT_EQ(archive.entry(3)->operation(), 1U);
  const auto list = operations(archive);
  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(list[0].summary, "1 name");
  EXPECT_EQ(list[1].steps, 2U);
  EXPECT_EQ(list[1].records, 2U);
  EXPECT_TRUE(list[1].interrupted);
  EXPECT_TRUE(verify_chain(archive).empty());
}

}  // namespace
}  // namespace cuetheque::testing
