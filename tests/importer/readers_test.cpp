#include "importer/readers.h"

#include <fstream>
#include <gtest/gtest.h>

namespace cuetheque {
namespace {

TEST(Readers, nothing_in_flight_gives_nothing) {
  Readers readers(CUETHEQUE_READER, 1);
  EXPECT_EQ(readers.in_flight(), 0U);
  EXPECT_FALSE(readers.next().has_value());
}

TEST(Readers, a_missing_file_comes_back_failed) {
  Readers readers(CUETHEQUE_READER, 2);
  readers.submit(7, "/nowhere/at/all.mp3");
  const auto result = readers.next();
  ASSERT_TRUE(result.has_value());
  EXPECT_EQ(result->ticket, 7U);
  EXPECT_EQ(result->reading.failed(), "cannot be opened: No such file or directory");
  EXPECT_FALSE(readers.next().has_value());
}

}  // namespace
}  // namespace cuetheque
