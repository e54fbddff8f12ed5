#include "core/rights.h"

#include <algorithm>
#include <fmt/format.h>

#include "core/ascii.h"
#include "core/date.h"
#include "core/table.h"
#include "core/text.h"
#include "core/words.h"

namespace cuetheque {
namespace {

constexpr std::size_t longest = 180;  // bytes of its normal form: it is one term of the index, whole
constexpr std::size_t longest_written = 10 * longest;

template <typename Words>
bool is_one_of(const Words& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

std::optional<std::string> territory_of(std::string_view word) {
  if (lower(word) == everywhere) return std::string(everywhere);
  if (word.size() != 2 || !std::ranges::all_of(word, is_letter)) return std::nullopt;
  return upper(word);
}

/// What follows the word that a part begins with; none where it begins with another.
std::optional<std::string_view> after(std::string_view part, std::string_view word) {
  if (part.size() <= word.size() || lower(part.substr(0, word.size())) != word || part[word.size()] != ' ')
    return std::nullopt;
  return trim(part.substr(word.size() + 1));
}

/// Each of these says whether the part was understood; a thing that is said twice is not.
bool read_territories(Right& right, std::string_view words) {
  if (!right.territories.empty()) return false;
  bool all = true;
  each_word(words, [&](std::string_view word) {
    const auto territory = territory_of(word);
    if (territory) right.territories.push_back(*territory);
    all = all && territory;
  });
  return all && !right.territories.empty();
}

bool read_until(Right& right, std::string_view text) {
  const auto date = parse_date(text);
  if (!right.until.empty() || !date || !date->remark.empty()) return false;
  right.until = date->text;
  return true;
}

bool read_word(Right& right, std::string_view part) {
  auto word = lower(part);
  auto& place = word == for_ever ? right.until : right.status;
  if (!place.empty() || (word != for_ever && !is_one_of(right_statuses, word))) return false;
  place = std::move(word);
  return true;
}

bool read_part(Right& right, std::string_view part) {
  if (const auto words = after(part, "in")) return read_territories(right, *words);
  if (const auto date = after(part, "until")) return read_until(right, *date);
  const auto media = after(part, "for");
  if (!media) return read_word(right, part);
  if (!right.media.empty()) return false;
  right.media = *media;
  return true;
}

}  // namespace

std::optional<Right> parse_right(std::string_view text) {
  const auto parts = parts_of(text, ',');
  if (text.size() > longest_written || parts.empty()) return std::nullopt;
  Right right;
  const auto colon = std::min(parts[0].find(':'), parts[0].size());
  right.what = lower(trim(parts[0].substr(0, colon)));
  right.holder = trim(parts[0].substr(std::min(colon + 1, parts[0].size())));
  bool understood = is_one_of(right_kinds, right.what);
  for (std::size_t i = 1; i < parts.size() && understood; ++i) understood = read_part(right, parts[i]);
  return understood && text_of(right).size() <= longest ? std::optional(std::move(right)) : std::nullopt;
}

std::string text_of(const Right& right) {
  auto text = right.what;
  if (!right.holder.empty()) text += ": " + right.holder;
  if (!right.territories.empty()) text += fmt::format(", in {}", fmt::join(right.territories, " "));
  if (!right.media.empty()) text += ", for " + right.media;
  if (right.until == for_ever)
    text += fmt::format(", {}", for_ever);
  else if (!right.until.empty())
    text += ", until " + right.until;
  return right.status.empty() ? text : text + ", " + right.status;
}

std::string looks_of_right() {
  return fmt::format(
      "as in \"master: Cinevox Record, in DE AT, for film, until 2028-12-31, cleared\": {}; in countries or {}; {}",
      fmt::join(right_kinds, " "), everywhere, fmt::join(right_statuses, " "));
}

}  // namespace cuetheque
