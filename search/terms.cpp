#include "search/terms.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <xapian.h>

#include "core/ascii.h"
#include "core/cue_number.h"
#include "core/text.h"

namespace cuetheque {
namespace {

constexpr std::size_t longest_term = 200;

std::uint64_t digest_of(std::string_view text) {
  std::uint64_t digest = 0xcbf29ce484222325ULL;  // FNV-1a
  for (const char c : text) digest = (digest ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return digest;
}

constexpr bool two_letters_below_q(std::uint16_t number) {
  return number / 16 < 'Q' - 'A';
}
static_assert(std::ranges::all_of(fields, two_letters_below_q, &FieldRow::number),
              "a field's prefix must begin like no other term");

std::array<std::string, fields.size()> all_prefixes() {
  std::array<std::string, fields.size()> all;
  for (const auto& row : fields)
    all[static_cast<std::size_t>(row.id)] = {static_cast<char>('A' + row.number / 16),
                                             static_cast<char>('A' + row.number % 16)};
  return all;
}

std::string cue_text(const CueNumber& cue) {
  const auto reel = cue.reel == 0 ? std::string() : std::to_string(cue.reel);
  return fold(fmt::format("{}m{}{}{}", reel, cue.index, cue.suffix, cue.version));
}

}  // namespace

std::string prefix_of(std::string_view name) {
  return "X" + upper(name);
}

const std::string& prefix_of(Field field) {
  static const auto all = all_prefixes();
  return all[static_cast<std::size_t>(field)];
}

std::string term_of(std::string_view prefix, std::string_view text) {
  std::string term(prefix);
  term += text;
  if (term.size() <= longest_term) return term;
  return term.substr(0, longest_term - 16) + fmt::format("{:016x}", digest_of(text));
}

std::string id_term(Id id) {
  return "XID" + to_string(id);
}
std::string id_term(Field field, Id id) {
  return prefix_of(field) + to_string(id);
}
std::string key_term(std::string_view key) {
  return "Q" + std::string(key);
}

std::string stem_of(const std::string& word) {
  thread_local const Xapian::Stem english("english");
  return english(word);
}

std::string stem_term(Field field, const std::string& stem) {
  return term_of("Z" + prefix_of(field), stem);
}

std::string code_text(Field field, std::string_view value) {
  if (field == Field::cue) {
    if (const auto cue = parse_cue_number(value)) return cue_text(*cue);
  }
  auto text = fold(value);
  std::erase_if(text, [](char c) {
    return c == ' ' || c == '-' || c == '.' || c == '/' || static_cast<unsigned char>(c) < 0x20;
  });
  return text;
}

std::string vocabulary_text(std::string_view id) {
  auto text = fold(trim(id));
  std::erase_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  return text;
}

bool keeps_word_order(Field field) {
  return is_stemmed(field) && field != Field::note && field != Field::copyright;
}

std::string words_in_order(const std::vector<std::string>& words) {
  if (words.size() < 2) return {};
  std::string text = " ";
  for (const auto& word : words) text.append(word).append(" ");
  return text += '\n';
}

bool is_stemmed(Field field) {
  return row_of(field).type == Type::prose || field == Field::scene;
}

std::string sortable(std::uint64_t number) {
  return fmt::format("{:014}", number);
}

}  // namespace cuetheque
