#include "core/archive_place.h"

#include <algorithm>
#include <fstream>
#include <set>

#include "core/files.h"
#include "core/keys.h"
#include "tests/core/archive_fixture.h"

namespace cuetheque::testing {
namespace {

namespace fs = std::filesystem;

/// Every file under a folder with its size and time.
std::set<std::string> listing(const fs::path& folder) {
  std::set<std::string> files;
  for (const auto& file : fs::recursive_directory_iterator(folder)) {
    const bool plain = file.symlink_status().type() == fs::file_type::regular;
    const auto time = plain ? file.last_write_time().time_since_epoch().count() : 0;
    files.insert(fmt::format("{} {} {}", file.path().string(), plain ? file.file_size() : 0, time));
  }
  return files;
}

void write_text(const fs::path& file, std::string_view text) {
  std::ofstream(file, std::ios::binary) << text;
}

TEST_F(ArchiveTest, AReaderCreatesAndChangesNothing) {
  once(*std::make_unique<Archive>(writer()), "add", [](Step& step) { step.put(new_name({name, 1}, "A")); });
  const auto before = listing(place());
  {
    auto archive = reader();
    EXPECT_TRUE(archive.find({name, 1}));
    EXPECT_THROW(static_cast<void>(archive.begin("alice", "set")), Error);
    archive.flush();
  }
  EXPECT_EQ(listing(place()), before);
}

// RELIABILITY.md L5
TEST_F(ArchiveTest, WhatIsNoArchiveIsSaidAndLeftAlone) {
  const auto good = *read_file(place() / "FORMAT");
  const auto uuid = good.substr(12);
  struct Case {
    const char* what;
    std::optional<std::string> format;
    const char* said;
  };
  const Case cases[] = {
      {"missing", std::nullopt, "no FORMAT"},
      {"empty", "", "damaged"},
      {"half-written", "cuetheque 1\n" + uuid.substr(0, 9), "damaged"},
      {"CRLF", "cuetheque 1\r\n" + uuid.substr(0, 36) + "\r\n", "damaged"},
      {"no number", "cuetheque x\n" + uuid, "damaged"},
      {"zero", "cuetheque 0\n" + uuid, "damaged"},
      {"another program's", "notmuch 1\n" + uuid, "damaged"},
      {"newer", "cuetheque 2\n" + uuid, "newer cuetheque (format 2)"},
      {"newer, with lines we do not know", "cuetheque 17\nwhatever\n", "newer cuetheque (format 17)"},
      {"another archive's", "cuetheque 1\n00000000-0000-4000-8000-000000000000\n", "different archives"},
  };
  for (const auto& [what, format, said] : cases) {
    fs::remove(place() / "FORMAT");
    if (format) write_text(place() / "FORMAT", *format);
    for (const auto access : {Archive::Access::read, Archive::Access::write}) {
      std::string words;
      EXPECT_EQ(cause_of([&] { static_cast<void>(Archive::open(place(), access)); }, &words), Cause::damaged) << what;
      EXPECT_NE(words.find(said), std::string::npos) << what << ": " << words;
    }
  }
  write_text(place() / "FORMAT", good);
  EXPECT_EQ(reader().uuid() + "\n", uuid);
}

// RELIABILITY.md L2
TEST_F(ArchiveTest, PathsThatHoldNoArchive) {
  fs::create_directory(folder() / "empty");
  write_text(folder() / "file", "x");
  fs::create_directory_symlink(folder() / "loop", folder() / "loop");
  fs::create_directory(folder() / "foreign");
  write_text(folder() / "foreign" / "letter.txt", "x");
  const auto before = listing(folder());
  for (const char* where : {"empty", "file", "file/below", "loop", "foreign", "nothing", "nothing/below"}) {
    for (const auto access : {Archive::Access::read, Archive::Access::write}) {
      std::string words;
      EXPECT_EQ(cause_of([&] { static_cast<void>(Archive::open(folder() / where, access)); }, &words), Cause::damaged)
          << where;
      EXPECT_NE(words.find("cuetheque init"), std::string::npos) << where << ": " << words;
    }
  }
  EXPECT_EQ(listing(folder()), before);
}

TEST_F(ArchiveTest, AnotherProgramsRocksDbIsNotAnArchive) {
  const auto before = *read_file(place() / "FORMAT");
  fs::remove_all(place() / "store");
  EXPECT_EQ(cause_of([&] { static_cast<void>(reader()); }), Cause::damaged) << "without a store";
  fs::create_directory(place() / "store");
  write_text(place() / "store" / "CURRENT", "MANIFEST-000001\n");
  write_text(place() / "store" / "MANIFEST-000001", "not a manifest");
  EXPECT_EQ(cause_of([&] { static_cast<void>(reader()); }), Cause::damaged);
  EXPECT_EQ(cause_of([&] { static_cast<void>(writer()); }), Cause::damaged);
  EXPECT_EQ(*read_file(place() / "FORMAT"), before);
}

TEST_F(ArchiveTest, CreatingSparesWhatIsThere) {
  EXPECT_EQ(cause_of([&] { Archive::create(place()); }), Cause::refused) << "an archive";
  fs::create_directory(folder() / "music");
  write_text(folder() / "music" / "a.flac", "x");
  EXPECT_EQ(cause_of([&] { Archive::create(folder() / "music"); }), Cause::refused) << "a folder with music";
  EXPECT_EQ(cause_of([&] { Archive::create(folder() / "music" / "a.flac"); }), Cause::refused) << "a file";
  EXPECT_EQ(cause_of([&] { Archive::create(folder() / "music" / "a.flac" / "b"); }), Cause::refused) << "below a file";
  EXPECT_TRUE(fs::exists(folder() / "music" / "a.flac"));
  Archive::create(folder() / "new" / "deep");
  EXPECT_EQ(Archive::open(folder() / "new" / "deep", Archive::Access::read).head().revision, 0U);
}

TEST_F(ArchiveTest, AnInterruptedCreationIsBegunAgain) {
  static_cast<void>(ArchivePlace::begin(folder() / "half"));
  EXPECT_EQ(cause_of([&] { static_cast<void>(Archive::open(folder() / "half", Archive::Access::read)); }),
            Cause::damaged);
  fs::create_directory(folder() / "half" / "store");
  write_text(folder() / "half" / "store" / "CURRENT", "torn");
  Archive::create(folder() / "half");
  EXPECT_EQ(Archive::open(folder() / "half", Archive::Access::read).head().revision, 0U);
  fs::create_directory(folder() / "hardly");
  write_text(folder() / "hardly" / "FORMAT.making.new", "cuethe");
  Archive::create(folder() / "hardly");
  EXPECT_EQ(Archive::open(folder() / "hardly", Archive::Access::read).head().revision, 0U);
}

TEST_F(ArchiveTest, TwoWritersInOneProcess) {
  const auto first = writer();
  std::string words;
  EXPECT_EQ(cause_of([&] { static_cast<void>(writer()); }, &words), Cause::busy);
  EXPECT_NE(words.find(fmt::format("(pid {} on ", ::getpid())), std::string::npos) << words;
}

TEST_F(ArchiveTest, ATamperedOrTornLogIsFoundNeverMisread) {
  {
    auto archive = writer();
    for (int i = 0; i < 50; ++i)
      once(archive, "add", [](Step& step) { step.put(new_name(step.take_id(name), std::string(500, 'x'))); });
  }
  fs::path log;
  for (const auto& file : fs::directory_iterator(place() / "store")) {
    if (file.path().extension() == ".log" && file.file_size() > 0) log = file.path();
  }
  ASSERT_FALSE(log.empty());
  const auto size = fs::file_size(log);
  fs::resize_file(log, size - 37);
  EXPECT_EQ(reader().head().revision, 99U) << "a torn tail loses the last write only";
  std::fstream(log, std::ios::in | std::ios::out | std::ios::binary)
      .seekp(static_cast<std::streamoff>(size / 2))
      .put('\x7f');
  EXPECT_EQ(cause_of([&] { static_cast<void>(reader()); }), Cause::damaged) << "damage in the middle is no torn tail";
}

}  // namespace
}  // namespace cuetheque::testing
