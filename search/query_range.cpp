#include "search/query_range.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "core/ascii.h"

namespace cuetheque {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::month;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;
using std::chrono::years;

constexpr std::size_t most_digits = 9;

std::optional<std::int64_t> whole(std::string_view text) {
  std::int64_t value = 0;
  if (text.empty() || text.size() > most_digits || text[0] < '0' || text[0] > '9') return std::nullopt;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && stop == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::vector<std::string_view> split(std::string_view text, char mark) {
  std::vector<std::string_view> parts;
  for (std::size_t end = text.find(mark); end != text.npos; end = text.find(mark)) {
    parts.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  parts.push_back(text);
  return parts;
}

std::int64_t number_of(year_month_day date) {
  return static_cast<int>(date.year()) * 10000LL + static_cast<unsigned>(date.month()) * 100LL +
         static_cast<unsigned>(date.day());
}

std::optional<year_month_day> back_from(year_month_day today, std::int64_t count, char unit) {
  if (count > 9999) return std::nullopt;
  const auto clamp = [](year_month_day date) {
    return date.ok() ? date : year_month_day(date.year() / date.month() / std::chrono::last);
  };
  switch (unit) {
    case 'd':
      return year_month_day(sys_days(today) - days(count));
    case 'w':
      return year_month_day(sys_days(today) - days(7 * count));
    case 'm':
      return clamp(today - months(count));
    case 'y':
      return clamp(today - years(count));
    default:
      return std::nullopt;
  }
}

std::optional<year_month_day> relative_date(std::string_view text, year_month_day today) {
  if (text == "today") return today;
  if (text == "yesterday") return back_from(today, 1, 'd');
  if (text.size() < 3 || text[0] != '-') return std::nullopt;
  const auto count = whole(text.substr(1, text.size() - 2));
  return count ? back_from(today, *count, text.back()) : std::nullopt;
}

std::optional<Span> date_span(std::string_view text, year_month_day today) {
  if (const auto relative = relative_date(text, today)) return Span{number_of(*relative), number_of(*relative)};
  const auto parts = split(text, '-');
  if (parts.size() > 3 || parts[0].size() != 4) return std::nullopt;
  std::array<std::int64_t, 3> number{0, 0, 0};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto value = whole(parts[i]);
    if (!value || *value == 0 || (i > 0 && parts[i].size() > 2)) return std::nullopt;
    number[i] = *value;
  }
  const auto date = year(static_cast<int>(number[0])) / month(static_cast<unsigned>(number[1] == 0 ? 1 : number[1])) /
                    day(static_cast<unsigned>(number[2] == 0 ? 1 : number[2]));
  if (!date.ok()) return std::nullopt;
  return Span{number[0] * 10000 + number[1] * 100 + number[2],
              number[0] * 10000 + (number[1] == 0 ? 99 : number[1]) * 100 + (number[2] == 0 ? 99 : number[2])};
}

std::optional<Span> once(std::optional<std::int64_t> value) {
  return value ? std::optional(Span{*value, *value}) : std::nullopt;
}

/// 90, 90s, 3m, 1:30, 1:02:03, 1:30.5; a fourth part counts frames, which are left out.
std::optional<Span> duration_span(std::string_view text) {
  std::int64_t unit = 1000;
  if (text.ends_with('s')) text.remove_suffix(1);
  if (text.ends_with('m') || text.ends_with('h')) {
    unit = text.back() == 'm' ? 60'000 : 3'600'000;
    text.remove_suffix(1);
  }
  const auto dot = std::min(text.find('.'), text.size());
  const auto fraction = text.substr(dot);
  auto parts = split(text.substr(0, dot), ':');
  if (parts.size() == 4) parts.pop_back();
  if (parts.size() > 3 || (parts.size() > 1 && unit != 1000) || fraction.size() > 4 || fraction.size() == 1)
    return std::nullopt;
  std::int64_t total = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto value = whole(parts[i]);
    if (!value || (i > 0 && *value > 59)) return std::nullopt;
    total = total * 60 + *value;
  }
  std::int64_t thousandths = 0;
  if (!fraction.empty()) {
    const auto digits = whole(fraction.substr(1));
    if (!digits) return std::nullopt;
    thousandths = *digits;
    for (std::size_t i = fraction.size(); i < 4; ++i) thousandths *= 10;
  }
  const auto first = total * unit + thousandths * unit / 1000;
  return Span{first, fraction.empty() && unit == 1000 ? first + 999 : first};
}

/// 50, 33.33: in hundredths.
std::optional<Span> percent_span(std::string_view text) {
  if (text.ends_with('%')) text.remove_suffix(1);
  const auto dot = std::min(text.find('.'), text.size());
  const auto parts = whole(text.substr(0, dot));
  auto rest = std::string(text.substr(std::min(dot + 1, text.size())));
  if (!parts || *parts > 100 || rest.size() > 2 || (dot < text.size() && rest.empty())) return std::nullopt;
  rest.resize(2, '0');
  const auto hundredths = whole(rest);
  return hundredths ? once(*parts * 100 + *hundredths) : std::nullopt;
}

bool is_decade(std::string_view text) {
  return text.size() == 5 && text.ends_with("0s") && std::ranges::all_of(text.substr(0, 4), is_digit);
}

RangeText decade(std::string_view text) {
  auto low = std::string(text.substr(0, 4));
  auto high = low;
  high.back() = '9';
  return {low, high, false, false};
}

}  // namespace

