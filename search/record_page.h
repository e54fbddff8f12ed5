#pragma once
#include <cstddef>
#include <vector>
#include <xapian.h>

#include "search/index.h"
#include "search/matcher.h"
#include "search/put_off.h"
#include "search/remembered.h"

namespace cuetheque {

/// The records that a query finds, page by page. Of what matches only as much is looked at as the page needs: the
/// record each document answers as, positions of phrases and what it is sorted by are asked for the likeliest first.
class RecordPage {
 public:
  struct Place {
    Remembered& remembered;
    ResultLevel level;
    const Ranking& ranking;
  };
  RecordPage(const Place& place, std::size_t first, std::size_t most)
      : place_(place), database_(place.remembered.database()), first_(first), most_(most) {}

  /// In the order of the archive.
  [[nodiscard]] Results in_turn(const Wanted& wanted) const;
  /// The best first, equals in the order of the archive.
  [[nodiscard]] Results ranked(const Wanted& wanted) const;
  [[nodiscard]] Results sorted(const Wanted& wanted, const SortOrder& order) const;

 private:
  struct Found {
    Xapian::docid document = 0;
    float weight = 0;
    Id id;
  };
  using Founds = std::vector<Found>;

  /// A production's own score stands above what else is equally good: a compilation that holds one of its tracks, songs
  /// inspired by it.
  [[nodiscard]] float own_score() const { return static_cast<float>(place_.ranking.own_score); }
  [[nodiscard]] std::size_t needed() const { return first_ + most_; }
  [[nodiscard]] Matches counting(Matches matches) const;
  /// Those of the matches (ascending) that answer at the level.
  [[nodiscard]] Founds answers(const Matches& matches) const;
  /// The same, read from the column: faster where that is known, or holds them close together.
  [[nodiscard]] Founds answers(const Matches& matches, Column& records) const;
  /// Those of which all holds that was put off; each record once, where it is the same which of its documents.
  [[nodiscard]] Founds holding(Founds found, const std::vector<Wanted>& required) const;
  [[nodiscard]] Founds best(Matcher& matcher, const PutOff& query, Matches matches) const;
  void add_own_scores(Matches& matches) const;
  [[nodiscard]] Results results(const Founds& found, double total, bool exact) const;

  const Place place_;
  const Xapian::Database& database_;
  std::size_t first_, most_;
};

}  // namespace cuetheque
