#include "core/date.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <string>

#include "core/ascii.h"

namespace cuetheque {
namespace {

int to_int(std::string_view digits) {
  int number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

int days_of(int year, int month) {
  constexpr std::array days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[static_cast<std::size_t>(month - 1)];
}

std::string_view trimmed(std::string_view text) {
  const auto from = text.find_first_not_of(" \t\r\n");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t count = 0;
  while (at + count < text.size() && is_digit(text[at + count])) ++count;
  return count;
}

/// The digits of year, month and day; month and day may be empty.
struct Parts {
  std::string_view year, month, day;
};

/// YYYYMMDD and YYYYMM, as RIFF and ID3 editors write them.
std::optional<Parts> compact(std::string_view text) {
  if (digits_at(text, 0) != text.size()) return std::nullopt;
  if (text.size() == 8) return Parts{text.substr(0, 4), text.substr(4, 2), text.substr(6, 2)};
  if (text.size() == 4) return Parts{text, {}, {}};
  return std::nullopt;
}

/// YYYY-M-D with one separator throughout; a time of day may follow a T or a space.
std::optional<Parts> separated(std::string_view text) {
  if (digits_at(text, 0) != 4 || text.size() < 6 || std::string_view("-/.").find(text[4]) == std::string_view::npos)
    return std::nullopt;
  Parts parts{text.substr(0, 4), {}, {}};
  const auto month_digits = digits_at(text, 5);
  if (month_digits < 1 || month_digits > 2) return std::nullopt;
  parts.month = text.substr(5, month_digits);
  text.remove_prefix(5 + month_digits);
  if (text.empty()) return parts;
  const auto day_digits = digits_at(text, 1);
  if (text[0] == parts.month.data()[-1] && day_digits >= 1 && day_digits <= 2) {
    parts.day = text.substr(1, day_digits);
    text.remove_prefix(1 + day_digits);
  }
  const bool time_of_day = text.size() >= 2 && (text[0] == 'T' || text[0] == ' ') && is_digit(text[1]);
  return text.empty() || time_of_day ? std::optional(parts) : std::nullopt;
}

constexpr std::array<std::string_view, 12> months{"january",   "february", "march",    "april",
                                                  "may",       "june",     "july",     "august",
                                                  "september", "october",  "november", "december"};

/// 1 to 12 of an English name or its beginning ("Oct", "Sept"), else 0.
int month_named(std::string_view word) {
  const auto small = lower(word);
  constexpr std::size_t shortest = 3;
  const auto month = std::ranges::find_if(months, [&](std::string_view name) { return name.starts_with(small); });
  return small.size() < shortest || month == months.end() ? 0 : static_cast<int>(month - months.begin()) + 1;
}

/// "Oct 3, 1995", "3rd October 1995", "May 1958": a month that is named says which number is what.
std::optional<Parts> in_words(std::string_view text) {
  constexpr std::array<std::string_view, 12> numbers{"01", "02", "03", "04", "05", "06",
                                                     "07", "08", "09", "10", "11", "12"};
  Parts parts;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(" ,.-/"), text.size());
    const auto word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty()) continue;
    const auto digits = digits_at(word, 0);
    const auto rest = word.substr(digits);
    const bool ordinal = rest.empty() || rest == "st" || rest == "nd" || rest == "rd" || rest == "th";
    if (const int month = digits == 0 ? month_named(word) : 0; month != 0 && parts.month.empty())
      parts.month = numbers[static_cast<std::size_t>(month - 1)];
    else if (digits == 4 && rest.empty() && parts.year.empty())
      parts.year = word;
    else if ((digits == 1 || digits == 2) && ordinal && parts.day.empty())
      parts.day = word.substr(0, digits);
    else
      return std::nullopt;
  }
  return parts.month.empty() || parts.year.empty() ? std::nullopt : std::optional(parts);
}

PartialDate as_year(std::string_view year, std::string_view written, std::string_view why) {
  return {std::string(year), fmt::format("date '{}' {}, read as {}", written, why, year)};
}

std::optional<PartialDate> checked(const Parts& parts, std::string_view written) {
  const int year = to_int(parts.year);
  const int month = to_int(parts.month);
  const int day = to_int(parts.day);
  if (year == 0) return std::nullopt;
  if (month > 12) return as_year(parts.year, written, "has no such month");
  if (month == 0) return PartialDate{std::string(parts.year), {}};
  const auto of_month = fmt::format("{}-{:02}", parts.year, month);
  if (day > days_of(year, month)) return as_year(of_month, written, "has no such day");
  return PartialDate{day == 0 ? of_month : fmt::format("{}-{:02}", of_month, day), {}};
}

/// The first four digits with no digit beside them.
std::optional<std::string_view> lone_year(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto count = digits_at(text, at);
    if (count == 4 && text.substr(at, 4) != "0000") return text.substr(at, 4);
    at += count;
  }
  return std::nullopt;
}

}  // namespace

std::optional<PartialDate> parse_date(std::string_view written) {
  const auto text = trimmed(written);
  if (const auto parts = compact(text)) return checked(*parts, text);
  if (const auto parts = separated(text)) return checked(*parts, text);
  if (const auto parts = in_words(text)) return checked(*parts, text);
  const auto year = lone_year(text);
  if (!year) return std::nullopt;
  return as_year(*year, text, "is not year-month-day");
}

int year_of(const PartialDate& date) {
  return to_int(std::string_view(date.text).substr(0, 4));
}

}  // namespace cuetheque
