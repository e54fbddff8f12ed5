#include "importer/assembly/disc_names.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "core/ascii.h"

namespace cuetheque {
namespace {

// Bytes of UTF-8 beyond ASCII count as part of a word, except where a separator below takes them first.
constexpr bool in_word(char c) {
  return is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}

bool starts_with(std::string_view text, std::string_view word) {
  return text.size() >= word.size() && std::ranges::equal(text.substr(0, word.size()), word, {}, to_lower, to_lower);
}

constexpr auto separators = std::to_array<std::string_view>(
    {" ", ".", "_", "-",      "#",      ",",      ":",      "~",      "(",      ")",     "[",
     "]", "{", "}", "\u2013", "\u2014", "\u3000", "\u00b7", "\u30fb", "\uff08", "\uff09"});

std::size_t separator_at(std::string_view text) {
  const auto found = std::ranges::find_if(separators, [&](std::string_view s) { return text.starts_with(s); });
  return found == separators.end() ? 0 : found->size();
}

std::string_view without_leading_separators(std::string_view text) {
  while (const auto length = separator_at(text)) text.remove_prefix(length);
  return text;
}

std::string_view without_trailing_separators(std::string_view text) {
  for (bool again = true; again;) {
    again = false;
    for (const auto s : separators)
      if (text.ends_with(s)) text.remove_suffix(s.size()), again = true;
  }
  return text;
}

// Longer words first where one begins with another.
constexpr auto disc_words =
    std::to_array<std::string_view>({"compact disc", "disque", "disco", "disc", "disk", "cd", "sacd", "dvd", "vinyl",
                                     "lp", "platte", "record", "tape", "cassette", "ディスク", "диск", "Диск"});
constexpr auto side_words = std::to_array<std::string_view>({"side", "seite", "lato", "cara", "face", "lado"});
constexpr std::string_view bonus_word = "bonus";

/// The bytes that any of these words begins with: most words of most titles are told apart by theirs.
constexpr auto first_bytes = [] {
  std::array<bool, 256> first{};
  const auto mark = [&](std::string_view word) {
    for (const char c : {word.front(), to_upper(word.front())}) first[static_cast<unsigned char>(c)] = true;
  };
  std::ranges::for_each(disc_words, mark);
  std::ranges::for_each(side_words, mark);
  mark(bonus_word);
  return first;
}();

constexpr auto numbers =
    std::to_array<std::string_view>({"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"});

struct Said {
  DiscName name;
  std::string_view rest;  // what follows
};

template <typename Words>
std::optional<std::string_view> after_word(std::string_view text, const Words& words) {
  for (const auto word : words)
    if (starts_with(text, word)) return text.substr(word.size());
  return std::nullopt;
}

bool ends_word(std::string_view rest) {
  return rest.empty() || separator_at(rest) > 0 || !in_word(rest.front());
}

std::optional<Said> numbered(std::string_view text) {
  std::size_t digits = 0;
  while (digits < text.size() && is_digit(text[digits])) ++digits;
  if (digits == 1 || digits == 2) {
    unsigned value = 0;
    for (const char c : text.substr(0, digits)) value = value * 10 + static_cast<unsigned>(c - '0');
    if (value == 0 || !ends_word(text.substr(digits))) return std::nullopt;
    return Said{{value, "", "", false}, text.substr(digits)};
  }
  for (std::size_t i = 0; digits == 0 && i < numbers.size(); ++i)
    if (starts_with(text, numbers[i]) && ends_word(text.substr(numbers[i].size())))
      return Said{{static_cast<unsigned>(i + 1), "", "", false}, text.substr(numbers[i].size())};
  return std::nullopt;
}

std::optional<Said> side_said(std::string_view text) {
  const auto after = after_word(text, side_words);
  if (!after || ends_word(*after) == false) return std::nullopt;
  const auto letter = without_leading_separators(*after);
  if (!letter.empty() && is_letter(letter.front()) && ends_word(letter.substr(1)))
    return Said{{0, std::string(1, to_upper(letter.front())), "", false}, letter.substr(1)};
  auto number = numbered(letter);
  if (!number || number->name.disc > 26) return std::nullopt;
  return Said{{0, std::string(1, static_cast<char>('A' + number->name.disc - 1)), "", false}, number->rest};
}

// "2 of 7" counts the discs; the second number says nothing about this one.
std::string_view without_total(std::string_view rest) {
  const auto words = without_leading_separators(rest);
  const auto after = after_word(words, std::to_array<std::string_view>({"of ", "von ", "de ", "/"}));
  if (!after) return rest;
  const auto total = numbered(without_leading_separators(*after));
  return total ? total->rest : rest;
}

// Only "bonus" beside a word for a disc: "[Bonus Tracks]" are on the same one.
std::optional<Said> bonus_said(std::string_view text) {
  constexpr std::array bonus{bonus_word};
  auto rest = after_word(text, bonus);
  if (rest)
    rest = after_word(without_leading_separators(*rest), disc_words);
  else if (const auto disc = after_word(text, disc_words))
    rest = after_word(without_leading_separators(*disc), bonus);
  if (!rest || !without_leading_separators(*rest).empty()) return std::nullopt;
  return Said{{0, "", "", true}, text};
}

std::optional<Said> disc_said(std::string_view text) {
  if (text.empty() || !first_bytes[static_cast<unsigned char>(text.front())]) return std::nullopt;
  if (auto side = side_said(text)) return side;
  if (auto bonus = bonus_said(text)) return bonus;
  const auto after = after_word(text, disc_words);
  if (!after) return std::nullopt;
  auto said = numbered(without_leading_separators(*after));
  if (!said) return std::nullopt;
  said->rest = without_total(said->rest);
  if (const auto side = side_said(without_leading_separators(said->rest))) {
    said->name.side = side->name.side;
    said->rest = side->rest;
  }
  return said;
}

DiscName named(const Said& said) {
  auto name = said.name;
  name.title = without_trailing_separators(without_leading_separators(said.rest));
  return name;
}

constexpr bool at_word_start(std::string_view text, std::size_t at) {
  return at > 0 && !in_word(text[at - 1]);
}

void say_more(DiscName& known, const DiscName& said) {
  if (said.disc != 0) known.disc = said.disc;
  if (!said.side.empty()) known.side = said.side;
  if (!said.title.empty()) known.title = said.title;
  known.bonus = known.bonus || said.bonus;
}

}  // namespace

std::optional<DiscName> disc_of_name(std::string_view name) {
  const auto said = disc_said(without_leading_separators(name));
  if (!said) return std::nullopt;
  return named(*said);
}

std::optional<TitledDisc> disc_of_title(std::string_view title) {
  for (std::size_t at = 1; at < title.size(); ++at) {
    if (!at_word_start(title, at)) continue;
    const auto said = disc_said(title.substr(at));
    if (!said) continue;
    const auto stem = without_trailing_separators(title.substr(0, at));
    if (!stem.empty()) return TitledDisc{std::string(stem), named(*said)};
  }
  return std::nullopt;
}

DiscName disc_of_path(std::string_view unit_folder, std::string_view path) {
  DiscName known;
  const std::filesystem::path folder(unit_folder);
  const auto below = std::filesystem::path(path).parent_path().lexically_relative(folder.empty() ? "." : folder);
  const auto own = folder.filename().native();
  bool first = true;
  for (const auto& part : below) {
    const auto& name = part.native();
    if (name == ".." || name == ".") continue;
    if (const auto disc = disc_of_name(name))
      say_more(known, *disc);
    else if (const auto titled = disc_of_title(name); titled && first)
      say_more(known, titled->disc);
    first = false;
  }
  if (known.disc == 0)
    if (const auto titled = disc_of_title(own); titled && known != DiscName{0, "", known.title, true}) {
      known.disc = titled->disc.disc;
      known.bonus = titled->disc.bonus;
    }
  if (known.disc == 0 && !known.side.empty()) known.disc = static_cast<unsigned>(known.side.front() - 'A') / 2 + 1;
  return known;
}

}  // namespace cuetheque
