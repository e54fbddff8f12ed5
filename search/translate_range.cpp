#include <algorithm>
#include <charconv>
#include <fmt/format.h>

#include "core/error.h"
#include "search/countable.h"
#include "search/query_range.h"
#include "search/translate.h"

namespace cuetheque {
namespace {

constexpr std::size_t most_numbers = 5'000;
constexpr std::int64_t few_numbers = 64;  // not worth looking which of them there are

std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && stop == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

/// Years are asked of a column too: where the first few of an archive are wanted, it need not be asked of each year.
Wanted one_of(Span span, std::optional<ColumnNumber> column, std::vector<Wanted> terms) {
  if (!column || span.first < 0) return any_of(Wanted::Op::as_one, std::move(terms));
  std::vector<std::uint32_t> numbers;
  for (auto number = span.first; number <= span.last; ++number) numbers.push_back(static_cast<std::uint32_t>(number));
  return said_in(*column, std::move(numbers), std::move(terms));
}

/// A term for each number that occurs: there are few different ones, and terms are faster than values (PERFORMANCE.md).
Wanted numbers(const Xapian::Database& database, const std::string& prefix, Span span,
               std::optional<ColumnNumber> column = std::nullopt) {
  std::vector<Wanted> terms;
  if (span.last - span.first < few_numbers) {
    for (auto number = span.first; number <= span.last; ++number)
      terms.push_back(term_wanted(prefix + std::to_string(number)));
    return one_of(span, column, std::move(terms));
  }
  for (const auto& term : terms_with(database, prefix)) {
    const auto number = number_in(std::string_view(term).substr(prefix.size()));
    if (!number || *number < span.first || *number > span.last) continue;
    if (terms.size() == most_numbers)
      throw Error(Cause::usage, "this range holds too many numbers", {}, "give both ends");
    terms.push_back(term_wanted(term));
  }
  return any_of(Wanted::Op::as_one, std::move(terms));
}

Wanted values(Slot slot, const std::string& low, const std::string& high) {
  return values_between(number_of(slot), low, high);
}

/// 19580500 as stored: 195805, so that a month begins before its days and after its year.
std::string date_text(std::int64_t date) {
  auto text = fmt::format("{:08}", date);
  while (text.size() > 4 && text.ends_with("00")) text.resize(text.size() - 2);
  return text;
}

Slot slot_of_date(Field field) {
  if (field == Field::date) return Slot::date;
  return field == Field::recorded ? Slot::recorded : Slot::first;
}

/// The years narrow it down fast; the values decide.
Wanted dates(const Xapian::Database& database, Field field, Span span) {
  constexpr std::int64_t last_day = 9999'12'31;
  span.last = std::min(span.last, last_day);
  return joined(Wanted::Op::filter, numbers(database, prefix_of(field), {span.first / 10000, span.last / 10000}),
                values(slot_of_date(field), date_text(span.first), fmt::format("{:08}", span.last)));
}

/// The first step of the journal at or after this time.
Revision revision_at(const Archive& archive, std::int64_t time_ms) {
  Revision revision = archive.head().revision + 1;
  archive.journal_backwards([&](const JournalEntry& entry) {
    if (entry.time_ms() < time_ms) return false;
    revision = entry.revision();
    return true;
  });
  return revision;
}

/// Documents know the step, the journal knows when it was.
Wanted times(const Archive& archive, Slot slot, Span span) {
  const auto low = span.first == open_end.first ? 0 : revision_at(archive, time_of(span.first, false));
  const auto end =
      span.last == open_end.last ? archive.head().revision + 1 : revision_at(archive, time_of(span.last, true));
  return end <= low ? Wanted{} : values(slot, sortable(low), sortable(end - 1));
}

Wanted durations(Slot slot, Span span) {
  const auto low = sortable(static_cast<std::uint64_t>(span.first));
  if (span.last == open_end.last) return values(slot, low, {});
  return values(slot, low, sortable(static_cast<std::uint64_t>(std::max<std::int64_t>(span.last, 0))));
}

}  // namespace

Wanted range_query(const Archive& archive, const Xapian::Database& database, const QueryNode& node) {
  if (node.fields.empty()) {
    if (node.name == "length") return durations(Slot::length, bounds(node, Shape::duration));
    if (node.name == "tc") return durations(Slot::tc, bounds(node, Shape::duration));
    if (node.name == "added") return times(archive, Slot::added, bounds(node, Shape::date));
    if (node.name == "changed") return times(archive, Slot::changed, bounds(node, Shape::date));
    return numbers(database, prefix_of(node.name), bounds(node, node.name == "share" ? Shape::percent : Shape::number));
  }
  const auto field = node.fields.front();
  if (row_of(field).type == Type::date) return dates(database, field, bounds(node, Shape::date));
  const auto column = has_column(field) ? std::optional(row_of(field).number) : std::nullopt;
  return numbers(database, prefix_of(field), bounds(node, field == Field::year ? Shape::year : Shape::number), column);
}

}  // namespace cuetheque
