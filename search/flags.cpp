#include "search/flags.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>
#include <vector>

#include "core/error.h"
#include "core/words.h"
#include "search/query_fields.h"
#include "search/remembered.h"

namespace cuetheque {
namespace {

constexpr std::string_view prefix = "XFLAGS";
struct Named {
  std::string_view name;
  std::size_t flag;  ///< on disk: index_schema changes with it
};
constexpr auto has_flags =
    std::to_array<Named>({{"tracks", 200}, {"cues", 201}, {"file", 202}, {"picture", 203}, {"remark", 204}});
constexpr auto is_flags = std::to_array<Named>({{"score", 220},
                                                {"song", 221},
                                                {"source", 222},
                                                {"sfx", 223},
                                                {"unreleased", 224},
                                                {"alternate", 225},
                                                {"suite", 226},
                                                {"tracked", 227},
                                                {"rejected", 228},
                                                {"uncredited", 229},
                                                {"heard", 231},
                                                {"unheard", 232},
                                                {"guess", 233}});

/// `is:` words that no document is marked with: rights answer, and ties. 230 was the first one's, and is not free.
constexpr std::string_view not_marked = "cleared ambiguous";

constexpr bool fields_end_below(std::size_t flag) {
  return std::ranges::all_of(fields, [&](const FieldRow& row) { return row.number < flag; });
}
constexpr bool has_each_word(std::string_view query_name, std::span<const Named> flags) {
  const auto* row = std::ranges::find(query_fields, query_name, &QueryField::name);
  bool all = true;
  each_word(row->choices, [&](std::string_view choice) {
    all = all && (has_word(not_marked, choice) || std::ranges::find(flags, choice, &Named::name) != flags.end());
  });
  return all;
}
static_assert(has_each_word("has", has_flags) && has_each_word("missing", has_flags) && has_each_word("is", is_flags),
              "what a query may ask is a flag of the index");

static_assert(fields_end_below(has_flags.front().flag), "a field's number and another flag must not meet");

template <typename Rows>
std::size_t flag_named(const Rows& rows, std::string_view name) {
  const auto row = std::ranges::find(rows, name, &Named::name);
  if (row == rows.end()) throw Error(Cause::bug, "no such flag in the index", std::string(name));
  return row->flag;
}

char digit_of(unsigned value) {
  return static_cast<char>(value < 10 ? '0' + value : 'a' + value - 10);
}
unsigned value_of(char digit) {
  return static_cast<unsigned>(digit <= '9' ? digit - '0' : digit - 'a' + 10);
}

}  // namespace

void Flags::set(std::size_t flag) {
  auto& digit = digits_.at(flag / bits_a_digit);
  digit = static_cast<std::uint8_t>(digit | 1U << flag % bits_a_digit);
}

std::string Flags::term() const {
  const auto last = std::find_if(digits_.rbegin(), digits_.rend(), [](unsigned value) { return value != 0; });
  if (last == digits_.rend()) return {};
  std::string term(prefix);
  std::transform(digits_.begin(), last.base(), std::back_inserter(term), digit_of);
  return term;
}

std::size_t flag_of_has(std::string_view name) {
  return flag_named(has_flags, name);
}
std::size_t flag_of_is(std::string_view name) {
  return flag_named(is_flags, name);
}

Wanted with_flag(const Xapian::Database& database, std::size_t flag) {
  const std::string all(prefix);
  const auto digit = all.size() + flag / Flags::bits_a_digit;
  const auto mask = 1U << flag % Flags::bits_a_digit;
  std::vector<Wanted> sets;
  for (const auto& term : terms_with(database, all))
    if (term.size() > digit && (value_of(term[digit]) & mask) != 0) sets.push_back(term_wanted(term));
  return any_of(Wanted::Op::any, std::move(sets));
}

}  // namespace cuetheque
