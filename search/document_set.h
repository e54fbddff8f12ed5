#pragma once
#include <bit>
#include <cstdint>
#include <vector>
#include <xapian.h>

#include "search/matcher.h"
#include "search/remembered.h"

namespace cuetheque {

/// A set of documents, a bit each.
class DocumentSet {
 public:
  explicit DocumentSet(const Xapian::Database& database) : words_(database.get_lastdocid() / bits + 1) {}

  void add(Xapian::docid document) { words_[document / bits] |= std::uint64_t{1} << document % bits; }
  void remove(Xapian::docid document) {
    if (document / bits < words_.size()) words_[document / bits] &= ~(std::uint64_t{1} << document % bits);
  }
  DocumentSet& operator|=(const DocumentSet& other);
  DocumentSet& operator&=(const DocumentSet& other);
  DocumentSet& operator-=(const DocumentSet& other);

  /// Visits the documents in ascending order.
  template <typename Visit>
  void each(Visit visit) const {
    for (std::size_t at = 0; at < words_.size(); ++at)
      for (auto word = words_[at]; word != 0; word &= word - 1)
        visit(static_cast<Xapian::docid>(at * bits + static_cast<unsigned>(std::countr_zero(word))));
  }

 private:
  static constexpr std::size_t bits = 64;
  std::vector<std::uint64_t> words_;
};

/// All that are wanted. Of frequent terms, a bit for each document of a posting list is faster than the matcher's
/// lists; every set of documents has one size. What is rare, and phrases and ranges of values, the matcher is asked
/// for.
[[nodiscard]] DocumentSet documents_matching(Remembered& remembered, const Wanted& wanted);

/// Visits the documents that are wanted and still count, in ascending order.
template <typename Visit>
void each_matching(Remembered& remembered, const Wanted& wanted, Visit visit) {
  constexpr double few = 1.0 / 64;
  const auto visit_what_counts = [&](Xapian::docid document) {
    if (!remembered.superseded().contains(document)) visit(document);
  };
  Matcher matcher(remembered);
  if (matcher.estimate(wanted) > few * remembered.database().get_doccount())
    return documents_matching(remembered, wanted).each(visit_what_counts);
  for (const auto& match : matcher.matching(wanted)) visit_what_counts(match.document);
}

}  // namespace cuetheque
