#include "core/productions.h"

#include <algorithm>

#include "core/keys.h"
#include "core/origins.h"
#include "core/resolve.h"

namespace cuetheque {
namespace {

/// Two facts agree where either is not known.
bool agree(const std::string& a, const std::string& b) {
  return a.empty() || b.empty() || a == b;
}

/// What an identifier elsewhere finds is the production, whatever it is called there.
std::optional<Record> find_by_code(Step& step, const ProductionDraft& draft) {
  for (const auto& statement : draft.statements) {
    if (statement.field() != row_of(Field::imdb).number || statement.values_size() == 0) continue;
    for (const auto id : step.ids_of(code_key(row_of(Field::imdb).name, statement.values(0))))
      if (id.kind == production)
        if (auto record = step.find(id)) return record;
  }
  return std::nullopt;
}

std::optional<Record> find(Step& step, const ProductionDraft& draft) {
  if (auto known = find_by_code(step, draft)) return known;
  std::optional<Record> same_title;
  for (const auto id : step.ids_of(production_key(draft.title, ""))) {
    auto record = step.find(id);
    if (!record || id.kind != production || record->merged_into() != 0) continue;
    const auto kind = resolve(record->statements(), Field::kind).first();
    const auto year = resolve(record->statements(), Field::year).first();
    if (!agree(kind, draft.kind) || !agree(year, draft.year)) continue;
    if (!draft.year.empty() && year == draft.year) return record;
    if (!same_title) same_title = std::move(record);
  }
  return same_title;
}

Statement statement_of(Field field, const std::string& value, Source source) {
  Statement statement;
  statement.set_field(row_of(field).number);
  statement.add_values(value);
  statement.set_source(source);
  return statement;
}

std::vector<Statement> facts_of(const ProductionDraft& draft) {
  if (draft.stated) return draft.statements;
  std::vector<Statement> facts;
  facts.push_back(statement_of(Field::film, draft.title, draft.source));
  if (!draft.kind.empty()) facts.push_back(statement_of(Field::kind, draft.kind, draft.source));
  if (!draft.year.empty()) facts.push_back(statement_of(Field::year, draft.year, draft.source));
  for (const auto& statement : draft.statements)
    if (std::ranges::none_of(facts, [&](const Statement& one) { return one.field() == statement.field(); }))
      facts.push_back(statement);
  return facts;
}

/// What this very file said of the field before.
Statement* said_before(Record& record, const Statement& fact, std::uint32_t origin) {
  const auto found = std::ranges::find_if(*record.mutable_statements(), [&](const Statement& one) {
    return one.field() == fact.field() && one.source() == fact.source() && one.origins_size() == 1 &&
           one.origins(0) == origin;
  });
  return found == record.mutable_statements()->end() ? nullptr : &*found;
}

bool said_already(const Record& record, const Statement& fact) {
  return std::ranges::any_of(record.statements(), [&](const Statement& one) {
    return one.field() == fact.field() && one.source() == fact.source() &&
           std::ranges::equal(one.values(), fact.values());
  });
}

}  // namespace

FoundProduction find_or_make(Step& step, const ProductionDraft& draft, const OriginTable& origins) {
  auto record = find(step, draft);
  const bool created = !record;
  if (created) {
    record.emplace();
    record->set_kind(production);
    record->set_id(step.take_id(production).number);
    record->set_created(step.operation());
  }
  bool changed = created;
  for (auto& fact : facts_of(draft)) {
    // A film of a hundred albums keeps the first voice of each source, not a hundred alike.
    if (said_already(*record, fact)) continue;
    const auto said_by = fact.origins().empty() ? draft.origin : fact.origins(0);
    fact.clear_origins();
    const auto origin = origin_in(*record, origins[static_cast<int>(said_by)]);
    fact.add_origins(origin);
    fact.set_operation(step.operation());
    auto* before = said_before(*record, fact, origin);
    (before != nullptr ? *before : *record->add_statements()) = std::move(fact);
    changed = true;
  }
  const auto id = id_of(*record);
  if (changed) step.put(std::move(*record));
  return {id, created};
}

}  // namespace cuetheque
