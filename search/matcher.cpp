#include "search/matcher.h"

#include <algorithm>
#include <cmath>

namespace cuetheque {
namespace {

using Op = Wanted::Op;

/// BM25's weight of a term that this many of all documents have, as Xapian has it.
float weight_of(double frequency, double documents) {
  auto odds = (documents - frequency + 0.5) / (frequency + 0.5);
  if (odds < 2) odds = odds * 0.5 + 1;
  return static_cast<float>(2 * std::log(odds));
}

/// Makes weights of how often the term is there.
void weigh_counts(Matches& matches, double frequency, double documents) {
  const auto weight = weight_of(frequency, documents);
  for (auto& match : matches) match.weight = weight * match.weight / (1 + match.weight);
}

/// What the length of a document does to how often a term is in it, as Xapian has it.
double count_for_length(double count, double length, double usual) {
  constexpr double influence = 0.5, least = 0.5;
  return count / (1 - influence + influence * std::max(length / usual, least));
}

template <typename Join>
Matches merged(const Matches& one, const Matches& other, Join join) {
  Matches both;
  both.reserve(one.size() + other.size());
  auto a = one.begin(), b = other.begin();
  while (a != one.end() && b != other.end()) {
    if (a->document == b->document)
      both.push_back({a->document, join(a->weight, b->weight)}), ++a, ++b;
    else
      both.push_back(a->document < b->document ? *a++ : *b++);
  }
  both.insert(both.end(), a, one.end());
  both.insert(both.end(), b, other.end());
  return both;
}

/// Joins lists two by two, so that each is copied as seldom as may be.
template <typename Join>
Matches merged(std::vector<Matches> lists, Join join) {
  if (lists.empty()) return {};
  while (lists.size() > 1) {
    std::vector<Matches> fewer;
    for (std::size_t at = 0; at + 1 < lists.size(); at += 2) fewer.push_back(merged(lists[at], lists[at + 1], join));
    if (lists.size() % 2 == 1) fewer.push_back(std::move(lists.back()));
    lists = std::move(fewer);
  }
  return std::move(lists.front());
}

float sum(float one, float other) {
  return one + other;
}

/// What is in both; weighs both.
Matches common(const Matches& matches, const Matches& found) {
  Matches both;
  auto at = matches.begin();
  for (const auto& match : found) {
    at = std::lower_bound(at, matches.end(), match.document,
                          [](const Match& one, Xapian::docid document) { return one.document < document; });
    if (at == matches.end()) break;
    if (at->document == match.document) both.push_back({match.document, at->weight + match.weight});
  }
  return both;
}

Matches without(const Matches& matches, const Matches& unwanted) {
  Matches left;
  std::ranges::set_difference(matches, unwanted, std::back_inserter(left), {}, &Match::document, &Match::document);
  return left;
}

void clear_weights(Matches& matches) {
  for (auto& match : matches) match.weight = 0;
}

std::size_t terms_in(const Wanted& wanted) {
  std::size_t count = wanted.op == Op::term ? 1 : 0;
  for (const auto& part : wanted.parts) count += terms_in(part);
  return count;
}

}  // namespace

Matches Matcher::find(const Wanted& wanted, bool weigh, Among among) {
  if (among != nullptr && among->empty()) return {};
  switch (wanted.op) {
    case Op::nothing:
      return {};
    case Op::everything:
      return postings({}, database_.get_doccount(), false, among);
    case Op::term:
      return term(wanted.term, weigh, among);
    case Op::any:
    case Op::best:
      return any(wanted, weigh, among);
    case Op::as_one:
      return as_one(wanted, weigh, among);
    case Op::all:
    case Op::filter:
      return all(wanted, weigh, among);
    case Op::without: {
      auto matches = find(wanted.parts.front(), weigh, among);
      return without(matches, find(wanted.parts.back(), false, &matches));
    }
    case Op::maybe: {
      auto matches = find(wanted.parts.front(), weigh, among);
      return weigh ? merged(matches, find(wanted.parts.back(), true, &matches), sum) : matches;
    }
    case Op::scaled: {
      const bool counts = weigh && wanted.factor > 0;
      auto matches = find(wanted.parts.front(), counts, among);
      for (auto& match : matches) match.weight *= static_cast<float>(wanted.factor);
      return matches;
    }
    case Op::phrase:
    case Op::near:
      return in_order(wanted, weigh, among);
    case Op::values:
      return values(wanted, among);
    case Op::said:
      return said(wanted, weigh, among);
    case Op::documents:
      return given(wanted, among);
  }
  return {};
}

/// The documents with a term; weighed, how often it is in each.
Matches Matcher::postings(const std::string& term, double count, bool weigh, Among among) const {
  Matches found;
  auto at = database_.postlist_begin(term);
  const auto end = database_.postlist_end(term);
  const auto usual = weigh && by_length_ ? database_.get_avlength() : 0;
  const auto add = [&](Xapian::docid document) {
    double weight = weigh ? at.get_wdf() : 0;
    if (usual > 0) weight = count_for_length(weight, at.get_doclength(), usual);
    found.push_back({document, static_cast<float>(weight)});
  };
  // From posting to posting, or from candidate to candidate: to skip costs as much as some steps.
  constexpr double steps_a_skip = 6;
  if (among == nullptr) {
    if (first_ > 1 && at != end)
      at.skip_to(first_);
    else
      found.reserve(static_cast<std::size_t>(count));
    for (; at != end; ++at) {
      const auto document = *at;
      if (document > last_) break;
      add(document);
    }
  } else if (count < steps_a_skip * static_cast<double>(among->size())) {
    auto candidate = among->begin();
    for (; at != end && candidate != among->end(); ++at) {
      const auto document = *at;
      while (candidate != among->end() && candidate->document < document) ++candidate;
      if (candidate != among->end() && candidate->document == document) add(document);
    }
  } else {
    for (const auto& [document, weight] : *among) {
      if (at == end) break;
      at.skip_to(document);
      if (at != end && *at == document) add(document);
    }
  }
  return found;
}

Matches Matcher::term(const std::string& term, bool weigh, Among among) {
  const auto count = remembered_.frequency(term);
  if (count == 0) return {};
  auto matches = postings(term, count, weigh, among);
  if (weigh) weigh_counts(matches, count, database_.get_doccount());
  return matches;
}

/// The lists of all terms below a part.
void Matcher::add_postings(std::vector<Matches>& lists, const Wanted& wanted, bool weigh, Among among) {
  if (wanted.op == Op::term) {
    const auto count = remembered_.frequency(wanted.term);
    if (count > 0) lists.push_back(postings(wanted.term, count, weigh, among));
    return;
  }
  for (const auto& part : wanted.parts) add_postings(lists, part, weigh, among);
}

Matches Matcher::as_one(const Wanted& wanted, bool weigh, Among among) {
  std::vector<Matches> lists;
  add_postings(lists, wanted, weigh, among);
  auto matches = merged(std::move(lists), sum);
  if (weigh) weigh_counts(matches, estimate(wanted), database_.get_doccount());
  return matches;
}

Matches Matcher::any(const Wanted& wanted, bool weigh, Among among) {
  std::vector<Matches> lists;
  for (const auto& part : wanted.parts) lists.push_back(find(part, weigh, among));
  if (wanted.op == Op::any) return merged(std::move(lists), sum);
  return merged(std::move(lists), [](float one, float other) { return std::max(one, other); });
}

/// The rarest first; last what takes many terms to tell how rare it is.
Matches Matcher::all(const Wanted& wanted, bool weigh, Among among) {
  constexpr std::size_t many_terms = 24;
  std::vector<std::pair<double, std::size_t>> order;
  for (std::size_t at = 0; at < wanted.parts.size(); ++at) {
    const auto& part = wanted.parts[at];
    order.emplace_back(terms_in(part) < many_terms ? estimate(part) : database_.get_doccount(), at);
  }
  std::ranges::sort(order);
  Matches matches;
  for (const auto& [count, at] : order) {
    const bool weighs = weigh && (wanted.op == Op::all || at == 0);
    const bool is_first = at == order.front().second;
    auto found = find(wanted.parts[at], weighs, is_first ? among : &matches);
    if (!weighs) clear_weights(found);
    matches = is_first ? std::move(found) : common(matches, found);
  }
  return matches;
}

Matches Matcher::in_order(const Wanted& wanted, bool weigh, Among among) {
  auto all_there = wanted;
  all_there.op = Op::all;
  return placed(database_, wanted, all(all_there, weigh, among));
}

}  // namespace cuetheque
