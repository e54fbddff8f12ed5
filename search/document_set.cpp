#include "search/document_set.h"

#include <algorithm>
#include <functional>
#include <string>

#include "search/translate.h"

namespace cuetheque {
namespace {

using Query = Xapian::Query;

bool is_union(Query::op op) {
  return op == Query::OP_OR || op == Query::OP_SYNONYM || op == Query::OP_MAX;
}
bool is_intersection(Query::op op) {
  return op == Query::OP_AND || op == Query::OP_FILTER || op == Query::OP_AND_NOT;
}

/// Whether posting lists alone answer it.
bool is_plain(const Query& query) {
  const auto op = query.get_type();
  if (op == Query::LEAF_TERM || op == Query::LEAF_MATCH_ALL || op == Query::LEAF_MATCH_NOTHING) return true;
  if (!is_union(op) && !is_intersection(op) && op != Query::OP_SCALE_WEIGHT) return false;
  for (std::size_t at = 0; at < query.get_num_subqueries(); ++at)
    if (!is_plain(query.get_subquery(at))) return false;
  return true;
}

class Evaluator {
 public:
  explicit Evaluator(Xapian::Database& database) : database_(database) {}

  DocumentSet set_of(const Query& query) {
    const auto op = query.get_type();
    if (is_intersection(op) && is_plain(query)) return intersection(query);
    DocumentSet set(database_);
    add(set, query);
    return set;
  }

 private:
  /// Adds what matches to a set.
  void add(DocumentSet& set, const Query& query) {
    const auto op = query.get_type();
    if (op == Query::LEAF_MATCH_NOTHING) return;
    if (op == Query::LEAF_MATCH_ALL) return add_postings(set, {});
    if (op == Query::LEAF_TERM) return add_postings(set, *query.get_terms_begin());
    if (is_union(op) || op == Query::OP_SCALE_WEIGHT) {
      for (std::size_t at = 0; at < query.get_num_subqueries(); ++at) add(set, query.get_subquery(at));
    } else if (is_intersection(op) && is_plain(query)) {
      set |= intersection(query);
    } else {
      each_match(database_, query, [&](const Xapian::Document& document) { set.add(document.get_docid()); });
    }
  }

  void add_postings(DocumentSet& set, const std::string& term) {
    const auto end = database_.postlist_end(term);
    for (auto at = database_.postlist_begin(term); at != end; ++at) set.add(*at);
  }

  DocumentSet intersection(const Query& query) {
    auto set = set_of(query.get_subquery(0));
    for (std::size_t at = 1; at < query.get_num_subqueries(); ++at) {
      const auto other = set_of(query.get_subquery(at));
      query.get_type() == Query::OP_AND_NOT ? set -= other : set &= other;
    }
    return set;
  }

  Xapian::Database& database_;
};

}  // namespace

DocumentSet& DocumentSet::operator|=(const DocumentSet& other) {
  std::ranges::transform(words_, other.words_, words_.begin(), std::bit_or{});
  return *this;
}
DocumentSet& DocumentSet::operator&=(const DocumentSet& other) {
  std::ranges::transform(words_, other.words_, words_.begin(), std::bit_and{});
  return *this;
}
DocumentSet& DocumentSet::operator-=(const DocumentSet& other) {
  std::ranges::transform(words_, other.words_, words_.begin(),
                         [](std::uint64_t mine, std::uint64_t theirs) { return mine & ~theirs; });
  return *this;
}

DocumentSet documents_matching(Xapian::Database& database, const Query& query, const Superseded& superseded) {
  auto set = Evaluator(database).set_of(query);
  for (const auto document : superseded.documents()) set.remove(document);
  return set;
}

}  // namespace cuetheque