RangeText split_range(std::string_view text, Shape shape) {
  if (text.starts_with(">=")) return {std::string(text.substr(2)), {}, false, false};
  if (text.starts_with("<=")) return {{}, std::string(text.substr(2)), false, false};
  if (text.starts_with('>')) return {std::string(text.substr(1)), {}, true, false};
  if (text.starts_with('<')) return {{}, std::string(text.substr(1)), false, true};
  if (const auto dots = text.find(".."); dots != text.npos)
    return {std::string(text.substr(0, dots)), std::string(text.substr(dots + 2)), false, false};
  if ((shape == Shape::year || shape == Shape::date) && is_decade(text)) return decade(text);
  if (shape == Shape::date && text.starts_with('-')) return {std::string(text), {}, false, false};
  return {std::string(text), std::string(text), false, false};
}

std::optional<Span> span_of(std::string_view value, Shape shape, year_month_day today) {
  switch (shape) {
    case Shape::number:
      return once(whole(value));
    case Shape::year:
      return value.size() > 4 ? std::nullopt : once(whole(value));
    case Shape::date:
      return date_span(value, today);
    case Shape::duration:
      return duration_span(value);
    case Shape::percent:
      return percent_span(value);
    default:
      return std::nullopt;
  }
}

year_month_day current_day() {
  return year_month_day(std::chrono::floor<days>(std::chrono::system_clock::now()));
}

Span bounds(const QueryNode& node, Shape shape) {
  const auto today = current_day();
  const auto low = span_of(node.low, shape, today), high = span_of(node.high, shape, today);
  auto all = open_end;
  if (low) all.first = node.low_open ? low->last + 1 : low->first;
  if (high) all.last = node.high_open ? high->first - 1 : high->last;
  return all;
}

std::int64_t time_of(std::int64_t date, bool end) {
  const auto month_number = static_cast<unsigned>(date / 100 % 100), day_number = static_cast<unsigned>(date % 100);
  const auto in_month = year(static_cast<int>(date / 10000)) / month(std::clamp(month_number, 1U, 12U));
  const year_month_day wanted(in_month / day(std::max(day_number, 1U)));
  const sys_days begins(wanted.ok() ? wanted : year_month_day(in_month / std::chrono::last));
  return std::chrono::milliseconds((begins + days(end ? 1 : 0)).time_since_epoch()).count();
}

std::string_view looks_of(Shape shape) {
  switch (shape) {
    case Shape::year:
      return "a year (1958), a decade (1960s) or a range (1958..1965)";
    case Shape::number:
      return "a whole number or a range (1..5)";
    case Shape::date:
      return "a date (1958, 1958-05, 1958-05-09, -2w) or a range (1958..1960-06)";
    case Shape::duration:
      return "a time (90, 1:30, 0:46:58) or a range (..1:30)";
    case Shape::percent:
      return "a percentage (50, 33.33) or a range (..50)";
    default:
      return "a word";
  }
}

std::optional<bool> flag_of(std::string_view word) {
  if (word == "yes" || word == "true" || word == "1") return true;
  if (word == "no" || word == "false" || word == "0") return false;
  return std::nullopt;
}

}  // namespace cuetheque
