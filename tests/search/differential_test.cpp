#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <iostream>
#include <iterator>
#include <set>

#include "core/error.h"
#include "search/index.h"
#include "search/query_fields.h"
#include "tests/search/plain_search.h"
#include "tests/search/random_archive.h"
#include "tests/search/random_query.h"
#include "tests/search/records.h"

// The index must find what looking at everything finds: random queries over a random archive, at every level.

namespace cuetheque {
namespace {

// Looking at everything is some twenty times slower under a sanitizer.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::size_t tracks_made = 1'500, queries_made = 300;
#else
constexpr std::size_t tracks_made = 5'000, queries_made = 2'000;
#endif
constexpr std::size_t most_failures = 12, count_every = 5;
constexpr auto all_levels = std::to_array(
    {ResultLevel::album, ResultLevel::track, ResultLevel::cue, ResultLevel::production, ResultLevel::name});

class Comparison {
 public:
  Comparison() : records_(random_archive(tracks_made)), plain_(records_) {
    Archive::create(place_ / "archive");
    archive_.emplace(Archive::open(place_ / "archive", Archive::Access::write));
    constexpr std::size_t in_a_step = 200;
    for (std::size_t i = 0; i < records_.size(); i += in_a_step) {
      const auto end = std::min(i + in_a_step, records_.size());
      put(*archive_,
          {records_.begin() + static_cast<std::ptrdiff_t>(i), records_.begin() + static_cast<std::ptrdiff_t>(end)});
    }
    index_.emplace(Index::open_writer(archive_->index_place()));
    constexpr std::size_t documents_a_part = 700;  // an index that was joined
    index_->rebuild(*archive_, {}, documents_a_part);
  }

  /// Records that only one of the two finds; nothing where the query is refused (a prefix of too many words).
  std::set<Id> difference(const QueryNode& query, ResultLevel level) {
    std::set<Id> indexed;
    try {
      const auto results = index_->search(*archive_, query, {level, {}, 0, 0, false});
      for (const auto& hit : results.hits) indexed.insert(hit.id);
      if (++asked % count_every == 0) {
        EXPECT_EQ(index_->count(*archive_, query, level), results.hits.size()) << explain(query);
      }
    } catch (const Error& error) {
      EXPECT_EQ(error.cause(), Cause::usage) << error.what();
      ++refused;
      return {};
    }
    const auto plain = plain_.find(query, level);
    found += plain.size();
    std::set<Id> different;
    std::ranges::set_symmetric_difference(indexed, plain, std::inserter(different, different.end()));
    return different;
  }

  std::string told(const QueryNode& query, ResultLevel level) {
    const auto different = difference(query, level);
    const auto plain = plain_.find(query, level);
    std::string text = fmt::format("{} at {}: {} found; ", explain(query), name_of(level), plain.size());
    std::size_t told = 0;
    for (const auto id : different)
      if (++told < 6) text += (plain.contains(id) ? "missed " : "wrongly found ") + to_string(id) + ' ';
    return text + fmt::format("({} in all)", different.size());
  }

  /// Nothing where the query is refused: a number is too short a beginning, a value has nothing to search for.
  QueryTree parsed(const std::string& text) {
    try {
      return parse_query(text);
    } catch (const Error& error) {
      EXPECT_EQ(error.cause(), Cause::usage) << error.what();
      ++refused;
      return nullptr;
    }
  }

  const std::vector<Record>& records() const { return records_; }
  std::size_t asked = 0, found = 0, refused = 0;

 private:
  Place place_;
  std::vector<Record> records_;
  PlainSearch plain_;
  std::optional<Archive> archive_;
  std::optional<Index> index_;
};

/// Every query that is this one with something left out.
std::vector<QueryTree> smaller(const QueryNode& query) {
  const auto copy_of = [](const QueryNode& node) { return parse_query(explain(node)); };
  std::vector<QueryTree> all;
  for (std::size_t i = 0; i < query.children.size(); ++i) {
    all.push_back(copy_of(*query.children[i]));
    for (auto& child : smaller(*query.children[i])) {
      auto copy = copy_of(query);
      if (copy->children.size() != query.children.size()) continue;
      copy->children[i] = std::move(child);
      all.push_back(std::move(copy));
    }
    if (query.children.size() < 3) continue;
    auto copy = copy_of(query);
    if (copy->children.size() != query.children.size()) continue;
    copy->children.erase(copy->children.begin() + static_cast<std::ptrdiff_t>(i));
    all.push_back(std::move(copy));
  }
  return all;
}

QueryTree smallest(Comparison& comparison, QueryTree query, ResultLevel level) {
  for (bool shrunk = true; shrunk;) {
    shrunk = false;
    for (auto& less : smaller(*query)) {
      if (comparison.difference(*less, level).empty()) continue;
      query = std::move(less);
      shrunk = true;
      break;
    }
  }
  return query;
}

TEST(Differential, TheIndexFindsWhatLookingAtEverythingFinds) {
  Comparison comparison;
  RandomQueries queries(comparison.records(), 1964);
  std::set<std::string> failures;
  for (std::size_t i = 0; i < queries_made && failures.size() < most_failures; ++i) {
    const auto query = comparison.parsed(queries.next());
    const auto level = all_levels[i % all_levels.size()];
    if (!query || comparison.difference(*query, level).empty()) continue;
    const auto failure = comparison.told(*smallest(comparison, parse_query(explain(*query)), level), level);
    if (failures.insert(failure).second) ADD_FAILURE() << failure;
  }
  EXPECT_LT(comparison.refused, queries_made / 10);
  EXPECT_GT(comparison.found, queries_made * 10);
  std::cout << fmt::format("{} queries; {} records found, {} questions refused\n", queries_made, comparison.found,
                           comparison.refused);
}

}  // namespace
}  // namespace cuetheque
