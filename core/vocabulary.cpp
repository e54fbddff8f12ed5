#include "core/vocabulary.h"

#include <algorithm>
#include <fmt/format.h>

#include "core/embedded.h"
#include "core/error.h"
#include "core/table.h"
#include "core/text.h"

namespace cuetheque {
namespace {

constexpr std::size_t columns = 5;

Term term_of(const TableRow& row) {
  Term term{
      std::string(row.cells[0]), std::string(row.cells[1]), std::string(row.cells[2]), {}, std::string(row.cells[4])};
  for (const auto synonym : parts_of(row.cells[3])) term.synonyms.emplace_back(synonym);
  return term;
}

// "video-game", "Video  game" and "video_game" are one word: ids, labels and what people type differ in nothing else.
std::string word_key(std::string_view word) {
  std::string key;
  for (const char c : fold(word)) {
    const bool gap = c == ' ' || c == '-' || c == '_' || c == '\t';
    if (!gap)
      key += c;
    else if (!key.empty() && key.back() != ' ')
      key += ' ';
  }
  if (!key.empty() && key.back() == ' ') key.pop_back();
  return key;
}

Error wrong(std::string what, std::size_t line) {
  return {Cause::bug, std::move(what), fmt::format("line {}", line)};
}

using Words = std::vector<std::pair<std::string, std::size_t>>;

Words words_of(const std::vector<Term>& terms) {
  Words words;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    words.emplace_back(word_key(terms[i].id), i);
    words.emplace_back(word_key(terms[i].label), i);
    for (const auto& synonym : terms[i].synonyms) words.emplace_back(word_key(synonym), i);
  }
  std::ranges::sort(words);
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

void check_each_word_means_one_term(const Words& words, const std::vector<TableRow>& rows) {
  const auto twice = std::ranges::adjacent_find(words, {}, &Words::value_type::first);
  if (twice == words.end()) return;
  const auto line = rows[std::next(twice)->second].line;
  throw wrong(fmt::format("'{}' already means a term of line {}", twice->first, rows[twice->second].line), line);
}

bool narrower(const Vocabulary& vocabulary, const Term& term, std::string_view broad) {
  const Term* at = &term;
  // A chain longer than the table is a ring; the table was checked, but this must end whatever it says.
  for (std::size_t steps = 0; at != nullptr && steps <= vocabulary.terms().size(); ++steps) {
    if (at->id == broad) return true;
    at = at->broader.empty() ? nullptr : vocabulary.find(at->broader);
  }
  return false;
}

}  // namespace

Vocabulary::Vocabulary(std::string_view table) {
  const auto rows = table_rows(table);
  for (const auto& row : rows) {
    if (row.cells.size() != columns) throw wrong("a vocabulary has five columns", row.line);
    terms_.push_back(term_of(row));
    if (terms_.back().id.empty() || terms_.back().label.empty()) throw wrong("a term without id or label", row.line);
  }
  words_ = words_of(terms_);
  check_each_word_means_one_term(words_, rows);
  for (std::size_t i = 0; i < terms_.size(); ++i) {
    const auto& broader = terms_[i].broader;
    const auto* parent = find(broader);
    if (broader.empty()) continue;
    if (parent == nullptr || parent->id != broader)
      throw wrong(fmt::format("no term '{}' to be broader", broader), rows[i].line);
    if (narrower(*this, *parent, terms_[i].id))
      throw wrong(fmt::format("'{}' is broader than itself", terms_[i].id), rows[i].line);
  }
}

const Term* Vocabulary::find(std::string_view word) const {
  const auto key = word_key(word);
  const auto at = std::ranges::lower_bound(words_, key, {}, &Words::value_type::first);
  return at != words_.end() && at->first == key ? &terms_[at->second] : nullptr;
}

std::vector<const Term*> Vocabulary::near(std::string_view word) const {
  constexpr std::size_t most = 3;
  std::vector<const Term*> terms;
  std::vector<std::string_view> candidates;
  for (const auto& [known, term] : words_) candidates.emplace_back(known);
  while (terms.size() < most) {
    const auto nearest_word = nearest(word_key(word), candidates);
    if (!nearest_word) break;
    terms.push_back(find(*nearest_word));
    std::erase_if(candidates, [&](std::string_view one) { return find(one) == terms.back(); });
  }
  return terms;
}

std::vector<std::string> Vocabulary::expand(std::string_view id) const {
  std::vector<std::string> found;
  for (const auto& term : terms_)
    if (narrower(*this, term, id)) found.push_back(term.id);
  return found;
}

namespace {

template <const std::string_view& Table>
const Vocabulary* built_once() {
  static const Vocabulary vocabulary(Table);
  return &vocabulary;
}

}  // namespace

const Vocabulary* vocabulary_of(Field field) {
  switch (field) {
    case Field::mood:
      return built_once<embedded::moods>();
    case Field::scene:
      return built_once<embedded::scenes>();
    case Field::kind:
      return built_once<embedded::production_kinds>();
    case Field::albumkind:
      return built_once<embedded::album_kinds>();
    case Field::usage:
      return built_once<embedded::usages>();
    case Field::vocal:
      return built_once<embedded::vocals>();
    case Field::visual:
      return built_once<embedded::visuals>();
    case Field::origin:
      return built_once<embedded::origins>();
    case Field::releasestatus:
      return built_once<embedded::release_statuses>();
    default:
      return nullptr;
  }
}

std::string term_id(Field field, std::string_view word) {
  const auto* vocabulary = vocabulary_of(field);
  const auto* term = vocabulary == nullptr ? nullptr : vocabulary->find(word);
  return term == nullptr ? std::string(trim(word)) : term->id;
}

}  // namespace cuetheque
