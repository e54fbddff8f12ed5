#include "importer/cue_sheets/cell_styles.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <fmt/format.h>
#include <optional>

#include "core/ascii.h"

namespace cuetheque {
namespace {

struct Builtin {
  unsigned first, last;
  CellStyle style;
};
constexpr auto builtins = std::to_array<Builtin>({{9, 10, CellStyle::percent},
                                                  {14, 17, CellStyle::date},
                                                  {18, 18, CellStyle::clock_without_seconds},
                                                  {19, 19, CellStyle::clock},
                                                  {20, 20, CellStyle::clock_without_seconds},
                                                  {21, 21, CellStyle::clock},
                                                  {22, 22, CellStyle::date_and_clock},
                                                  {45, 47, CellStyle::clock}});

/// The letters of a format code that stand for something, lower case: [h] counts hours, [Red] and [$-409] do not count.
std::string meaning_of(std::string_view code) {
  std::string letters;
  while (!code.empty()) {
    const char c = code.front();
    const char closing = c == '"' ? '"' : c == '[' ? ']' : '\0';
    const auto end = closing == '\0' ? 0 : code.find(closing, 1);
    const auto inside = closing == '\0' || end == std::string_view::npos ? code.substr(0, 1) : code.substr(1, end - 1);
    const bool elapsed = c == '[' && inside.find_first_not_of("hHmMsS") == std::string_view::npos;
    if (closing == '\0' || elapsed) letters += inside;
    if (c == ';') break;  // what follows is for negative numbers
    const std::size_t length = closing == '\0' ? (c == '\\' || c == '_' ? 2 : 1) : std::min(end, code.size() - 1) + 1;
    code.remove_prefix(std::min(length, code.size()));
  }
  return lower(letters);
}

std::optional<double> number_in(std::string_view text) {
  double value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = failed == std::errc{} && end == text.data() + text.size() && std::isfinite(value);
  return whole ? std::optional(value) : std::nullopt;
}

/// In full and without an exponent, so that a share of a day can be told.
std::string plain(double value) {
  auto text = fmt::format("{:.15g}", value);
  if (text.find('e') == std::string::npos) return text;
  if (std::abs(value) > 1e15) return text;
  text = fmt::format("{:.12f}", value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

/// Hours, minutes and seconds of a number of days; near a whole second it is that second.
std::string clock(double days, bool with_seconds) {
  const double exact = days * 86'400'000;
  const double second = std::round(exact / 1000) * 1000;
  const auto ms = std::llround(std::abs(exact - second) < 50 ? second : exact);
  if (!with_seconds) return fmt::format("{}:{:02}", ms / 3'600'000, ms / 60'000 % 60);
  const auto text = fmt::format("{:02}:{:02}:{:02}", ms / 3'600'000, ms / 60'000 % 60, ms / 1000 % 60);
  return ms % 1000 == 0 ? text : fmt::format("{}.{:03}", text, ms % 1000);
}

/// Days are counted so that 60 is the 29th of February 1900, a day there never was.
std::string date(double days, bool since_1904) {
  using std::chrono::sys_days;
  const auto whole = static_cast<int>(days) + (since_1904 ? 1462 : 0);
  const std::chrono::year_month_day day(sys_days(std::chrono::year(1899) / 12 / 30) + std::chrono::days(whole));
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

}  // namespace

CellStyle style_of_builtin(unsigned format) {
  const auto row =
      std::ranges::find_if(builtins, [&](const Builtin& one) { return format >= one.first && format <= one.last; });
  return row == builtins.end() ? CellStyle::number : row->style;
}

CellStyle style_of_code(std::string_view code) {
  const auto letters = meaning_of(code);
  const auto has = [&](std::string_view any) { return letters.find_first_of(any) != std::string::npos; };
  if (letters.find("general") != std::string::npos) return CellStyle::number;
  if (has("yd")) return has("hs") ? CellStyle::date_and_clock : CellStyle::date;
  if (has("s")) return CellStyle::clock;
  if (has("h")) return CellStyle::clock_without_seconds;
  return has("%") ? CellStyle::percent : CellStyle::number;
}

std::string styled(std::string_view number, CellStyle style, bool since_1904) {
  constexpr double most_days = 2'958'465;  // the 31st of December 9999
  const auto value = number_in(number);
  if (!value) return std::string(number);
  const bool counts_days = *value >= 0 && *value <= most_days;
  if (style == CellStyle::percent) return plain(*value * 100) + '%';
  if (style == CellStyle::number || !counts_days) return plain(*value);
  if (style == CellStyle::date) return date(*value, since_1904);
  if (style == CellStyle::clock) return clock(*value, true);
  if (style == CellStyle::clock_without_seconds) return clock(*value, false);
  return date(*value, since_1904) + ' ' + clock(*value - std::floor(*value), true);
}

}  // namespace cuetheque
