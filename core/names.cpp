#include "core/names.h"

#include "core/credits.h"
#include "core/keys.h"
#include "core/text.h"

namespace cuetheque {
namespace {

constexpr std::size_t names_remembered = 20'000;

void make_name(Step& step, const Record& record, const Statement& said_in, std::string_view name) {
  Record made;
  made.set_kind(cuetheque::name);
  made.set_id(step.take_id(cuetheque::name).number);
  made.set_created(step.operation());
  auto& said = *made.add_statements();
  said.set_field(row_of(Field::name).number);
  said.add_values(std::string(name));
  said.set_source(said_in.source());
  said.set_operation(step.operation());
  if (said_in.origins_size() > 0) {
    *made.add_origins() = record.origins(static_cast<int>(said_in.origins(0)));
    said.add_origins(0);
  }
  step.put(std::move(made));
}

}  // namespace

std::size_t NameKeeper::credit(Step& step, const Record& record, const Statement& said_in, std::string_view name) {
  if (name.empty()) return 0;
  auto key = name_key(name);
  if (known_.contains(key)) return 0;
  const bool lacking = step.ids_of(key).empty();
  if (lacking) make_name(step, record, said_in, name);
  if (known_.size() >= names_remembered) known_.clear();
  known_.insert(std::move(key));
  return lacking ? 1 : 0;
}

std::size_t NameKeeper::credit(Step& step, const Record& record, const Statements& statements) {
  std::size_t made = 0;
  for (const auto& statement : statements) {
    const auto field = field_of_number(statement.field());
    if (!field || !is_credit(*field)) continue;
    for (const auto& value : statement.values()) made += credit(step, record, statement, credited_name(*field, value));
  }
  return made;
}

std::size_t NameKeeper::credit(Step& step, const Record& record) {
  std::size_t made = credit(step, record, record.statements());
  for (const auto& track : record.tracks()) made += credit(step, record, track.statements());
  Statement sheet;
  sheet.set_source(cue_sheet);
  if (record.origins_size() > 0) sheet.add_origins(0);
  for (const auto& party : record.parties()) made += credit(step, record, sheet, trim(party.name()));
  return made;
}

}  // namespace cuetheque
