#include "importer/assembly/path_titles.h"

#include <algorithm>

#include "core/ascii.h"
#include "core/text.h"

namespace cuetheque {
namespace {

std::string_view without_extension(std::string_view name) {
  const auto dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 || name.size() - dot > 6 ? name : name.substr(0, dot);
}

std::size_t digits_at(std::string_view text, std::size_t at) {
  auto end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - at;
}

// Only ever called for up to three digits.
unsigned number_of(std::string_view digits) {
  unsigned value = 0;
  for (const char c : digits) value = value * 10 + static_cast<unsigned>(c - '0');
  return value;
}

/// What stands between a number and the title: none where the text goes on without a break.
std::size_t break_at(std::string_view text, std::size_t at) {
  auto end = at;
  while (end < text.size() && (text[end] == ' ' || text[end] == '.' || text[end] == '-' || text[end] == '_')) ++end;
  return end - at;
}

/// "1-02 ", "CD1-02 ": a disc before the track's number.
std::size_t take_disc(FileTitle& said, std::string_view text) {
  std::size_t start = 0;
  for (const std::string_view word : {"CD", "cd", "Disc ", "Disc", "Disk ", "Disk", "D", "d"})
    if (start == 0 && text.starts_with(word) && digits_at(text, word.size()) > 0) start = word.size();
  const auto disc = digits_at(text, start), end = start + disc;
  if (disc == 0 || disc > 2 || end >= text.size() || (text[end] != '-' && text[end] != '.')) return 0;
  if (digits_at(text, end + 1) != 2 || break_at(text, end + 3) == 0) return 0;
  said.disc = number_of(text.substr(start, disc));
  return end + 1;
}

/// "A1 ": a side before the track's number.
std::size_t take_side(FileTitle& said, std::string_view text) {
  if (text.size() < 3 || text[0] < 'A' || text[0] > 'H') return 0;
  const auto digits = digits_at(text, 1);
  if (digits == 0 || digits > 2 || break_at(text, 1 + digits) == 0) return 0;
  said.side = text.substr(0, 1);
  return 1;
}

std::size_t take_word(std::string_view text) {
  for (const std::string_view word : {"Track", "track", "TRACK", "Piste", "Titel", "Traccia", "Pista"})
    if (text.starts_with(word)) return word.size() + break_at(text, word.size());
  return 0;
}

/// Underscores stand for spaces where a name has no space of its own.
std::string readable(std::string_view text) {
  auto result = clean(trim(text));
  if (result.find(' ') == std::string::npos) std::ranges::replace(result, '_', ' ');
  return std::string(trim(result));
}

bool is_year(std::string_view text) {
  return text.size() == 4 && digits_at(text, 0) == 4 &&
         (text.starts_with("18") || text.starts_with("19") || text.starts_with("20"));
}

/// Takes a last "[FLAC]" or "{16-44}" off; the words of the people who made the copy, not of the album.
std::string_view without_square_brackets(std::string_view name) {
  while (name.ends_with(']') || name.ends_with('}')) {
    const auto open = name.rfind(name.back() == ']' ? '[' : '{');
    if (open == std::string_view::npos || open == 0) return name;
    name = trim(name.substr(0, open));
  }
  return name;
}

}  // namespace

FileTitle title_of_file(std::string_view file_name) {
  FileTitle said;
  const auto stem = without_extension(file_name);
  auto at = take_word(stem);
  if (at == 0) at = take_disc(said, stem);
  if (at == 0) at = take_side(said, stem);
  const auto digits = digits_at(stem, at);
  const auto after = at + digits;
  if (digits >= 1 && digits <= 3 && (after == stem.size() || break_at(stem, after) > 0)) {
    said.position = number_of(stem.substr(at, digits));
    at = after + break_at(stem, after);
  } else {
    said = {};
    at = 0;
  }
  said.title = readable(stem.substr(at));
  if (said.title.empty()) said.title = readable(stem);
  if (said.title.empty()) said.title = clean(file_name);  // a name of nothing but spaces or underscores
  return said;
}

FolderTitle title_of_folder(std::string_view folder_name) {
  const auto name = without_square_brackets(trim(folder_name));
  FolderTitle said{readable(name), {}};
  if (name.size() < 8 || name.back() != ')' || name[name.size() - 6] != '(') return said;
  const auto year = name.substr(name.size() - 5, 4);
  if (!is_year(year)) return said;
  said.title = readable(name.substr(0, name.size() - 6));
  said.year = year;
  return said;
}

}  // namespace cuetheque
