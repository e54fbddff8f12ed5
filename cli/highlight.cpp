#include "cli/highlight.h"

#include <algorithm>

#include "core/text.h"
#include "search/terms.h"

namespace cuetheque {
namespace {

using Op = QueryNode::Op;

/// Scripts without spaces: each character is looked at by itself, as the index does.
bool is_single(char c) {
  return static_cast<unsigned char>(c) >= 0xe3;
}
bool is_inside_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '\'' ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool continues_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// Where the piece ends that begins at the front: a word, a character of a script without spaces, or what is neither.
std::size_t piece_end(std::string_view text) {
  std::size_t end = 1;
  if (is_single(text[0])) {
    while (end < text.size() && continues_character(text[end])) ++end;
    return end;
  }
  const bool word = is_inside_word(text[0]);
  while (end < text.size() && is_inside_word(text[end]) == word && !is_single(text[end])) ++end;
  return end;
}

}  // namespace

void Highlight::collect(const QueryNode& query) {
  if (query.op == Op::negation || query.op == Op::none) return;
  for (const auto& child : query.children) collect(*child);
  const bool text = query.op == Op::words || query.op == Op::phrase || query.op == Op::near || query.op == Op::prefix ||
                    query.op == Op::exact;
  if (!text || (query.fields.empty() && !query.name.empty())) return;
  const auto cut = words(query.text);
  for (std::size_t at = 0; at < cut.size(); ++at) add(cut[at], query.op == Op::prefix && at + 1 == cut.size());
}

void Highlight::add(const std::string& word, bool begins) {
  (begins ? beginnings_ : words_).push_back(word);
  if (!begins) stems_.push_back(stem_of(word));
}

bool Highlight::wants(std::string_view word) const {
  const auto folded = words(word);
  return std::ranges::any_of(folded, [&](const std::string& one) {
    return std::ranges::find(words_, one) != words_.end() || std::ranges::find(stems_, stem_of(one)) != stems_.end() ||
           std::ranges::any_of(beginnings_, [&](const std::string& start) { return one.starts_with(start); });
  });
}

std::string Highlight::in(std::string_view text, const Output& output) const {
  if (!output.colour() || (words_.empty() && beginnings_.empty())) return std::string(text);
  std::string marked;
  while (!text.empty()) {
    const auto piece = text.substr(0, piece_end(text));
    text.remove_prefix(piece.size());
    marked += is_inside_word(piece[0]) && wants(piece) ? output.bold(piece) : std::string(piece);
  }
  return marked;
}

}  // namespace cuetheque
