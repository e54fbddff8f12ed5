#include "core/names.h"

#include <algorithm>

#include "core/credits.h"
#include "core/keys.h"
#include "core/origins.h"
#include "core/stamp.h"
#include "core/text.h"

namespace cuetheque {
namespace {

constexpr std::size_t names_remembered = 20'000;

Record new_name(Step& step) {
  Record made;
  made.set_kind(cuetheque::name);
  made.set_id(step.take_id(cuetheque::name).number);
  made.set_created(step.operation());
  return made;
}

void make_name(Step& step, const Record& record, const Statement& said_in, std::string_view name) {
  auto made = new_name(step);
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

/// All that a draft says, in one text.
std::string all_of(const NameDraft& draft) {
  auto all = draft.mbid;
  for (const auto* text : {&draft.name, &draft.sortname, &draft.as_written, &draft.note}) all.append(1, '\0') += *text;
  for (const auto* texts : {&draft.credited, &draft.aliases})
    for (const auto& text : *texts) all.append(1, '\0') += text;
  return all;
}

std::optional<Record> first_name(Step& step, const std::string& key, bool without_id) {
  for (const auto id : step.ids_of(key)) {
    if (id.kind != cuetheque::name) continue;
    auto record = step.find(id);
    if (record && !(without_id && !resolve(record->statements(), Field::mbartist).empty())) return record;
  }
  return std::nullopt;
}

std::optional<Record> find_name(Step& step, const NameDraft& draft) {
  auto found = first_name(step, code_key(row_of(Field::mbartist).name, draft.mbid), false);
  if (!found) found = first_name(step, name_key(draft.name), true);
  for (const auto& form : draft.credited)
    if (!found) found = first_name(step, name_key(form), true);
  return found;
}

/// What a name's record is told by one file of a catalogue. Of a field that has one value, what another file said first
/// stays; aliases only become more, for one statement hides another, and a dump names a person in many lines.
class NameTeller {
 public:
  NameTeller(Record& record, std::uint32_t origin) : record_(record), origin_(origin) {}

  void say(Field field, const std::string& value) {
    const auto* known = strongest(field);
    if (value.empty() || (known != nullptr && !is_here(*known))) return;
    say_here(field, {value}, {});
  }

  void say_aliases(const NameDraft& draft) {
    const auto* known = strongest(Field::alias);
    auto all = known == nullptr ? std::vector<std::string>() : values_of(*known);
    const auto before = all.size();
    const auto as_written = draft.as_written.empty() && known != nullptr ? known->as_written() : draft.as_written;
    const auto own = resolve(record_.statements(), Field::name).first();
    for (const auto* forms : {&draft.credited, &draft.aliases})
      for (const auto& form : *forms)
        if (form != own && std::ranges::find(all, form) == all.end()) all.push_back(form);
    if (draft.name != own && std::ranges::find(all, draft.name) == all.end()) all.push_back(draft.name);
    if (all.size() > before) say_here(Field::alias, std::move(all), as_written);
  }

  [[nodiscard]] bool has_spoken() const {
    return std::ranges::any_of(record_.statements(), [this](const Statement& one) { return is_here(one); });
  }

 private:
  [[nodiscard]] bool is_here(const Statement& one) const {
    return std::ranges::find(one.origins(), origin_) != one.origins().end();
  }

  static std::vector<std::string> values_of(const Statement& one) { return {one.values().begin(), one.values().end()}; }

  /// What a catalogue says of a field, this file or another: of two, the first counts.
  [[nodiscard]] const Statement* strongest(Field field) const {
    const auto found = std::ranges::find_if(record_.statements(), [&](const Statement& one) {
      return one.field() == row_of(field).number && one.source() == reference;
    });
    return found == record_.statements().end() ? nullptr : &*found;
  }

  void say_here(Field field, std::vector<std::string> values, const std::string& as_written) {
    auto& all = *record_.mutable_statements();
    const auto mine = std::ranges::find_if(
        all, [&](const Statement& one) { return one.field() == row_of(field).number && is_here(one); });
    if (mine != all.end() && std::ranges::equal(mine->values(), values)) return;
    if (mine != all.end()) all.erase(mine);
    Statement said;
    said.set_field(row_of(field).number);
    said.set_source(reference);
    said.add_origins(origin_);
    said.set_as_written(as_written);
    for (auto& value : values) said.add_values(std::move(value));
    // The first of two as strong supplies the value, and this one knows the other's.
    *all.Add() = std::move(said);
    std::rotate(all.begin(), all.end() - 1, all.end());
  }

  Record& record_;
  std::uint32_t origin_;
};

void complete(Record& record, const NameDraft& draft, const Origin& origin) {
  const auto known = record.origins_size();
  const auto here = origin_in(record, origin);
  NameTeller teller(record, here);
  teller.say(Field::note, draft.note);
  teller.say(Field::sortname, draft.sortname);
  teller.say(Field::mbartist, draft.mbid);
  teller.say(Field::name, draft.name);
  teller.say_aliases(draft);
  if (record.origins_size() > known && !teller.has_spoken()) record.mutable_origins()->RemoveLast();
}

}  // namespace

void NameKeeper::remember(std::string key) {
  if (known_.size() >= names_remembered) known_.clear();
  known_.insert(std::move(key));
}

std::size_t NameKeeper::learn(Step& step, const NameDraft& draft, const Origin& origin) {
  auto all = all_of(draft);
  if (is_known(all)) return 0;
  auto record = find_name(step, draft);
  const bool created = !record;
  if (created) record = new_name(step);
  const auto before = record->SerializeAsString();
  complete(*record, draft, origin);
  stamp(*record, step.operation());
  if (created || record->SerializeAsString() != before) step.put(std::move(*record));
  remember(std::move(all));
  return created ? 1 : 0;
}

std::size_t NameKeeper::credit(Step& step, const Record& record, const Statement& said_in, std::string_view name) {
  if (name.empty()) return 0;
  auto key = name_key(name);
  if (is_known(key)) return 0;
  const bool lacking = step.ids_of(key).empty();
  if (lacking) make_name(step, record, said_in, name);
  remember(std::move(key));
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
