#include "importer/cue_files/words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>

#include "core/ascii.h"

namespace cuetheque::cue_words {
namespace {

constexpr std::string_view white = " \t\v\f\r\n";
constexpr std::string_view odd_unclosed = "quote that is never closed";
constexpr std::string_view odd_no_type = "FILE without a type";

/// The text without the typographic quotes that some editors put around a FILE name.
std::string_view without_smart_quotes(std::string_view text) {
  for (const std::string_view quote : {"\u201C", "\u201D", "\u201E"}) {
    if (text.starts_with(quote)) text.remove_prefix(quote.size());
    if (text.ends_with(quote)) text.remove_suffix(quote.size());
  }
  return text;
}

/// `name type` without quotes. A last word with a dot is the end of a name that has no type.
FileWords bare_file_words(std::string_view args) {
  const auto cut = args.find_last_of(white);
  const auto last = cut == std::string_view::npos ? args : args.substr(cut + 1);
  if (cut == std::string_view::npos || last.find('.') != std::string_view::npos)
    return {std::string(without_smart_quotes(args)), {}, odd_no_type};
  return {std::string(without_smart_quotes(trimmed(args.substr(0, cut)))), upper(last), {}};
}

FileWords unclosed_file_words(std::string_view args) {
  auto words = bare_file_words(args.substr(1));
  words.odd = odd_unclosed;
  return words;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  const auto from = text.find_first_not_of(white);
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(white) - from + 1);
}

Split first_word(std::string_view text) {
  text = trimmed(text);
  const auto end = std::min(text.find_first_of(white), text.size());
  return {text.substr(0, end), trimmed(text.substr(end))};
}

Value value_of(std::string_view args) {
  args = trimmed(args);
  if (!args.starts_with('"')) return {std::string(args), {}};
  const auto last = args.rfind('"');
  if (last == 0) return {std::string(trimmed(args.substr(1))), odd_unclosed};
  const auto inside = args.substr(1, last - 1);
  if (last + 1 < args.size()) return {std::string(inside), "text after the closing quote"};
  return {std::string(inside),
          inside.find('"') == std::string_view::npos ? std::string_view{} : "quotes inside the quotes"};
}

FileWords file_words(std::string_view args) {
  args = trimmed(args);
  if (!args.starts_with('"')) return bare_file_words(args);
  const auto last = args.rfind('"');
  if (last == 0) return unclosed_file_words(args);
  const auto type = trimmed(args.substr(last + 1));
  return {std::string(args.substr(1, last - 1)), upper(first_word(type).word),
          type.empty() ? odd_no_type : std::string_view{}};
}

std::optional<unsigned> number_of(std::string_view text, std::size_t most) {
  if (text.empty() || text.size() > most) return std::nullopt;
  unsigned number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<Time> time_of(std::string_view text) {
  const auto first = text.find(':');
  const auto second = text.find(':', first + 1);
  if (first == std::string_view::npos || second == std::string_view::npos) return std::nullopt;
  const auto minutes = number_of(text.substr(0, first), 4);
  const auto seconds = number_of(text.substr(first + 1, second - first - 1), 2);
  const auto frames = number_of(text.substr(second + 1), 2);
  if (!minutes || !seconds || !frames || *seconds > 59) return std::nullopt;
  const Frames at = std::chrono::minutes(*minutes) + std::chrono::seconds(*seconds) + Frames(*frames);
  constexpr Frames end = std::chrono::minutes(10'000);  // what would be carried past it could not be written
  if (at >= end) return std::nullopt;
  return Time{at, *frames > 74};
}

std::string to_text(Frames at) {
  const auto count = at.count();
  return fmt::format("{:02}:{:02}:{:02}", count / (75 * 60), count / 75 % 60, count % 75);
}

bool is_key(std::string_view word) {
  return word.size() >= 2 && word.size() <= 32 &&
         std::ranges::all_of(word, [](char c) { return is_digit(c) || is_letter(c) || c == '_'; });
}

}  // namespace cuetheque::cue_words
