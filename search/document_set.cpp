#include "search/document_set.h"

#include <algorithm>
#include <functional>
#include <span>
#include <string>

#include "search/matcher.h"

namespace cuetheque {
namespace {

using Op = Wanted::Op;

bool is_union(Op op) {
  return op == Op::any || op == Op::best || op == Op::as_one || op == Op::scaled || op == Op::said;
}
bool is_intersection(Op op) {
  return op == Op::all || op == Op::filter || op == Op::without;
}

/// Whether posting lists alone answer it.
bool is_plain(const Wanted& wanted) {
  const bool is_leaf = wanted.op == Op::term || wanted.op == Op::everything || wanted.op == Op::nothing;
  const bool is_joined = is_union(wanted.op) || is_intersection(wanted.op) || wanted.op == Op::maybe;
  return is_leaf || (is_joined && std::ranges::all_of(wanted.parts, is_plain));
}

/// The parts of ORs of ORs, each term once: a word of a vocabulary is its term too.
std::vector<const Wanted*> parts_of_union(const Wanted& wanted) {
  if (wanted.op == Op::maybe) return parts_of_union(wanted.parts.front());
  if (!is_union(wanted.op)) return {&wanted};
  std::vector<const Wanted*> parts;
  const auto is_there = [&](const Wanted* part) {
    return part->op == Op::term && std::ranges::any_of(parts, [&](const Wanted* one) {
             return one->op == Op::term && one->term == part->term;
           });
  };
  for (const auto& part : wanted.parts)
    for (const auto* inner : parts_of_union(part))
      if (!is_there(inner)) parts.push_back(inner);
  return parts;
}

class Evaluator {
 public:
  explicit Evaluator(Remembered& remembered) : database_(remembered.database()), matcher_(remembered) {}

  DocumentSet set_of(const Wanted& wanted) {
    if (wanted.op == Op::maybe) return set_of(wanted.parts.front());
    if (is_intersection(wanted.op) && !is_for_matcher(wanted)) return intersection(wanted);
    DocumentSet set(database_);
    add(set, wanted);
    return set;
  }

 private:
  /// Whether it is faster to look for few documents one by one than to walk all lists.
  bool is_for_matcher(const Wanted& wanted) {
    constexpr double share = 32;
    const auto first = matcher_.estimate(wanted.parts.front());
    const auto rarest = wanted.op == Op::without ? first : std::min(first, matcher_.estimate(wanted.parts.back()));
    return rarest * share < database_.get_doccount() || !is_plain(wanted);
  }

  /// Adds what matches to a set.
  void add(DocumentSet& set, const Wanted& wanted) {
    for (const auto* part : parts_of_union(wanted)) add_part(set, *part);
  }

  void add_part(DocumentSet& set, const Wanted& wanted) {
    if (wanted.op == Op::nothing) return;
    if (wanted.op == Op::everything || wanted.op == Op::term) return add_postings(set, wanted.term);
    if (is_intersection(wanted.op) && !is_for_matcher(wanted)) {
      set |= intersection(wanted);
      return;
    }
    for (const auto& match : matcher_.matching(wanted)) set.add(match.document);
  }

  void add_postings(DocumentSet& set, const std::string& term) {
    const auto end = database_.postlist_end(term);
    for (auto at = database_.postlist_begin(term); at != end; ++at) set.add(*at);
  }

  DocumentSet intersection(const Wanted& wanted) {
    auto set = set_of(wanted.parts.front());
    for (const auto& part : std::span(wanted.parts).subspan(1))
      wanted.op == Op::without ? set -= set_of(part) : set &= set_of(part);
    return set;
  }

  const Xapian::Database& database_;
  Matcher matcher_;
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

DocumentSet documents_matching(Remembered& remembered, const Wanted& wanted) {
  return Evaluator(remembered).set_of(wanted);
}

}  // namespace cuetheque
