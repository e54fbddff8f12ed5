#include "search/key_order.h"

#include <algorithm>
#include <numeric>
#include <string>

namespace cuetheque {
namespace {

/// Stands for a value that a record lacks: it comes last, either way.
const std::string after_all_text = "\xff";

/// Reads values of a slot in ascending order of documents.
class Values {
 public:
  Values(const Xapian::Database& database, const SortKey& key)
      : at_(database.valuestream_begin(number_of(key.slot))),
        end_(database.valuestream_end(number_of(key.slot))),
        none_(key.down ? std::string() : after_all_text) {}

  std::string of(Xapian::docid document) {
    if (at_ != end_) at_.skip_to(document);
    return at_ != end_ && at_.get_docid() == document ? *at_ : none_;
  }

 private:
  Xapian::ValueIterator at_, end_;
  std::string none_;
};

std::uint64_t start_of(const std::string& key, bool down) {
  std::uint64_t start = 0;
  for (std::size_t at = 0; at < sizeof start; ++at)
    start = start << 8U | (at < key.size() ? static_cast<std::uint8_t>(key[at]) : 0U);
  return down ? ~start : start;
}

/// A year stands in a column too, which is read faster where much of it is needed.
class Starts {
 public:
  Starts(Remembered& remembered, const SortKey& key, const Matches& matches) : key_(key) {
    constexpr std::size_t documents_a_slice = 8;
    if (key.slot != Slot::year) return;
    auto& years = remembered.column(row_of(Field::year).number);
    if (years.unread(matches) * documents_a_slice <= matches.size()) years_ = &years;
  }

  /// None where a document has no year, or several.
  std::optional<std::uint64_t> of(Xapian::docid document) {
    const auto year = years_ == nullptr ? std::nullopt : years_->only_of(document);
    if (!year) return std::nullopt;
    for (; starts_.size() <= *year; starts_.push_back(start_of(years_->texts()[starts_.size()], key_.down))) {
    }
    return starts_[*year];
  }

 private:
  const SortKey& key_;
  Column* years_ = nullptr;
  std::vector<std::uint64_t> starts_;  ///< by the place of a year among the column's texts
};

}  // namespace

KeyOrder::KeyOrder(Remembered& remembered, const SortOrder& order, const Matches& matches)
    : database_(remembered.database()), order_(order) {
  const auto& key = order.front();
  Values values(database_, key);
  Starts starts(remembered, key, matches);
  documents_.reserve(matches.size());
  for (const auto& match : matches) {
    const auto known = starts.of(match.document);
    documents_.push_back({known ? *known : start_of(values.of(match.document), key.down), match.document});
  }
}

std::vector<Xapian::docid> KeyOrder::next(std::size_t count) {
  auto left = std::span(documents_).subspan(given_);
  if (count < left.size()) {
    const auto last = left.begin() + static_cast<std::ptrdiff_t>(count) - 1;
    std::nth_element(left.begin(), last, left.end());
    const auto ties = std::partition(last + 1, left.end(), [&](const Keyed& one) { return one.start == last->start; });
    left = left.first(static_cast<std::size_t>(ties - left.begin()));
  }
  sort_wholly(left);
  given_ += left.size();
  std::vector<Xapian::docid> documents;
  for (const auto& one : left) documents.push_back(one.document);
  return documents;
}

std::vector<std::string> KeyOrder::keys(std::span<const Keyed> ascending, const SortKey& key) const {
  Values values(database_, key);
  std::vector<std::string> keys;
  for (const auto& one : ascending) keys.push_back(values.of(one.document));
  return keys;
}

void KeyOrder::sort_wholly(std::span<Keyed> documents) const {
  std::ranges::sort(documents, {}, &Keyed::document);
  std::vector<std::vector<std::string>> all;
  for (const auto& key : order_) all.push_back(keys(documents, key));
  std::vector<std::size_t> places(documents.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  std::ranges::sort(places, [&](std::size_t one, std::size_t other) {
    for (std::size_t key = 0; key < order_.size(); ++key)
      if (all[key][one] != all[key][other]) return (all[key][one] < all[key][other]) != order_[key].down;
    return one < other;
  });
  std::vector<Keyed> sorted;
  for (const auto place : places) sorted.push_back(documents[place]);
  std::ranges::copy(sorted, documents.begin());
}

}  // namespace cuetheque
