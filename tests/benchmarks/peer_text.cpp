#include "tests/benchmarks/peer_text.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "core/ascii.h"
#include "core/text.h"
#include "core/vocabulary.h"
#include "search/terms.h"

namespace cuetheque {
namespace {

/// Where the terms of a prefix go: words first, stems behind them.
const std::map<std::string, std::size_t, std::less<>>& columns() {
  static const auto all = [] {
    std::map<std::string, std::size_t, std::less<>> places;
    for (std::size_t at = 0; at < peer_fields.size(); ++at) {
      places.emplace(prefix_of(peer_fields[at]), at);
      places.emplace(stem_term(peer_fields[at], ""), peer_fields.size() + at);
    }
    return places;
  }();
  return all;
}

/// A vocabulary's term as one word, which no text has.
std::string whole_term(std::string_view term) {
  std::string word = "0";
  for (const char c : term)
    if (c != '-' && c != ' ') word += c;
  return word;
}

std::size_t prefix_length(std::string_view term) {
  return static_cast<std::size_t>(std::ranges::find_if_not(term, [](char c) { return c >= 'A' && c <= 'Z'; }) -
                                  term.begin());
}

bool is_term(std::size_t column) {
  return column < peer_fields.size() && row_of(peer_fields[column]).type == Type::term;
}

void append(std::string& text, std::string_view word) {
  text += text.empty() ? "" : " ";
  text += word;
}

std::vector<std::string> texts_of(const IndexDocument& document) {
  std::vector<std::string> texts(2 * peer_fields.size());
  for (const auto& [field, words] : document.in_order) {
    const auto column = columns().find(prefix_of(field));
    if (column == columns().end()) continue;
    for (const char c : words) texts[column->second] += c == '\n' ? '0' : c;
  }
  // Readings and stems have no order, and a word between keeps phrases from them.
  for (const auto& [term, counted] : document.postings) {
    const auto length = prefix_length(term);
    const auto column = columns().find(std::string_view(term).substr(0, length));
    if (column == columns().end()) continue;
    const auto word = term.substr(length);
    auto& text = texts[column->second];
    if (counted && text.find(' ' + word + ' ') != std::string::npos) continue;
    if (counted && keeps_word_order(peer_fields[column->second % peer_fields.size()])) append(text, "0");
    if (counted)
      append(text, word);
    else if (is_term(column->second))
      append(text, whole_term(word));
  }
  return texts;
}

std::string quoted(std::string_view word) {
  return fmt::format("\"{}\"", word);
}

std::string columns_of(bool stems) {
  std::string all;
  for (const auto field : peer_fields) append(all, peer_column(field, stems));
  return "{" + all + "}";
}

}  // namespace

std::string peer_column(Field field, bool stems) {
  return fmt::format("{}{}", row_of(field).name, stems ? "_stems" : "");
}

std::optional<PeerTrack> peer_track(const IndexDocument& document) {
  PeerTrack track;
  for (const auto& [column, value, text] : document.columns) {
    if (column == column::track) track.track = value;
    if (column == column::album) track.album = value;
    if (column == row_of(Field::composer).number) track.composer = value;
    if (column == row_of(Field::year).number) track.year = static_cast<unsigned>(std::stoul(text));
  }
  if (track.track == 0) return std::nullopt;
  track.texts = texts_of(document);
  return track;
}

std::string peer_word(Field field, std::string_view text) {
  std::string ways, stems;
  for (const auto& word : words(text)) {
    append(ways, quoted(word));
    if (!is_stemmed(field)) continue;
    const auto stem = stem_of(word);
    if (stem != word) append(ways, "OR " + quoted(stem));
    stems = fmt::format(" OR {} : {}", peer_column(field, true), quoted(stem));
  }
  if (const auto* vocabulary = row_of(field).type == Type::term ? vocabulary_of(field) : nullptr) {
    ways += " OR " + quoted(whole_term(vocabulary_text(text)));
    const auto* term = vocabulary->find(text);
    for (const auto& id : term == nullptr ? std::vector<std::string>() : vocabulary->expand(term->id))
      ways += " OR " + quoted(whole_term(vocabulary_text(id)));
  }
  return fmt::format("({} : ({}){})", peer_column(field, false), ways, stems);
}

std::string peer_word_anywhere(std::string_view text) {
  const auto word = words(text).front();
  const auto stem = stem_of(word);
  const auto prose = stem == word ? quoted(word) : quoted(word) + " OR " + quoted(stem);
  std::string unstemmed, stemmed;
  for (const auto field : peer_fields) append(is_stemmed(field) ? stemmed : unstemmed, peer_column(field, false));
  return fmt::format("({{{}}} : {} OR {{{}}} : ({}) OR {} : {})", unstemmed, quoted(word), stemmed, prose,
                     columns_of(true), quoted(stem));
}

std::string peer_prefix(Field field, std::string_view begin) {
  return fmt::format("{} : {} *", peer_column(field, false), quoted(begin));
}

std::string peer_phrase(Field field, std::string_view phrase) {
  return fmt::format("{} : {}", peer_column(field, false), quoted(fmt::format("{}", fmt::join(words(phrase), " "))));
}

}  // namespace cuetheque
