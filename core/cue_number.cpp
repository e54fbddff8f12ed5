#include "core/cue_number.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>

#include "core/ascii.h"

namespace cuetheque {
namespace {

/// Reads a text from the left, piece by piece.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) { skip_space(); }

  [[nodiscard]] bool done() const { return text_.empty(); }
  [[nodiscard]] std::string_view rest() const { return text_; }

  void skip_space() { text_.remove_prefix(std::min(text_.find_first_not_of(" \t"), text_.size())); }

  /// A number of up to `most` digits; none, and nothing read, where there are none or more.
  std::optional<unsigned> number(std::size_t most) {
    const auto count = static_cast<std::size_t>(std::ranges::find_if_not(text_, is_digit) - text_.begin());
    if (count == 0 || count > most) return std::nullopt;
    unsigned value = 0;
    std::from_chars(text_.data(), text_.data() + count, value);
    text_.remove_prefix(count);
    skip_space();
    return value;
  }

  bool prefix(std::string_view wanted) {
    if (!text_.starts_with(wanted)) return false;
    text_.remove_prefix(wanted.size());
    skip_space();
    return true;
  }

  bool any_of(std::string_view characters) {
    if (text_.empty() || characters.find(text_[0]) == std::string_view::npos) return false;
    text_.remove_prefix(1);
    skip_space();
    return true;
  }

  /// The letters here, if they are at most `most`.
  std::string_view letters(std::size_t most) {
    const auto count = static_cast<std::size_t>(std::ranges::find_if_not(text_, is_letter) - text_.begin());
    if (count > most) return {};
    const auto found = text_.substr(0, count);
    text_.remove_prefix(count);
    return found;
  }

 private:
  std::string_view text_;
};

constexpr std::array version_words{"alt", "rev", "insert", "ins", "new", "wild", "pt"};

/// "alt", "v2", "pt 2" …, in brackets or not.
std::optional<std::string> version_of(std::string_view text) {
  const auto from = text.find_first_not_of(" \t([");
  if (from == std::string_view::npos) return std::string{};
  const auto to = text.find_last_not_of(" \t)]");
  auto version = lower(text.substr(from, to - from + 1));
  const bool numbered = version.size() >= 2 && version[0] == 'v' && is_digit(version[1]);
  const bool word = std::ranges::any_of(version_words, [&](std::string_view w) { return version.starts_with(w); });
  return numbered || word ? std::optional(std::move(version)) : std::nullopt;
}

bool begins_a_version(std::string_view text) {
  const auto version = version_of(text);
  return version && !version->empty();
}

/// The second half of joined cues, "1M1-2M0": read over; the first half is the number.
void skip_joined(Cursor& cursor) {
  if (!cursor.prefix("\u2013") && !cursor.any_of("-/+")) return;
  cursor.number(2);
  cursor.any_of("mM");
  cursor.number(3);
  cursor.letters(1);
  cursor.skip_space();
}

}  // namespace

std::optional<CueNumber> parse_cue_number(std::string_view written) {
  Cursor cursor(written);
  CueNumber result;
  // "R1P2", reel and part, is how scores of the 1960s to 80s count.
  const bool reel_and_part = cursor.any_of("rR");
  const auto reel = cursor.number(2);
  result.reel = reel.value_or(0);
  if (reel_and_part && !reel) return std::nullopt;
  if (!cursor.any_of(reel_and_part ? "pPmM" : "mM")) return std::nullopt;
  const auto index = cursor.number(3);
  if (!index) return std::nullopt;
  result.index = *index;
  if (!begins_a_version(cursor.rest())) result.suffix = upper(cursor.letters(3));
  cursor.skip_space();
  skip_joined(cursor);
  auto version = version_of(cursor.rest());
  if (!version) return std::nullopt;
  result.version = *std::move(version);
  return result;
}

std::string cue_number_key(std::string_view written) {
  const auto number = parse_cue_number(written);
  if (!number) return "~" + std::string(written);
  return fmt::format("{:03}M{:03}{} {}", number->reel, number->index, number->suffix, number->version);
}

}  // namespace cuetheque
