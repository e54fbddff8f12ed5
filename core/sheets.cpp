#include "core/sheets.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <set>

#include "core/catalogue.h"
#include "core/cue_number.h"
#include "core/cue_ties.h"
#include "core/keys.h"
#include "core/links.h"
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

/// The cue of an earlier reading: the same cue number (1m01 is 1M1), or where the sheet numbers none, the same place on
/// the same sheet.
bool same_cue(const Record& stored, const Record& draft, const Origin& sheet) {
  const auto number = resolve(draft.statements(), Field::cue).first();
  if (!number.empty())
    return cue_number_key(resolve(stored.statements(), Field::cue).first()) == cue_number_key(number);
  const bool read_here = std::ranges::any_of(
      stored.origins(), [&](const Origin& one) { return one.root() == sheet.root() && one.path() == sheet.path(); });
  return read_here && stored.timing().sequence() == draft.timing().sequence();
}

Record new_cue(Step& step, const Record& draft, Id production, Source source) {
  Record made = draft;
  made.set_id(step.take_id(cue).number);
  auto& link = *made.add_links();
  link.set_kind(production.kind);
  link.set_id(production.number);
  link.set_source(source);
  return made;
}

/// What an export says of a cue that a cue sheet describes: the sheet's own times and parties stand.
Record beside_sheets(const Record& stored, Record draft) {
  const auto is_sheets = [](const Statement& one) { return one.source() == cue_sheet; };
  if (std::ranges::none_of(stored.statements(), is_sheets)) return draft;
  draft.clear_timing();
  draft.clear_parties();
  return draft;
}

/// A cue that only this sheet spoke of, and no longer does.
bool is_gone(const Record& stored, const Origin& sheet) {
  const bool here_only = std::ranges::all_of(
      stored.origins(), [&](const Origin& one) { return one.root() == sheet.root() && one.path() == sheet.path(); });
  const auto curators = [](const auto& one) { return one.source() == curator; };
  return here_only && std::ranges::none_of(stored.statements(), curators) &&
         std::ranges::none_of(stored.links(), curators);
}

/// A cue that more than one track of the album may be, or none surely is.
void remark_on(std::vector<Remark>& remarks, const Record& cue, const Record& album) {
  const auto possible = ties_on(cue, album).possible;
  if (possible.empty()) return;
  std::string ids;
  for (const auto& tie : possible) ids += (ids.empty() ? "" : ", ") + to_string({track, tie.track});
  const auto id = to_string(id_of(cue));
  const auto path = cue.origins().empty() ? std::string{} : cue.origins(0).path();
  remarks.push_back({path, fmt::format("cue {}", id),
                     fmt::format("'{}' could be {}", resolve(cue.statements(), Field::title).first(), ids),
                     fmt::format("left to you: cuetheque link {} T…", id), false});
}

}  // namespace

StoredSheet store_sheet(Step& step, const CueSheetDraft& sheet, NameKeeper& names) {
  StoredSheet stored;
  OriginTable origins;
  *origins.Add() = sheet.sheet;
  origins.Add()->set_person(export_rule);
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
    auto record = created ? new_cue(step, draft, found.id, sheet.whole ? cue_sheet : reference)
                          : merged(before, sheet.whole ? draft : beside_sheets(before, draft));
    taken.insert(record.id());
    stored.cues_new += created ? 1 : 0;
    stored.names_new += names.credit(step, record);
    record = tied(std::move(record), albums);
    for (const auto& album : albums) remark_on(stored.remarks, record, album);
    put_if_changed(step, before, std::move(record));
  }
  for (const auto& cue : known)
    if (sheet.whole && !taken.contains(cue.id()) && is_gone(cue, sheet.sheet)) step.remove(id_of(cue));
  return stored;
}

Record retied(Step& step, Record cue) {
  std::vector<Record> albums;
  for (const auto& link : links_to(cue, production))
    std::ranges::move(linked_to(step, {link.kind(), link.id()}, album), std::back_inserter(albums));
  return tied(std::move(cue), albums);
}

std::vector<Remark> tie_cues(Step& step, const Record& album, const Record& before) {
  std::vector<Remark> remarks;
  const auto now = links_to(album, production);
  for (const auto& link : links_to(before, production))
    if (std::ranges::find(now, link.id(), &Link::id) == now.end())
      for (const auto& cue : linked_to(step, {link.kind(), link.id()}, cuetheque::cue))
        put_if_changed(step, cue, untied(cue, album));
  for (const auto& link : now)
    for (const auto& cue : linked_to(step, {link.kind(), link.id()}, cuetheque::cue)) {
      put_if_changed(step, cue, tied(cue, {album}));
      remark_on(remarks, cue, album);
    }
  return remarks;
}

}  // namespace cuetheque
