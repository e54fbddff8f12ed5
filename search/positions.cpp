#include <algorithm>
#include <map>

#include "search/matcher.h"

namespace cuetheque {
namespace {

using Positions = std::vector<Xapian::termpos>;

Positions positions_of(const Xapian::Database& database, Xapian::docid document, const std::string& term) {
  return {database.positionlist_begin(document, term), database.positionlist_end(document, term)};
}

bool is_phrase(const std::vector<const Positions*>& terms) {
  return std::ranges::any_of(*terms.front(), [&](Xapian::termpos start) {
    for (std::size_t at = 1; at < terms.size(); ++at)
      if (!std::ranges::binary_search(*terms[at], start + at)) return false;
    return true;
  });
}

/// A word that is asked for twice must be there twice.
bool is_near(const std::vector<const Positions*>& terms, unsigned window) {
  std::map<const Positions*, std::size_t> wanted;
  for (const auto* term : terms) ++wanted[term];
  const auto all_from = [&](Xapian::termpos start) {
    return std::ranges::all_of(wanted, [&](const auto& one) {
      const auto from = std::ranges::lower_bound(*one.first, start);
      return std::lower_bound(from, one.first->end(), start + window) - from >= static_cast<std::ptrdiff_t>(one.second);
    });
  };
  return std::ranges::any_of(wanted, [&](const auto& one) { return std::ranges::any_of(*one.first, all_from); });
}

}  // namespace

// Positions lie term by term, so that they are read term by term.
Matches placed(const Xapian::Database& database, const Wanted& wanted, const Matches& matches) {
  std::map<std::string, std::vector<Positions>> lists;
  for (const auto& part : wanted.parts) {
    auto& list = lists[part.term];
    if (!list.empty()) continue;
    for (const auto& match : matches) list.push_back(positions_of(database, match.document, part.term));
  }
  Matches found;
  for (std::size_t at = 0; at < matches.size(); ++at) {
    std::vector<const Positions*> terms;
    for (const auto& part : wanted.parts) terms.push_back(&lists.find(part.term)->second[at]);
    const bool holds = wanted.op == Wanted::Op::phrase ? is_phrase(terms) : is_near(terms, wanted.window);
    if (holds) found.push_back(matches[at]);
  }
  return found;
}

}  // namespace cuetheque
