#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>
#include <xapian.h>

#include "search/index.h"
#include "search/matcher.h"
#include "search/superseded.h"

namespace cuetheque {

/// The records that a query finds, page by page. Of what matches only as much is looked at as the page needs: positions
/// of phrases, the record each document answers as and what it is sorted by are asked for the likeliest first.
class RecordPage {
 public:
  struct Place {
    const Xapian::Database& database;
    const Superseded& superseded;
    ResultLevel level;
  };
  explicit RecordPage(const Place& place) : place_(place) {}

  /// In the order of the archive.
  [[nodiscard]] Results in_turn(const Wanted& wanted, std::size_t first, std::size_t most);
  /// The best first, equals in the order of the archive.
  [[nodiscard]] Results ranked(const Wanted& wanted, std::size_t first, std::size_t most);
  [[nodiscard]] Results sorted(const Wanted& wanted, const SortOrder& order, std::size_t first, std::size_t most);

 private:
  struct Found {
    Xapian::docid document = 0;
    float weight = 0;
    Id id;
  };
  /// Those of the matches (ascending) that count, answer at the level and hold what was put off.
  [[nodiscard]] std::vector<Found> answers(Matches matches, const std::vector<Wanted>& put_off) const;
  void add_own_scores(std::vector<Found>& found) const;
  /// Each record once, as the first of its documents.
  void keep_first(std::vector<Found>& found) const;
  [[nodiscard]] static Results results(const std::vector<Found>& found, std::size_t first, std::size_t most,
                                       double total, bool exact);

  const Place place_;
};

}  // namespace cuetheque
