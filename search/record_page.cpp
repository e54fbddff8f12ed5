#include "search/record_page.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "search/translate.h"

namespace cuetheque {
namespace {

using Op = Wanted::Op;

constexpr Xapian::docid first_documents = 1U << 14U;
constexpr std::size_t least_looked_at = 32;
constexpr std::size_t growth = 4;

/// A production's own score stands above what else is equally good: a compilation that holds one of its tracks, songs
/// inspired by it. It is less than a word in a note weighs.
constexpr float own_score = 0.25F;

/// Stands for a value that a record lacks: it comes last, either way.
const std::string after_all_text = "\xff";

/// What posting lists answer alone, and what must hold besides.
struct Split {
  Wanted quick;
  std::vector<Wanted> put_off;
};

Split split(Wanted wanted) {
  Split result;
  const auto put_off = [&](Wanted& part) {
    if (part.op != Op::phrase && part.op != Op::near) return;
    result.put_off.push_back(part);
    part.op = Op::all;
  };
  put_off(wanted);
  for (auto* at = &wanted; at->op == Op::all || at->op == Op::filter || at->op == Op::maybe; at = &at->parts.front()) {
    if (at->op == Op::maybe)
      put_off(at->parts.front());
    else
      std::ranges::for_each(at->parts, put_off);
  }
  result.quick = std::move(wanted);
  return result;
}

Matches ascending(Matches matches) {
  std::ranges::sort(matches, {}, &Match::document);
  return matches;
}

bool is_better(const Match& one, const Match& other) {
  return one.weight != other.weight ? one.weight > other.weight : one.document < other.document;
}

void drop(Matches& matches, const Superseded& superseded) {
  const auto& gone = superseded.documents();
  if (gone.empty()) return;
  std::erase_if(matches, [&](const Match& match) { return superseded.contains(match.document); });
}

/// What a document is sorted by, key by key.
struct Keyed {
  Match match;
  std::vector<std::string> keys;
};

class KeyOrder {
 public:
  KeyOrder(const Xapian::Database& database, const SortOrder& order) : database_(database), order_(order) {}

  /// Reads the next key of documents that stand in ascending order.
  void read(std::span<Keyed> documents, std::size_t key) const {
    const auto slot = number_of(order_[key].slot);
    auto at = database_.valuestream_begin(slot);
    const auto end = database_.valuestream_end(slot);
    for (auto& document : documents) {
      if (at != end) at.skip_to(document.match.document);
      const bool says = at != end && at.get_docid() == document.match.document;
      document.keys.push_back(says ? *at : order_[key].down ? std::string() : after_all_text);
    }
  }

  /// By the keys that have been read.
  bool operator()(const Keyed& one, const Keyed& other) const {
    for (std::size_t key = 0; key < std::min(one.keys.size(), other.keys.size()); ++key)
      if (one.keys[key] != other.keys[key]) return (one.keys[key] < other.keys[key]) != order_[key].down;
    return one.match.document < other.match.document;
  }

  /// Moves the documents to the front that come first, at least so many and all that have the same first key as they;
  /// puts these in order, and returns how many they are.
  std::size_t bring_forward(std::span<Keyed> documents, std::size_t count) const {
    if (count < documents.size()) {
      const auto last = documents.begin() + static_cast<std::ptrdiff_t>(count - 1);
      std::nth_element(documents.begin(), last, documents.end(), *this);
      const auto key = last->keys.front();
      const auto tied =
          std::partition(last + 1, documents.end(), [&](const Keyed& one) { return one.keys.front() == key; });
      if (order_.size() > 1) count = static_cast<std::size_t>(tied - documents.begin());
    }
    const auto front = documents.first(std::min(count, documents.size()));
    std::ranges::sort(front, {}, [](const Keyed& one) { return one.match.document; });
    for (std::size_t key = 1; key < order_.size(); ++key) read(front, key);
    std::ranges::sort(front, *this);
    return front.size();
  }

