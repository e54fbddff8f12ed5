#include "core/date.h"

#include <gtest/gtest.h>

namespace cuetheque {
namespace {

struct Case {
  const char* written;
  const char* text;
  bool odd;
};

constexpr Case cases[] = {
    {"1958", "1958", false},
    {"1958-05", "1958-05", false},
    {"1958-05-09", "1958-05-09", false},
    {" 1958-5-9 ", "1958-05-09", false},
    {"1996-11-12T00:00:00Z", "1996-11-12", false},
    {"1996-11-12 10:20", "1996-11-12", false},
    {"1996-00-00", "1996", false},
    {"1996-07-00", "1996-07", false},
    {"1996-01-01T00:00:00Z", "1996-01-01", false},
    {"19961112", "1996-11-12", false},
    {"2011/04/05", "2011-04-05", false},
    {"2011.04.05", "2011-04-05", false},
    {"2012-02-29", "2012-02-29", false},
    {"2011-02-29", "2011-02", true},
    {"1900-02-29", "1900-02", true},
    {"1996-13-01", "1996", true},
    {"07.08.2010", "2010", true},
    {"07/08/2010", "2010", true},
    {"May 1958", "1958-05", false},
    {"Oct 3, 1995", "1995-10-03", false},
    {"3rd October 1995", "1995-10-03", false},
    {"31 Sept. 1995", "1995-09", true},
    {"12-Nov-1996", "1996-11-12", false},
    {"Mar 1958, May 1959", "1958", true},
    {"Ma 1958", "1958", true},
    {"3 1958", "1958", true},
    {"1958-1965", "1958", true},
    {"1996-05/06", "1996", true},
    {"c1958", "1958", true},
};

TEST(Date, KeepsThePrecisionItWasGivenIn) {
  for (const auto& one : cases) {
    const auto date = parse_date(one.written);
    ASSERT_TRUE(date) << one.written;
    EXPECT_EQ(date->text, one.text) << one.written;
    EXPECT_EQ(!date->remark.empty(), one.odd) << one.written << ": " << date->remark;
  }
}

TEST(Date, IsNoneWithoutAYear) {
  for (const auto* written : {"", " ", "0000", "0000-00-00", "unknown", "58", "123", "195", "12345", "07.08.10"})
    EXPECT_FALSE(parse_date(written)) << written;
}

TEST(Date, HasAYear) {
  EXPECT_EQ(year_of(*parse_date("1958-05-09")), 1958);
}

}  // namespace
}  // namespace cuetheque
