#include "core/sheets.h"

#include <algorithm>
#include <set>

#include "core/catalogue.h"
#include "core/cue_ties.h"
#include "core/keys.h"
#include "core/productions.h"
#include "core/resolve.h"
#include "core/stamp.h"

namespace cuetheque {
namespace {

std::vector<Record> linked_to(Step& step, Id target, Kind kind) {
  std::vector<Record> records;
  for (const auto id : step.ids_of(linked_key(target)))
    if (id.kind == kind)
      if (auto record = step.find(id)) records.push_back(std::move(*record));
  return records;
}

void put_if_changed(Step& step, const Record& before, Record after) {
  stamp(after, step.operation());
  if (after.SerializeAsString() != before.SerializeAsString()) step.put(std::move(after));
}

/// The cue of an earlier reading: the same cue number, or where the sheet numbers none, the same place on the same
/// sheet.
bool same_cue(const Record& stored, const Record& draft, const Origin& sheet) {
  const auto number = resolve(draft.statements(), Field::cue).first();
  if (!number.empty()) return resolve(stored.statements(), Field::cue).first() == number;
  const bool read_here = std::ranges::any_of(
      stored.origins(), [&](const Origin& one) { return one.root() == sheet.root() && one.path() == sheet.path(); });
  return read_here && stored.timing().sequence() == draft.timing().sequence();
}

Record new_cue(Step& step, const Record& draft, Id production) {
  Record made = draft;
  made.set_id(step.take_id(cue).number);
  auto& link = *made.add_links();
  link.set_kind(production.kind);
  link.set_id(production.number);
  link.set_source(cue_sheet);
  return made;
}

}  // namespace

StoredSheet store_sheet(Step& step, const CueSheetDraft& sheet, NameKeeper& names) {
  StoredSheet stored;
  OriginTable origins;
  *origins.Add() = sheet.sheet;
  const auto found = find_or_make(step, sheet.production, origins);
  stored.productions_new = found.created ? 1 : 0;
  const auto known = linked_to(step, found.id, cue);
  const auto albums = linked_to(step, found.id, album);
  std::set<std::uint64_t> taken;
  for (std::size_t i = 0; i < sheet.cues.size(); ++i) {
    const auto& draft = sheet.cues[i];
    const auto same = std::ranges::find_if(
        known, [&](const Record& one) { return !taken.contains(one.id()) && same_cue(one, draft, sheet.sheet); });
    const bool created = same == known.end();
    const Record before = created ? Record() : *same;
    auto record = created ? new_cue(step, draft, found.id) : merged(before, draft);
    taken.insert(record.id());
    stored.cues_new += created ? 1 : 0;
    stored.names_new += names.credit(step, record);
    const auto hint = i < sheet.hints.size() ? sheet.hints[i] : CueSheetDraft::Hint{};
    put_if_changed(step, before, tied(std::move(record), albums, hint));
  }
  return stored;
}

void tie_cues(Step& step, const Record& album) {
  for (const auto& link : album.links()) {
    if (link.kind() != production) continue;
    for (const auto& cue : linked_to(step, {link.kind(), link.id()}, cuetheque::cue))
      put_if_changed(step, cue, tied(cue, {album}));
  }
}

}  // namespace cuetheque
