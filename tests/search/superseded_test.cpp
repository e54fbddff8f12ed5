#include "search/superseded.h"

#include <gtest/gtest.h>
#include <limits>
#include <random>

#include "search/flags.h"
#include "search/matcher.h"

namespace cuetheque {
namespace {

using Documents = std::set<Xapian::docid>;

TEST(Superseded, ReadsWhatItWrote) {
  constexpr auto highest = std::numeric_limits<Xapian::docid>::max();
  std::mt19937 chance(7);
  Documents many;
  for (int i = 0; i < 2'000; ++i) many.insert(std::uniform_int_distribution<Xapian::docid>(1, 1'000'000)(chance));
  for (const auto& documents : {Documents{}, Documents{1}, Documents{127, 128, 129}, Documents{1, highest}, many}) {
    const auto read = superseded_in(superseded_bytes(documents));
    EXPECT_EQ(Documents(read.begin(), read.end()), documents);
  }
}

TEST(Superseded, StopsWhereTheBytesAreDamaged) {
  const std::vector<Xapian::docid> before{5};
  for (const std::string_view damaged : {std::string_view("\x05\x00\x07", 3), std::string_view("\x05\xff", 2),
                                         std::string_view("\x05\xff\xff\xff\xff\xff\xff", 7)})
    EXPECT_EQ(superseded_in(damaged), before);
}

TEST(Flags, ASetIsOneTermThatIsFoundByEachOfItsFlags) {
  Xapian::WritableDatabase database(std::string(), Xapian::DB_BACKEND_INMEMORY);
  const auto add = [&](std::initializer_list<std::size_t> flags) {
    Flags set;
    for (const auto flag : flags) set.set(flag);
    Xapian::Document document;
    if (const auto term = set.term(); !term.empty()) document.add_boolean_term(term);
    database.add_document(document);
  };
  add({flag_of(Field::film), flag_of(Field::isni)});
  add({flag_of_is("guess")});
  add({});
  add({flag_of(Field::film), flag_of_is("guess"), flag_of_has("tracks")});
  Remembered remembered(database);
  const auto found = [&](std::size_t flag) {
    std::vector<Xapian::docid> documents;
    for (const auto& match : Matcher(remembered).matching(with_flag(database, flag)))
      documents.push_back(match.document);
    return documents;
  };
  EXPECT_EQ(found(flag_of(Field::film)), (std::vector<Xapian::docid>{1, 4}));
  EXPECT_EQ(found(flag_of(Field::isni)), (std::vector<Xapian::docid>{1}));
  EXPECT_EQ(found(flag_of_is("guess")), (std::vector<Xapian::docid>{2, 4}));
  EXPECT_EQ(found(flag_of_has("tracks")), (std::vector<Xapian::docid>{4}));
  EXPECT_TRUE(found(flag_of(Field::kind)).empty());
}

}  // namespace
}  // namespace cuetheque
