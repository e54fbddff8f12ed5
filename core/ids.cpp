#include "core/ids.h"

#include <charconv>
#include <fmt/format.h>

namespace cuetheque {
namespace {

constexpr std::string_view letters = "?FATCNR";  // by Kind
constexpr auto kind_count = letters.size();

std::optional<Kind> kind_of_letter(char letter) {
  const char upper = letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 32) : letter;
  const auto place = letters.find(upper, 1);
  return place == std::string_view::npos ? std::nullopt : std::optional(static_cast<Kind>(place));
}

}  // namespace

std::string to_string(Id id) {
  const auto kind = static_cast<std::size_t>(id.kind);
  const fmt::format_int number(id.number);
  std::string text(1, letters[kind < kind_count ? kind : 0]);
  return text.append(number.data(), number.size());
}

std::optional<Id> parse_id(std::string_view text) {
  if (text.size() < 2 || text[1] == '0') return std::nullopt;
  const auto kind = kind_of_letter(text[0]);
  std::uint64_t number = 0;
  const auto end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + 1, end, number);
  if (!kind || error != std::errc{} || stop != end || number > 0x00ff'ffff'ffff'ffffULL) return std::nullopt;
  return Id{*kind, number};
}

}  // namespace cuetheque