 private:
  const Xapian::Database& database_;
  const SortOrder& order_;
};

}  // namespace

std::vector<RecordPage::Found> RecordPage::answers(Matches matches, const std::vector<Wanted>& put_off) const {
  for (const auto& wanted : put_off) matches = placed(place_.database, wanted, matches);
  std::vector<Found> found;
  const auto slot = number_of(slot_of(place_.level));
  auto at = place_.database.valuestream_begin(slot);
  const auto end = place_.database.valuestream_end(slot);
  for (const auto& match : matches) {
    if (at != end) at.skip_to(match.document);
    if (at == end) break;
    if (at.get_docid() != match.document) continue;
    if (const auto id = parse_id(*at)) found.push_back({match.document, match.weight, *id});
  }
  return found;
}

void RecordPage::add_own_scores(std::vector<Found>& found) const {
  const auto term = term_of("XHOW", "score-of");
  auto at = place_.database.postlist_begin(term);
  const auto end = place_.database.postlist_end(term);
  for (auto& one : found) {
    if (at != end) at.skip_to(one.document);
    if (at == end) break;
    if (*at == one.document) one.weight += own_score;
  }
}

void RecordPage::keep_first(std::vector<Found>& found) const {
  std::unordered_set<std::uint64_t> seen;
  std::erase_if(found, [&](const Found& one) { return !seen.insert(one.id.number).second; });
}

Results RecordPage::results(const std::vector<Found>& found, std::size_t first, std::size_t most, double total,
                            bool exact) {
  Results results;
  for (auto at = first; at < std::min(found.size(), first + most); ++at)
    results.hits.push_back({found[at].id, found[at].weight});
  results.total_exact = exact;
  results.total = exact ? found.size() : std::max(found.size(), static_cast<std::size_t>(total));
  return results;
}

Results RecordPage::in_turn(const Wanted& wanted, std::size_t first, std::size_t most) {
  const auto [quick, put_off] = split(wanted);
  const auto last = place_.database.get_lastdocid();
  std::vector<Found> found;
  std::size_t matched = 0;
  std::uint64_t from = 1, size = first_documents;
  for (; from <= last && found.size() < first + most; from += size, size *= growth) {
    const auto to = std::min<std::uint64_t>(last, from + size - 1);
    Matcher matcher(place_.database, static_cast<Xapian::docid>(from), static_cast<Xapian::docid>(to));
    auto matches = matcher.matching(quick);
    drop(matches, place_.superseded);
    matched += matches.size();
    for (auto& one : answers(std::move(matches), put_off)) found.push_back(one);
    keep_first(found);
  }
  if (from > last) return results(found, first, most, 0, true);
  const auto share = static_cast<double>(found.size()) / static_cast<double>(std::max<std::size_t>(matched, 1));
  return results(found, first, most, Matcher(place_.database).estimate(quick) * share, false);
}

Results RecordPage::ranked(const Wanted& wanted, std::size_t first, std::size_t most) {
  const auto [quick, put_off] = split(wanted);
  auto matches = Matcher(place_.database).ranked(quick);
  drop(matches, place_.superseded);
  const auto needed = first + most;
  std::vector<Found> found;
  std::size_t done = 0;
  for (auto step = needed + least_looked_at; done < matches.size(); step *= growth) {
    const auto begin = matches.begin() + static_cast<std::ptrdiff_t>(done);
    const auto end = begin + static_cast<std::ptrdiff_t>(std::min(step, matches.size() - done));
    if (end != matches.end()) std::nth_element(begin, end, matches.end(), is_better);
    auto more = answers(ascending({begin, end}), put_off);
    add_own_scores(more);
    found.insert(found.end(), more.begin(), more.end());
    std::ranges::sort(found, [](const Found& one, const Found& other) {
      return is_better({one.document, one.weight}, {other.document, other.weight});
    });
    keep_first(found);
    done = static_cast<std::size_t>(end - matches.begin());
    // The next best of the rest stands at `end`: no later one can weigh more.
    if (done < matches.size() && found.size() >= needed && found[needed - 1].weight >= end->weight + own_score) break;
  }
  const auto share = static_cast<double>(found.size()) / static_cast<double>(std::max<std::size_t>(done, 1));
  return results(found, first, most, static_cast<double>(matches.size()) * share, done == matches.size());
}

Results RecordPage::sorted(const Wanted& wanted, const SortOrder& order, std::size_t first, std::size_t most) {
  auto matches = Matcher(place_.database).matching(wanted);
  drop(matches, place_.superseded);
  std::vector<Keyed> documents;
  documents.reserve(matches.size());
  for (const auto& match : matches) documents.push_back({match, {}});
  const KeyOrder by_keys(place_.database, order);
  by_keys.read(documents, 0);
  std::vector<Found> found;
  std::size_t done = 0;
  for (auto step = first + most + least_looked_at; done < documents.size() && found.size() < first + most;
       step *= growth) {
    const auto count = by_keys.bring_forward(std::span(documents).subspan(done), step);
    Matches batch;
    for (const auto& one : std::span(documents).subspan(done, count)) batch.push_back(one.match);
    auto more = answers(ascending(batch), {});
    std::ranges::sort(more, {}, &Found::document);
    for (const auto& match : batch) {
      const auto at = std::ranges::lower_bound(more, match.document, {}, &Found::document);
      if (at != more.end() && at->document == match.document) found.push_back(*at);
    }
    keep_first(found);
    done += count;
  }
  const auto share = static_cast<double>(found.size()) / static_cast<double>(std::max<std::size_t>(done, 1));
  return results(found, first, most, static_cast<double>(documents.size()) * share, done == documents.size());
}

}  // namespace cuetheque
