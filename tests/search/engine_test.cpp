#include "search/engine.h"

#include <cerrno>
#include <gtest/gtest.h>

#include "core/error.h"
#include "search/last_words.h"

namespace cuetheque {
namespace {

const std::filesystem::path place = "/archive/index";

template <typename Failure>
Error ours(const std::string& message, int number = 0) {
  try {
    throw_as_ours(number != 0 ? Failure(message, number) : Failure(message), place);
  } catch (const Error& error) {
    return error;
  }
}

TEST(XapiansErrors, AreOursByWhatTheySay) {
  struct Case {
    Error error;
    Cause cause;
    std::string_view said;
  };
  using Database = Xapian::DatabaseError;
  using Corrupt = Xapian::DatabaseCorruptError;
  using Opening = Xapian::DatabaseOpeningError;
  using Lock = Xapian::DatabaseLockError;
  const Case cases[] = {
      {ours<Database>("Error writing block 67", ENOSPC), Cause::refused, "no space left on "},
      {ours<Database>("Error writing block 67", EDQUOT), Cause::refused, "no space left on "},
      {ours<Database>("Error writing block 67", EIO), Cause::refused, "Input/output error"},
      {ours<Database>("Error writing block 67", EFBIG), Cause::refused, "File too large"},
      {ours<Database>("Commit failed", ENODEV), Cause::refused, "Commit failed (No such device)"},
      {ours<Opening>("/x/v.tmp: Couldn't write new rev file", EROFS), Cause::refused, "read-only media"},
      {ours<Opening>("/x/iamglass: Failed to open glass revision file for reading", EACCES), Cause::refused,
       "permission denied"},
      {ours<Opening>("/x/iamglass: Failed to open glass revision file for reading", ENOENT), Cause::damaged,
       "No such file"},
      {ours<Opening>("Failed to create iamglass file"), Cause::refused, "Failed to create"},
      {ours<Opening>("/x/postlist.glass", EISDIR), Cause::damaged, "Is a directory"},
      {ours<Database>("Modifications failed (DatabaseError: Error writing block 4 (No space left on device)), and "
                      "couldn't open at the old revision: Error writing block 0"),
       Cause::refused, "no space left on "},
      {ours<Corrupt>("Couldn't read enough (EOF)"), Cause::damaged, "damaged"},
      {ours<Corrupt>("Rev file magic incorrect"), Cause::damaged, "damaged"},
      {ours<Xapian::DatabaseVersionError>("Database is format version 20150101"), Cause::damaged, "20150101"},
      {ours<Xapian::DatabaseModifiedError>("The revision being read has been discarded"), Cause::damaged, "changing"},
      {ours<Lock>("Unable to get write lock on /x: already locked"), Cause::busy, "another process"},
      {ours<Lock>("Unable to get write lock on /x: Couldn't open lockfile: Read-only file system"), Cause::refused,
       "read-only media"},
      {ours<Lock>("Unable to get write lock on /x: too many open files"), Cause::refused, "too many open files"},
      {ours<Lock>("Unable to get write lock on /x: locking probably not supported by this FS"), Cause::refused,
       "not supported"},
      {ours<Xapian::WildcardError>("Wildcard a* expands to more than 100 terms"), Cause::usage, "a*"},
      {ours<Xapian::InvalidArgumentError>("Term too long"), Cause::bug, "Term too long"},
  };
  for (const auto& [error, cause, said] : cases) {
    EXPECT_EQ(error.cause(), cause) << error.what();
    EXPECT_NE(std::string_view(error.what()).find(said), std::string_view::npos) << error.what();
    const bool about_the_index = cause == Cause::damaged || cause == Cause::refused || cause == Cause::busy;
    EXPECT_EQ(error.where(), about_the_index ? place.string() : "") << error.what();
  }
}

/// As Xapian's own that writes values: what flies out of it is not caught.
class ThrowsWhereNothingMay {
 public:
  ThrowsWhereNothingMay() = default;
  ThrowsWhereNothingMay(const ThrowsWhereNothingMay&) = delete;
  ThrowsWhereNothingMay& operator=(const ThrowsWhereNothingMay&) = delete;
  ~ThrowsWhereNothingMay() { fail(); }

 private:
  static void fail() {
    errno = ENOSPC;
    throw Xapian::DatabaseError("Error writing block 4", ENOSPC);
  }
};

TEST(XapiansWritingDeathTest, EndsTheProcessWithTheReasonWhereThereIsNoWayBack) {
  const auto refused = ::testing::ExitedWithCode(static_cast<int>(Cause::refused));
  const auto reason = "^cuetheque: /archive/index: no space left on .*\n  the archive itself is whole: .*\n$";
  EXPECT_EXIT(write_or_end(place, [] { const ThrowsWhereNothingMay values; }), refused, reason);
  EXPECT_EXIT(write_or_end(place,
                           [] {
                             throw Xapian::DatabaseError(
                                 "Modifications failed (Error writing block 4 (No space left on device)), and couldn't "
                                 "open at the old revision: Error writing block 0");
                           }),
              refused, reason);
}

TEST(XapiansWritingDeathTest, LeavesOtherEndsAsTheyAre) {
  EXPECT_THROW(write_or_end(place, [] { throw Xapian::DatabaseError("Error writing block 4", ENOSPC); }),
               Xapian::DatabaseError);
  EXPECT_EXIT(std::terminate(), ::testing::KilledBySignal(SIGABRT), "") << "after a write that was none";
}

}  // namespace
}  // namespace cuetheque
