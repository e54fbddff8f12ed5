#pragma once
#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "search/query.h"
#include "search/query_fields.h"

namespace cuetheque {

/// Two ends of a range, as typed; an empty one is open.
struct RangeText {
  std::string low, high;
  bool low_open = false, high_open = false;
};

/// Takes `a..b`, `..b`, `a..`, `>a`, `>=a`, `<b`, `<=b`, a decade or a single value apart. Nothing is checked.
[[nodiscard]] RangeText split_range(std::string_view text, Shape shape);

/// The first and the last number that a value means: a year or month as a date is many days. Numbers, years:
/// themselves; dates: YYYYMMDD; durations: milliseconds; percent: hundredths; none where the text is no such value. A
/// relative date (-2w, today) counts back from `today`.
struct Span {
  std::int64_t first = 0;
  std::int64_t last = 0;
};
inline constexpr Span open_end{0, std::numeric_limits<std::int64_t>::max()};
[[nodiscard]] std::optional<Span> span_of(std::string_view value, Shape shape, std::chrono::year_month_day today);

[[nodiscard]] std::chrono::year_month_day current_day();

/// The first and the last number that a Op::range asks for; an open end goes as far as numbers do.
[[nodiscard]] Span bounds(const QueryNode& node, Shape shape);

/// When a date of a Span begins or ends (UTC), in milliseconds since 1970. The month or day that it leaves open (00,
/// 99) is the first or the last there is.
[[nodiscard]] std::int64_t time_of(std::int64_t date, bool end);

/// What a value of the shape looks like, for an error: "a number", "a date: 1958, 1958-05 …".
[[nodiscard]] std::string_view looks_of(Shape shape);

/// A `yes` or `no` in any of its spellings.
[[nodiscard]] std::optional<bool> flag_of(std::string_view word);

}  // namespace cuetheque
