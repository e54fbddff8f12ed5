#include <algorithm>
#include <iterator>

#include "search/matcher.h"

namespace cuetheque {

Matches Matcher::values(const Wanted& wanted, Among among) const {
  if (database_.get_value_upper_bound(wanted.slot) < wanted.low) return {};
  Matches found;
  auto at = database_.valuestream_begin(wanted.slot);
  const auto end = database_.valuestream_end(wanted.slot);
  const auto add = [&] {
    const auto value = *at;
    if (value >= wanted.low && (wanted.high.empty() || value <= wanted.high)) found.push_back({at.get_docid(), 0});
  };
  if (among == nullptr) {
    if (first_ > 1 && at != end) at.skip_to(first_);
    for (; at != end && at.get_docid() <= last_; ++at) add();
    return found;
  }
  for (const auto& candidate : *among) {
    if (at == end) break;
    at.skip_to(candidate.document);
    if (at != end && at.get_docid() == candidate.document) add();
  }
  return found;
}

namespace {

/// Whether a value of a column is one of some numbers.
class Sought {
 public:
  Sought(const Column& column, const std::vector<std::uint32_t>& numbers) : column_(column), numbers_(numbers) {}

  bool operator()(std::uint32_t value) const {
    const auto number = column_.number_of(value);
    return number >= numbers_.front() && number <= numbers_.back() && std::ranges::binary_search(numbers_, number);
  }

 private:
  const Column& column_;
  const std::vector<std::uint32_t>& numbers_;
};

void add_once(Matches& matches, Xapian::docid document) {
  if (matches.empty() || matches.back().document != document) matches.push_back({document, 0});
}

}  // namespace

/// Whether it costs less to read what documents say than to look into a list for each number.
bool Matcher::is_read_faster(Column& column, const Wanted& wanted, Among among) const {
  constexpr std::size_t documents_a_list = 256, lists_a_slice = 8, skips_a_list = 16;
  const auto lists = wanted.parts.size();
  if (among != nullptr)
    return among->size() <= documents_a_list * lists &&
           column.unread(*among) * lists_a_slice <= lists * (1 + among->size() / skips_a_list);
  const auto documents = (std::min(last_, database_.get_lastdocid()) - first_) / versions_a_document;
  return documents <= documents_a_list * lists;
}

// Of a frequent name there are so many bearers, and of years so many, that to look into their lists costs more than to
// ask some documents.
Matches Matcher::said(const Wanted& wanted, bool weigh, Among among) {
  auto& column = remembered_.column(static_cast<ColumnNumber>(wanted.slot));
  if (!is_read_faster(column, wanted, among)) return as_one(wanted, weigh, among);
  const Sought sought(column, wanted.numbers);
  Matches found;
  if (among == nullptr) {
    column.each_between(first_, std::min(last_, database_.get_lastdocid()),
                        [&](Xapian::docid document, std::uint32_t value) {
                          if (sought(value)) add_once(found, document);
                        });
    return found;
  }
  for (const auto& candidate : *among)
    column.each_of(candidate.document, [&](std::uint32_t value) {
      if (sought(value)) add_once(found, candidate.document);
    });
  return found;
}

Matches Matcher::given(const Wanted& wanted, Among among) const {
  Matches found;
  for (const auto number : wanted.numbers)
    if (number >= first_ && number <= last_) found.push_back({number, 0});
  if (among == nullptr) return found;
  Matches both;
  std::ranges::set_intersection(found, *among, std::back_inserter(both), {}, &Match::document, &Match::document);
  return both;
}

}  // namespace cuetheque
