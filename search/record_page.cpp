#include "search/record_page.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "search/key_order.h"
#include "search/query_fields.h"
#include "search/translate.h"

namespace cuetheque {
namespace {

constexpr Xapian::docid documents_at_first = 1U << 11U;
constexpr std::size_t looked_at_besides = 32;
constexpr std::size_t growth = 4;

constexpr auto is_better = [](const auto& one, const auto& other) {
  return one.weight != other.weight ? one.weight > other.weight : one.document < other.document;
};

/// Leaves each record once, where it comes first.
template <typename Founds>
void keep_first(Founds& found) {
  std::unordered_set<std::uint64_t> seen;
  seen.reserve(found.size());
  std::erase_if(found, [&](const auto& one) { return !seen.insert(one.id.number).second; });
}

double share(std::size_t part, std::size_t all) {
  return static_cast<double>(part) / static_cast<double>(std::max<std::size_t>(all, 1));
}

}  // namespace

Matches RecordPage::counting(Matches matches) const {
  if (!place_.remembered.superseded().documents().empty())
    std::erase_if(matches, [&](const Match& match) { return place_.remembered.superseded().contains(match.document); });
  return matches;
}

RecordPage::Founds RecordPage::answers(const Matches& matches) const {
  constexpr std::size_t documents_a_slice = 8;
  auto& records = place_.remembered.column(column_of(place_.level));
  if (records.unread(matches) * documents_a_slice <= matches.size()) return answers(matches, records);
  Founds found;
  const auto slot = number_of(slot_of(place_.level));
  auto at = database_.valuestream_begin(slot);
  const auto end = database_.valuestream_end(slot);
  for (const auto& match : matches) {
    if (at != end) at.skip_to(match.document);
    if (at == end) break;
    if (at.get_docid() != match.document) continue;
    if (const auto id = parse_id(*at)) found.push_back({match.document, match.weight, *id});
  }
  return found;
}

RecordPage::Founds RecordPage::answers(const Matches& matches, Column& records) const {
  Founds found;
  const auto kind = kind_of(place_.level);
  for (const auto& match : matches)
    if (const auto number = records.first_of(match.document); number != 0)
      found.push_back({match.document, match.weight, {kind, number}});
  return found;
}

// The tracks of an album have most words in common: where an album is wanted, the others are asked only if the first
// does not hold.
RecordPage::Founds RecordPage::holding(Founds left, const std::vector<Wanted>& required) const {
  if (required.empty()) return left;
  Founds holding;
  while (!left.empty()) {
    auto now = left;
    keep_first(now);
    Matches asked;
    for (const auto& one : now) asked.push_back({one.document, one.weight});
    std::ranges::sort(asked, {}, &Match::document);
    for (const auto& wanted : required) asked = placed(database_, wanted, asked);
    std::unordered_set<std::uint64_t> done, held;
    for (const auto& one : now) {
      done.insert(one.document);
      if (!std::ranges::binary_search(asked, one.document, {}, &Match::document)) continue;
      holding.push_back(one), held.insert(one.id.number);
    }
    std::erase_if(left, [&](const Found& one) { return done.contains(one.document) || held.contains(one.id.number); });
  }
  return holding;
}

void RecordPage::add_own_scores(Matches& matches) const {
  const auto term = term_of("XHOW", "score-of");
  auto at = database_.postlist_begin(term);
  const auto end = database_.postlist_end(term);
  for (auto& match : matches) {
    if (at != end) at.skip_to(match.document);
    if (at == end) break;
    if (*at == match.document) match.weight += own_score();
  }
}

Results RecordPage::results(const Founds& found, double total, bool exact) const {
  Results results;
  for (auto at = first_; at < std::min(found.size(), needed()); ++at)
    results.hits.push_back({found[at].id, found[at].weight});
  results.total_exact = exact;
  results.total = exact ? found.size() : std::max(found.size(), static_cast<std::size_t>(total));
  return results;
}

Results RecordPage::in_turn(const Wanted& wanted) const {
  const auto query = put_off(wanted);
  const std::uint64_t last = database_.get_lastdocid();
  Founds found;
  std::size_t matched = 0;
  std::uint64_t from = 1, size = documents_at_first;
  for (; from <= last && found.size() < needed(); from += size, size *= growth) {
    Matcher matcher(place_.remembered, static_cast<Xapian::docid>(from),
                    static_cast<Xapian::docid>(std::min(last, from + size - 1)));
    const auto matches = counting(matcher.matching(query.quick));
    matched += matches.size();
    auto more = holding(answers(matches), query.required);
    std::ranges::sort(more, {}, &Found::document);
    found.insert(found.end(), more.begin(), more.end());
    keep_first(found);
  }
  if (from > last) return results(found, 0, true);
  return results(found, Matcher(place_.remembered).estimate(query.quick) * share(found.size(), matched), false);
}

RecordPage::Founds RecordPage::best(Matcher& matcher, const PutOff& query, Matches matches) const {
  std::ranges::sort(matches, {}, &Match::document);
  settle(matcher, query, matches);
  add_own_scores(matches);
  auto found = answers(matches);
  std::ranges::sort(found, is_better);
  return holding(std::move(found), query.required);
}

Results RecordPage::ranked(const Wanted& wanted) const {
  const auto query = put_off(wanted);
  Matcher matcher(place_.remembered, place_.ranking);
  auto matches = counting(matcher.ranked(query.quick));
  Founds found;
  auto done = matches.begin();
  for (auto step = static_cast<std::ptrdiff_t>(needed() + looked_at_besides); done != matches.end();
       step *= static_cast<std::ptrdiff_t>(growth)) {
    const auto end = done + std::min(step, matches.end() - done);
    if (end != matches.end()) std::nth_element(done, end, matches.end(), is_better);
    const auto more = best(matcher, query, {done, end});
    found.insert(found.end(), more.begin(), more.end());
    std::ranges::sort(found, is_better);
    keep_first(found);
    done = end;
    // The next best stands here: none of the others can come to more.
    const bool is_full = found.size() >= needed() && done != matches.end();
    if (is_full && found[needed() - 1].weight >= done->weight + own_score()) break;
  }
  const auto looked_at = static_cast<std::size_t>(done - matches.begin());
  return results(found, static_cast<double>(matches.size()) * share(found.size(), looked_at), done == matches.end());
}

Results RecordPage::sorted(const Wanted& wanted, const SortOrder& order) const {
  const auto matches = counting(Matcher(place_.remembered).matching(wanted));
  KeyOrder documents(place_.remembered, order, matches);
  Founds found;
  for (auto step = needed() + looked_at_besides; !documents.at_end() && found.size() < needed(); step *= growth) {
    const auto batch = documents.next(step);
    Matches asked;
    for (const auto document : batch) asked.push_back({document, 0});
    std::ranges::sort(asked, {}, &Match::document);
    const auto more = answers(asked);
    for (const auto document : batch) {
      const auto at = std::ranges::lower_bound(more, document, {}, &Found::document);
      if (at != more.end() && at->document == document) found.push_back(*at);
    }
    keep_first(found);
  }
  return results(found, static_cast<double>(matches.size()) * share(found.size(), documents.given()),
                 documents.at_end());
}

}  // namespace cuetheque
