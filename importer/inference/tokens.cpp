#include "importer/inference/tokens.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_set>

#include "core/error.h"
#include "core/text.h"

namespace cuetheque {
namespace {

struct Character {
  char32_t code = 0;
  std::size_t bytes = 1;
};

// Titles were cleaned before they come here; broken bytes are only kept from doing harm.
Character character_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(at);
  const std::size_t bytes = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (bytes == 1 || at + bytes > text.size()) return {lead < 0x80 ? lead : 0, 1};
  char32_t code = lead & (0x7FU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) code = (code << 6U) | (byte(at + i) & 0x3FU);
  return {code, bytes};
}

struct Range {
  char32_t low, high;
};

bool within(char32_t code, std::initializer_list<Range> ranges) {
  return std::ranges::any_of(ranges, [code](const Range& range) { return code >= range.low && code <= range.high; });
}

bool is_separator(char32_t code) {
  if (code < 0x80) return !within(code, {{'0', '9'}, {'A', 'Z'}, {'a', 'z'}, {'&', '&'}});
  return within(code, {{0x80, 0xA9},
                       {0xAB, 0xB4},
                       {0xB6, 0xB9},
                       {0xBB, 0xBF},
                       {0xD7, 0xD7},
                       {0x2000, 0x206F},
                       {0x3000, 0x3004},
                       {0x3008, 0x303F},
                       {0x30FB, 0x30FB},
                       {0xFE00, 0xFE0F},
                       {0xFF01, 0xFF0F},
                       {0xFF1A, 0xFF20},
                       {0xFF3B, 0xFF40},
                       {0xFF5B, 0xFF65}});
}

bool stands_alone(char32_t code) {
  return code == '&' ||
         within(code, {{0x3005, 0x3007}, {0x3041, 0x30FA}, {0x30FC, 0x30FF}, {0x3400, 0x9FFF}, {0xFF66, 0xFF9F}});
}

bool is_number(std::string_view word) {
  const auto made_of = [word](std::string_view letters) {
    return word.find_first_not_of(letters) == std::string_view::npos;
  };
  if (word.empty() || word.size() > 5) return false;
  if (made_of("0123456789") || made_of("ivx")) return true;
  constexpr auto words =
      std::to_array<std::string_view>({"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"});
  return std::ranges::find(words, word) != words.end();
}

bool asks(const PatternPiece& piece, std::string_view word) {
  switch (piece.what) {
    case PatternPiece::What::word:
      return word == piece.word;
    case PatternPiece::What::number:
      return is_number(word);
    case PatternPiece::What::year:
      return is_year(word);
    default:
      return true;
  }
}

std::size_t longest(const PatternPiece& piece) {
  if (piece.what == PatternPiece::What::some) return 3;
  return piece.what == PatternPiece::What::rest ? 8 : 1;
}

bool match_from(const Pattern& pattern, std::size_t piece, const std::vector<TitleToken>& tokens, std::size_t begin,
                std::size_t end) {
  if (piece == pattern.size()) return begin == end;
  const auto most = std::min(longest(pattern[piece]), end - begin);
  for (std::size_t taken = 1; taken <= most; ++taken) {
    if (!asks(pattern[piece], tokens[begin + taken - 1].folded)) return false;
    if (match_from(pattern, piece + 1, tokens, begin + taken, end)) return true;
  }
  return false;
}

std::optional<PatternPiece> special(char c) {
  switch (c) {
    case '*':
      return PatternPiece{PatternPiece::What::some, {}};
    case '%':
      return PatternPiece{PatternPiece::What::rest, {}};
    case '#':
      return PatternPiece{PatternPiece::What::number, {}};
    case '@':
      return PatternPiece{PatternPiece::What::year, {}};
    default:
      return std::nullopt;
  }
}

using Patterns = std::vector<Pattern>;

std::string_view kept(std::string&& word) {
  static std::unordered_set<std::string> words;
  return *words.insert(std::move(word)).first;
}

Patterns joined(Patterns&& heads, const Patterns& tails) {
  Patterns all;
  if (tails.size() == 1) {
    for (auto& head : heads) head.insert(head.end(), tails.front().begin(), tails.front().end());
    return std::move(heads);
  }
  all.reserve(heads.size() * tails.size());
  for (const auto& head : heads)
    for (const auto& tail : tails) {
      all.push_back(head);
      all.back().insert(all.back().end(), tail.begin(), tail.end());
    }
  return all;
}

// A recursive descent over: alternatives = sequence { '|' sequence }; sequence = { word | special | '[' … ']' | '(' …
// ')' }.
class PatternParser {
 public:
  explicit PatternParser(std::string_view text) : text_(text) {}

  Patterns whole() {
    auto patterns = alternatives();
    if (at_ != text_.size()) throw wrong();
    return patterns;
  }

 private:
  Patterns alternatives() {
    auto all = sequence();
    while (take('|')) std::ranges::move(sequence(), std::back_inserter(all));
    return all;
  }

  Patterns sequence() {
    Patterns all{Pattern{}};
    while (at_ < text_.size() && text_[at_] != '|' && text_[at_] != ')' && text_[at_] != ']')
      all = joined(std::move(all), item());
    return all;
  }

  Patterns item() {
    if (take('[')) {
      auto inner = closed(']');
      inner.emplace_back();
      return inner;
    }
    if (take('(')) return closed(')');
    if (auto piece = special(text_[at_])) {
      ++at_;
      return {{*piece}};
    }
    return {plain()};
  }

  Patterns closed(char bracket) {
    auto inner = alternatives();
    if (!take(bracket)) throw wrong();
    return inner;
  }

  Pattern plain() {
    const auto end = std::min(text_.find_first_of("[]()|*%#@", at_), text_.size());
    Pattern words;
    for (auto& token : title_tokens(text_.substr(at_, end - at_)))
      words.push_back({PatternPiece::What::word, kept(std::move(token.folded))});
    at_ = end;
    return words;
  }

  bool take(char c) {
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  Error wrong() const { return {Cause::bug, "brackets do not match in a rule: " + std::string(text_)}; }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<TitleToken> title_tokens(std::string_view title) {
  std::vector<TitleToken> tokens;
  std::size_t open = title.size();
  const auto close = [&](std::size_t end) {
    if (open < end) tokens.push_back({fold(title.substr(open, end - open)), open, end});
    open = title.size();
  };
  for (std::size_t at = 0; at < title.size();) {
    const auto [code, bytes] = character_at(title, at);
    const bool alone = stands_alone(code);
    if (alone || is_separator(code))
      close(at);
    else
      open = std::min(open, at);
    at += bytes;
    if (alone) tokens.push_back({fold(title.substr(at - bytes, bytes)), at - bytes, at});
  }
  close(title.size());
  return tokens;
}

std::vector<Pattern> patterns_of(std::string_view text) {
  return PatternParser(text).whole();
}

std::size_t longest_match(const Pattern& pattern) {
  std::size_t most = 0;
  for (const auto& piece : pattern) most += longest(piece);
  return most;
}

bool matches(const Pattern& pattern, const std::vector<TitleToken>& tokens, std::size_t begin, std::size_t end) {
  return match_from(pattern, 0, tokens, begin, end);
}

bool is_year(std::string_view word) {
  if (word.size() != 4 || word.find_first_not_of("0123456789") != std::string_view::npos) return false;
  return word >= "1890" && word <= "2099";
}

}  // namespace cuetheque
