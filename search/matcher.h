#pragma once
#include <string>
#include <utility>
#include <vector>
#include <xapian.h>

#include "search/ranking.h"
#include "search/remembered.h"
#include "search/wanted.h"

namespace cuetheque {

/// A document that is wanted, and how much.
struct Match {
  Xapian::docid document = 0;
  float weight = 0;
};
using Matches = std::vector<Match>;  ///< ascending by document

/// Finds what is wanted, part by part straight from the posting lists: the rarest part of an AND first, the others only
/// where that one is. A term weighs by BM25.
class Matcher {
 public:
  /// Among the documents from `first` to `last`.
  explicit Matcher(Remembered& remembered, Xapian::docid first = 1, Xapian::docid last = ~Xapian::docid{0})
      : remembered_(remembered), database_(remembered.database()), first_(first), last_(last) {}
  Matcher(Remembered& remembered, const Ranking& ranking) : Matcher(remembered) { by_length_ = ranking.by_length; }

  /// All that match, weighed.
  [[nodiscard]] Matches ranked(const Wanted& wanted) { return find(wanted, true, nullptr); }
  /// Those of the candidates that match, by what this adds to their weight.
  [[nodiscard]] Matches ranked(const Wanted& wanted, const Matches& candidates) {
    return find(wanted, true, &candidates);
  }
  /// All that match.
  [[nodiscard]] Matches matching(const Wanted& wanted) { return find(wanted, false, nullptr); }
  /// Those of the candidates that match.
  [[nodiscard]] Matches matching(const Wanted& wanted, const Matches& candidates) {
    return find(wanted, false, &candidates);
  }
  /// How many documents match, roughly, of the whole index.
  [[nodiscard]] double estimate(const Wanted& wanted);

 private:
  using Among = const Matches*;  ///< where it matters only what these are; none: everywhere
  [[nodiscard]] Matches find(const Wanted& wanted, bool weigh, Among among);
  [[nodiscard]] Matches postings(const std::string& term, double count, bool weigh, Among among) const;
  [[nodiscard]] Matches term(const std::string& term, bool weigh, Among among);
  [[nodiscard]] Matches as_one(const Wanted& wanted, bool weigh, Among among);
  [[nodiscard]] Matches any(const Wanted& wanted, bool weigh, Among among);
  [[nodiscard]] Matches all(const Wanted& wanted, bool weigh, Among among);
  [[nodiscard]] Matches in_order(const Wanted& wanted, bool weigh, Among among);
  [[nodiscard]] Matches values(const Wanted& wanted, Among among) const;
  [[nodiscard]] bool is_read_faster(Column& column, const Wanted& wanted, Among among) const;
  [[nodiscard]] Matches said(const Wanted& wanted, bool weigh, Among among);
  [[nodiscard]] Matches given(const Wanted& wanted, Among among) const;
  void add_postings(std::vector<Matches>& lists, const Wanted& wanted, bool weigh, Among among);

  Remembered& remembered_;
  const Xapian::Database& database_;
  Xapian::docid first_, last_;
  bool by_length_ = false;
};

/// Those of the matches whose terms stand in order, or near one another (positions.cpp).
[[nodiscard]] Matches placed(const Xapian::Database& database, const Wanted& wanted, const Matches& matches);

}  // namespace cuetheque
