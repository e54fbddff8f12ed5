#include <array>
#include <chrono>
#include <cstdlib>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <thread>

#include "core/journal.h"
#include "core/store_keys.h"
#include "tests/core/archive_fixture.h"

extern char** environ;

namespace cuetheque::testing {
namespace {

using ProcessTest = ArchiveTest;

constexpr const char* place_variable = "CUETHEQUE_TEST_PLACE";
constexpr std::uint64_t names_a_step = 20;

/// Not a test: the writer of the tests below, in a process of its own (RocksDB's threads do not survive a fork). It
/// adds names until it is killed and keeps count of them in F1, so that a reader can tell a hole.
TEST(DISABLED_Writer, AddsNamesForEver) {
  const char* place = std::getenv(place_variable);
  if (place == nullptr) GTEST_SKIP() << "only with " << place_variable;
  auto archive = Archive::open(place, Archive::Access::write, {}, std::size_t{256} << 10U);
  auto operation = archive.begin("writer", "import");
  for (;;) {
    operation.step([](Step& step) {
      Id id;
      for (std::uint64_t i = 0; i < names_a_step; ++i)
        step.put(new_name(id = step.take_id(name), std::string(200, 'x')));
      auto count = new_record({production, 1});
      count.set_created(id.number);
      step.put(count);
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
}

class OtherWriter {
 public:
  explicit OtherWriter(const std::filesystem::path& place) {
    ::setenv(place_variable, place.c_str(), 1);
    std::string program = "/proc/self/exe";
    std::string filter = "--gtest_filter=DISABLED_Writer.AddsNamesForEver";
    std::string disabled = "--gtest_also_run_disabled_tests";
    std::array<char*, 4> arguments{program.data(), filter.data(), disabled.data(), nullptr};
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    EXPECT_EQ(::posix_spawn(&pid_, program.c_str(), &actions, nullptr, arguments.data(), environ), 0);
    ::posix_spawn_file_actions_destroy(&actions);
  }
  OtherWriter(const OtherWriter&) = delete;
  OtherWriter& operator=(const OtherWriter&) = delete;
  ~OtherWriter() { kill(); }

  void kill() {
    if (pid_ == 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    pid_ = 0;
  }
  [[nodiscard]] pid_t pid() const { return pid_; }
  [[nodiscard]] bool runs() const { return ::waitpid(pid_, nullptr, WNOHANG) == 0; }

 private:
  pid_t pid_ = 0;
};

/// Waits until the other process has landed a step.
void wait_for_steps(const std::filesystem::path& place) {
  for (int left = 600; left > 0; --left) {
    if (Archive::open(place, Archive::Access::read).head().revision > 2) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  FAIL() << "the other writer does not write";
}

TEST_F(ProcessTest, ReadersBesideAWriterSeeWholeStates) {
  OtherWriter other(place());
  wait_for_steps(place());
  Revision first = 0;
  Revision last = 0;
  const auto start = std::chrono::steady_clock::now();
  int opens = 0;
  for (; opens < 500 && std::chrono::steady_clock::now() - start < std::chrono::seconds(30); ++opens) {
    const auto store = Store::open_reader(place() / "store");
    const auto head = store.get(Shelf::meta, head_key);
    const auto revision = number_of(*head);
    const auto names = keys_with(store, Shelf::records, std::string(1, static_cast<char>(name))).size();
    ASSERT_EQ(names, revision * names_a_step) << "a hole at open " << opens;
    ASSERT_EQ(keys_with(store, Shelf::journal, "").size(), revision);
    ASSERT_GE(revision, last);
    last = revision;
    if (first == 0) first = revision;
  }
  const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - start;
  RecordProperty("milliseconds_a_reader", std::to_string(spent.count() / opens));
  EXPECT_GE(opens, 20) << "in half a minute, on any machine";
  EXPECT_TRUE(other.runs());
  EXPECT_GT(last, first) << "the writer went on meanwhile";
  const auto archive = reader();
  EXPECT_TRUE(verify_chain(archive).empty());
  EXPECT_EQ(archive.find({production, 1})->created(), archive.head().revision * names_a_step);
}

TEST_F(ProcessTest, ASecondWriterIsToldWhoWritesAndMayWait) {
  OtherWriter other(place());
  wait_for_steps(place());
  std::string words;
  EXPECT_EQ(cause_of([&] { static_cast<void>(writer()); }, &words), Cause::busy);
  EXPECT_NE(words.find(fmt::format("(pid {} on ", other.pid())), std::string::npos) << words;
  EXPECT_NE(words.find("--wait"), std::string::npos) << words;
  std::thread killer([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    other.kill();
  });
  const auto archive = Archive::open(place(), Archive::Access::write, std::chrono::seconds(60));
  killer.join();
  EXPECT_GT(archive.head().revision, 0U);
}

TEST_F(ProcessTest, AKilledWriterLeavesWholeStepsAndAnOpenOperation) {
  OtherWriter other(place());
  wait_for_steps(place());
  other.kill();
  auto archive = writer();
  const auto revision = archive.head().revision;
  ASSERT_TRUE(archive.open_operation());
  EXPECT_EQ(archive.open_operation()->revision(), 1U);
  EXPECT_EQ(archive.find({production, 1})->created(), revision * names_a_step);
  EXPECT_TRUE(verify_chain(archive).empty());
  const auto number = once(archive, "set", [](Step& step) { step.put(new_name({name, 1}, "A")); });
  EXPECT_EQ(number, revision + 2) << "the entry before it closes what was open";
  EXPECT_TRUE(archive.entry(revision + 1)->interrupted());
  EXPECT_FALSE(archive.open_operation());
}

}  // namespace
}  // namespace cuetheque::testing
