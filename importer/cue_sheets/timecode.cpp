#include "importer/cue_sheets/timecode.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <fmt/format.h>
#include <string>
#include <utility>

#include "core/ascii.h"

namespace cuetheque {
namespace {

using std::chrono::milliseconds;
using Text = std::string_view;

std::optional<unsigned> number(Text text, std::size_t most) {
  if (text.empty() || text.size() > most || !std::ranges::all_of(text, is_digit)) return std::nullopt;
  unsigned value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

Text trimmed(Text text) {
  const auto from = text.find_first_not_of(" \t\r\n");
  if (from == Text::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

milliseconds clock(unsigned hours, unsigned minutes, unsigned seconds) {
  return std::chrono::hours(hours) + std::chrono::minutes(minutes) + std::chrono::seconds(seconds);
}

/// ".5", ".25", ".125": a fraction of a second.
std::optional<milliseconds> fraction(Text digits) {
  const auto value = number(digits, 3);
  if (!value) return std::nullopt;
  constexpr std::array<unsigned, 4> units{0, 100, 10, 1};
  return milliseconds(*value * units[digits.size()]);
}

/// Frames as a fraction of the timecode's second, rounded to the nearest millisecond so that they can be found again.
std::optional<milliseconds> frames(Text digits, FrameRate rate) {
  const auto value = number(digits, 3);
  if (!value || *value >= rate.nominal) return std::nullopt;
  return milliseconds((*value * 1000 + rate.nominal / 2) / rate.nominal);
}

/// 2'58" as 2:58.
std::string minutes_and_seconds(Text text) {
  std::string written(text);
  std::ranges::replace(written, '\'', ':');
  if (written.ends_with('"') && text.find('\'') != Text::npos) written.pop_back();
  return written;
}

std::optional<milliseconds> plus(std::optional<milliseconds> one, std::optional<milliseconds> other) {
  return one && other ? std::optional(*one + *other) : std::nullopt;
}

/// Two or three numbers with colons. MM:SS may have more than 59 minutes, HH:MM:SS may not.
std::optional<milliseconds> clock_of(Text text) {
  const auto first = text.find(':');
  if (first == Text::npos) return std::nullopt;
  const auto second = text.find(':', first + 1);
  const auto a = number(text.substr(0, first), 3);
  const auto b = number(text.substr(first + 1, second == Text::npos ? second : second - first - 1), 2);
  if (!a || !b || *b > 59) return std::nullopt;
  if (second == Text::npos) return clock(0, *a, *b);
  const auto c = number(text.substr(second + 1), 2);
  return c && *c <= 59 ? std::optional(clock(*a, *b, *c)) : std::nullopt;
}

/// H.MM:SS, as some broadcasters' forms have it.
std::optional<milliseconds> hours_and_clock(Text hours, Text rest) {
  const auto count = number(hours, 2);
  return count ? plus(clock(*count, 0, 0), clock_of(rest)) : std::nullopt;
}

/// A semicolon says that frames are dropped, which 30 and 60 a second alone do, whatever the header says.
FrameRate dropping(FrameRate rate) {
  return rate.nominal % 30 == 0 ? rate : FrameRate{30, true};
}

/// A clock, then frames after a third colon or a semicolon, or a fraction after a point or comma.
std::optional<milliseconds> timecode(Text text, FrameRate rate) {
  if (const auto mark = text.find_first_of(".,"); mark != Text::npos) {
    if (text.find(':') > mark) return hours_and_clock(text.substr(0, mark), text.substr(mark + 1));
    return plus(clock_of(text.substr(0, mark)), fraction(text.substr(mark + 1)));
  }
  if (const auto mark = text.find(';'); mark != Text::npos)
    return plus(clock_of(text.substr(0, mark)), frames(text.substr(mark + 1), dropping(rate)));
  if (std::ranges::count(text, ':') < 3) return clock_of(text);
  const auto mark = text.rfind(':');
  return plus(clock_of(text.substr(0, mark)), frames(text.substr(mark + 1), rate));
}

/// 123+04: 35 mm film has 16 frames to the foot and 24 to the second.
std::optional<milliseconds> feet_and_frames(Text text) {
  const auto mark = text.find('+');
  const auto feet = number(text.substr(0, mark), 6);
  const auto rest = number(text.substr(mark + 1), 2);
  if (!feet || !rest || *rest > 15) return std::nullopt;
  return milliseconds((std::uint64_t{*feet} * 16 + *rest) * 1000 / 24);
}

/// A spreadsheet's fraction of a day. Its last digit is rounded, so that what lies near a whole second is that second.
std::optional<milliseconds> part_of_a_day(Text written) {
  std::string text(written);
  std::ranges::replace(text, ',', '.');
  double part = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), part);
  if (!is_digit(text.back()) || failed != std::errc{} || end != text.data() + text.size() || part < 0 || part >= 1)
    return std::nullopt;
  const double seconds = part * 86400;
  const double whole = std::round(seconds);
  return milliseconds(std::llround((std::abs(seconds - whole) < 0.05 ? whole : seconds) * 1000));
}

/// ISO 8601 without days, as DDEX writes durations: PT1H2M3.5S.
std::optional<milliseconds> iso_duration(Text text) {
  milliseconds total{0};
  text.remove_prefix(2);
  for (const auto& [unit, length] : {std::pair{'H', 3'600'000}, std::pair{'M', 60'000}, std::pair{'S', 1'000}}) {
    const auto end = text.find(unit);
    if (end == Text::npos) continue;
    const auto point = std::min(text.find('.'), end);
    const auto count = number(text.substr(0, point), 6);
    const auto part = point == end ? milliseconds(0) : fraction(text.substr(point + 1, end - point - 1));
    if (!count || !part) return std::nullopt;
    total += std::int64_t{*count} * milliseconds(length) + *part;
    text.remove_prefix(end + 1);
  }
  return text.empty() ? std::optional(total) : std::nullopt;
}

}  // namespace

std::optional<FrameRate> parse_frame_rate(std::string_view written) {
  auto text = trimmed(written);
  const auto end = text.find_first_not_of("0123456789.,");
  const auto digits = text.substr(0, end);
  const auto rest = end == Text::npos ? Text{} : trimmed(text.substr(end));
  const bool drop =
      rest.starts_with("DF") || rest.starts_with("df") || rest.starts_with("drop") || rest.starts_with(';');
  const auto whole = number(digits.substr(0, digits.find_first_of(".,")), 3);
  if (!whole || *whole == 0 || *whole > 120) return std::nullopt;
  // 23.976, 29.97 and 59.94 count as many frames as the whole number above them.
  const bool fractional = digits.find_first_of(".,") != Text::npos && digits.find_first_not_of("0.,", 3) != Text::npos;
  return FrameRate{fractional ? *whole + 1 : *whole, drop};
}

std::optional<std::chrono::milliseconds> parse_timecode(std::string_view written, FrameRate rate) {
  const auto with_colons = minutes_and_seconds(trimmed(written));
  const Text text = with_colons;
  if (text.size() > 32) return std::nullopt;
  if (text.starts_with("PT")) return iso_duration(text);
  if (text.find('+') != Text::npos) return feet_and_frames(text);
  if (text.find(':') != Text::npos) return timecode(text, rate);
  if (text.starts_with("0.") || text.starts_with("0,") || text.find_first_of("eE") != Text::npos)
    return part_of_a_day(text);
  const auto seconds = number(text, 5);
  return seconds ? std::optional<milliseconds>(std::chrono::seconds(*seconds)) : std::nullopt;
}

std::string clock_text(std::chrono::milliseconds time) {
  const auto ms = time.count();
  const auto text = fmt::format("{:02}:{:02}:{:02}", ms / 3'600'000, ms / 60'000 % 60, ms / 1000 % 60);
  return ms % 1000 == 0 ? text : fmt::format("{}.{:03}", text, ms % 1000);
}

}  // namespace cuetheque
