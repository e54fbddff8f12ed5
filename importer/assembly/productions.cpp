#include "importer/assembly/productions.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/text.h"

namespace cuetheque {
namespace {

// Albums of these kinds are linked so to what they name; all others hold its score.
constexpr auto hows = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"inspired-by", "inspired-by"},
    {"song-album", "songs-from"},
    {"compilation", "compilation"},
    {"sound-effects", "sound-effects-of"},
    {"tribute", "cover-of"},
});

std::string how_of(const std::vector<std::string>& album_kinds) {
  for (const auto& kind : album_kinds)
    for (const auto& [id, how] : hows)
      if (kind == id) return std::string(how);
  return "score-of";
}

bool is_identity(const Statement& statement) {
  return statement.field() == row_of(Field::film).number || statement.field() == row_of(Field::kind).number ||
         statement.field() == row_of(Field::year).number;
}

void add_fact(std::vector<Statement>& facts, const Statement& said, std::uint32_t origin) {
  auto fact = said;
  fact.clear_origins();
  fact.add_origins(origin);
  const auto same = [&](const Statement& one) {
    return one.field() == fact.field() && one.source() == fact.source() &&
           std::ranges::equal(one.values(), fact.values());
  };
  if (std::ranges::none_of(facts, same)) facts.push_back(std::move(fact));
}

std::vector<std::string> films_of(const std::vector<Statement>& said) {
  for (const auto& statement : said)
    if (statement.field() == row_of(Field::film).number) return {statement.values().begin(), statement.values().end()};
  return {};
}

/// A guess may still supply what the tags leave out about the film they name.
void complete(ProductionDraft& named, const std::vector<ProductionDraft>& inferred) {
  for (const auto& guess : inferred) {
    if (named.source == cuetheque::inferred || fold(guess.title) != fold(named.title)) continue;
    if (named.kind.empty() && !guess.kind.empty())
      add_fact(named.statements, statement_of(Field::kind, {guess.kind}, cuetheque::inferred), guess.origin);
    if (named.year.empty() && !guess.year.empty())
      add_fact(named.statements, statement_of(Field::year, {guess.year}, cuetheque::inferred), guess.origin);
  }
}

Source source_of(const std::vector<Statement>& said) {
  return said.empty() ? tags : said.front().source();
}

}  // namespace

ProductionDraft& Productions::named(const std::string& title, const std::vector<Statement>& said,
                                    std::uint32_t origin) {
  const auto key = fold(title), year = first_of(said, Field::year), kind = first_of(said, Field::kind);
  // Two films of one title are told apart by their years; a file that gives no year means the first.
  const auto known = places_.find(year.empty() ? key : key + "\n" + year);
  if (known != places_.end()) return named_[known->second];
  places_.emplace(key + "\n" + year, named_.size());
  const auto [first, is_new] = places_.emplace(key, named_.size());
  if (!is_new && named_[first->second].year.empty()) {
    places_[key + "\n" + year] = first->second;
    named_[first->second].year = year;
    return named_[first->second];
  }
  named_.push_back({title, kind, year, {}, source_of(said), origin, {}});
  return named_.back();
}

void Productions::add(const std::vector<Statement>& said, std::uint32_t origin) {
  const auto films = films_of(said);
  for (const auto& title : films) {
    auto& draft = named(title, said, origin);
    for (const auto& statement : said)
      if (!is_identity(statement)) add_fact(draft.statements, statement, origin);
  }
  if (!films.empty()) return;
  for (const auto& statement : said) add_fact(unnamed_, statement, origin);
}

std::vector<ProductionDraft> Productions::finish(std::vector<ProductionDraft> inferred,
                                                 const std::vector<std::string>& album_kinds, std::uint32_t rule) {
  const auto how = !inferred.empty() && !inferred.front().how.empty() ? inferred.front().how : how_of(album_kinds);
  for (auto& draft : inferred) draft.origin = rule;
  auto result = named_.empty() ? inferred : named_;
  for (auto& draft : result) complete(draft, inferred);
  for (auto& draft : result)
    if (draft.how.empty()) draft.how = how;
  // What files say of a film without naming it can only be meant of the one film there is.
  if (result.size() == 1)
    for (const auto& fact : unnamed_) add_fact(result.front().statements, fact, fact.origins(0));
  return result;
}

}  // namespace cuetheque
