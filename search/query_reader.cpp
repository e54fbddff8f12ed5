#include "search/query_reader.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "core/error.h"
#include "core/text.h"

namespace cuetheque {
namespace {

constexpr auto spaces = std::to_array<std::string_view>({" ", "\t", "\n", "\r", "\f", "\v", "\u00a0", "\u3000"});
constexpr std::string_view brackets = "(){}\"";

std::size_t space_at(std::string_view text) {
  for (const auto space : spaces)
    if (text.starts_with(space)) return space.size();
  return 0;
}

std::size_t word_length(std::string_view text, std::string_view stops) {
  std::size_t length = 0;
  const auto ends_here = [&](char c) { return brackets.find(c) != brackets.npos || stops.find(c) != stops.npos; };
  while (length < text.size() && !ends_here(text[length]) && space_at(text.substr(length)) == 0) ++length;
  return length;
}

bool continues_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xc0U) == 0x80U;
}

std::size_t character_start(std::string_view text, std::size_t place) {
  while (place > 0 && place < text.size() && continues_character(text[place])) --place;
  return place;
}

constexpr std::size_t context = 60;  // bytes shown before and after the caret

}  // namespace

void QueryReader::skip_space() {
  while (!at_end() && space_at(rest()) > 0) skip(space_at(rest()));
}

bool QueryReader::at_space() const {
  return at_end() || space_at(rest()) > 0;
}

std::string_view QueryReader::take_word(std::string_view stops) {
  const auto word = rest().substr(0, word_length(rest(), stops));
  skip(word.size());
  return word;
}

std::string_view QueryReader::next_word() const {
  return rest().substr(0, word_length(rest(), {}));
}

bool QueryReader::take_operator(std::string_view word) {
  if (next_word() != word) return false;
  skip(word.size());
  return true;
}

std::string QueryReader::take_between(char mark, bool unescape) {
  const auto start = at_;
  std::string inside;
  for (skip(1); !at_end(); skip(1)) {
    if (peek() == mark) return skip(1), inside;
    const bool escapes = peek() == '\\' && at_ + 1 < text_.size();
    const bool meant = escapes && (text_[at_ + 1] == mark || text_[at_ + 1] == '\\');
    if (escapes && (meant || !unescape)) {
      if (!unescape) inside += '\\';
      skip(1);
    }
    inside += peek();
  }
  fail(start, mark == '"' ? "a quote is not closed" : "a pattern is not closed",
       fmt::format("put another {} at its end", mark));
}

void QueryReader::fail(std::size_t place, std::string what, std::string hint) const {
  throw Error(Cause::usage, std::move(what), caret(text_, place), std::move(hint));
}

std::string caret(std::string_view query, std::size_t place) {
  place = character_start(query, std::min(place, query.size()));
  const auto from = character_start(query, place > context ? place - context : 0);
  const auto to = character_start(query, std::min(place + context, query.size()));
  const auto before = (from > 0 ? "…" : "") + shown(query.substr(from, place - from));
  const auto after = shown(query.substr(place, to - place)) + (to < query.size() ? "…" : "");
  return fmt::format("{}{}\n{}^", before, after, std::string(display_width(before), ' '));
}

}  // namespace cuetheque
