#include "importer/cue_sheets/columns.h"

#include <algorithm>
#include <array>

#include "core/ascii.h"

namespace cuetheque {
namespace {

struct Alias {
  std::string_view key;
  SheetColumn column;
  std::string_view role = {};
};

constexpr auto aliases = std::to_array<Alias>({
    {"seq", SheetColumn::seq},
    {"sequence", SheetColumn::seq},
    {"no", SheetColumn::seq},
    {"#", SheetColumn::seq},
    {"cuenumber", SheetColumn::cue_number},
    {"cue", SheetColumn::cue_number},
    {"cueno", SheetColumn::cue_number},
    {"mnumber", SheetColumn::cue_number},
    {"title", SheetColumn::title},
    {"musictitle", SheetColumn::title},
    {"cuetitle", SheetColumn::title},
    {"cuename", SheetColumn::title},
    {"songtitle", SheetColumn::title},
    {"worktitle", SheetColumn::title},
    {"tcin", SheetColumn::tc_in},
    {"in", SheetColumn::tc_in},
    {"timein", SheetColumn::tc_in},
    {"intime", SheetColumn::tc_in},
    {"start", SheetColumn::tc_in},
    {"starttime", SheetColumn::tc_in},
    {"timecode", SheetColumn::tc_in},
    {"timecodein", SheetColumn::tc_in},
    {"cuestarttime", SheetColumn::tc_in},
    {"tcout", SheetColumn::tc_out},
    {"out", SheetColumn::tc_out},
    {"timeout", SheetColumn::tc_out},
    {"outtime", SheetColumn::tc_out},
    {"end", SheetColumn::tc_out},
    {"endtime", SheetColumn::tc_out},
    {"timecodeout", SheetColumn::tc_out},
    {"duration", SheetColumn::duration},
    {"musicduration", SheetColumn::duration},
    {"cueduration", SheetColumn::duration},
    {"length", SheetColumn::duration},
    {"dur", SheetColumn::duration},
    {"totaltime", SheetColumn::duration},
    {"timing", SheetColumn::duration},
    {"min", SheetColumn::minutes},
    {"mins", SheetColumn::minutes},
    {"minutes", SheetColumn::minutes},
    {"sec", SheetColumn::seconds},
    {"secs", SheetColumn::seconds},
    {"seconds", SheetColumn::seconds},
    {"usage", SheetColumn::usage},
    {"use", SheetColumn::usage},
    {"usagecode", SheetColumn::usage},
    {"typeofuse", SheetColumn::usage},
    {"usagetype", SheetColumn::usage},
    {"cueusetype", SheetColumn::usage},
    {"musicusage", SheetColumn::usage},
    {"vocal", SheetColumn::vocal},
    {"vocalinstrumental", SheetColumn::vocal},
    {"vocalinstrumentalmix", SheetColumn::vocal},
    {"visual", SheetColumn::visual},
    {"visualbackground", SheetColumn::visual},
    {"origin", SheetColumn::origin},
    {"musicsource", SheetColumn::origin},
    {"musicorigin", SheetColumn::origin},
    {"workorigin", SheetColumn::origin},
    {"tracktype", SheetColumn::origin},
    {"scene", SheetColumn::scene},
    {"scenes", SheetColumn::scene},
    {"action", SheetColumn::scene},
    {"mood", SheetColumn::mood},
    {"moods", SheetColumn::mood},
    {"theme", SheetColumn::theme},
    {"themes", SheetColumn::theme},
    {"motif", SheetColumn::theme},
    {"performer", SheetColumn::performer},
    {"performers", SheetColumn::performer},
    {"performerfeatured", SheetColumn::performer},
    {"musicperformer", SheetColumn::performer},
    {"artist", SheetColumn::performer},
    {"artistmasterlicensor", SheetColumn::performer},
    {"iswc", SheetColumn::iswc},
    {"isrc", SheetColumn::isrc},
    {"tunecode", SheetColumn::tunecode},
    {"prstunecode", SheetColumn::tunecode},
    {"worknumber", SheetColumn::tunecode},
    {"workid", SheetColumn::tunecode},
    {"label", SheetColumn::label},
    {"recordlabel", SheetColumn::label},
    {"recordvideolabel", SheetColumn::label},
    {"cataloguenumber", SheetColumn::catalogue_number},
    {"catalognumber", SheetColumn::catalogue_number},
    {"catalogueno", SheetColumn::catalogue_number},
    {"catalogno", SheetColumn::catalogue_number},
    {"recordcat", SheetColumn::catalogue_number},
    {"recordcatno", SheetColumn::catalogue_number},
    {"cdcatalogueno", SheetColumn::catalogue_number},
    {"tracknumber", SheetColumn::track_number},
    {"trackno", SheetColumn::track_number},
    {"role", SheetColumn::role},
    {"musicinterestedpartyrole", SheetColumn::role},
    {"type", SheetColumn::role},
    {"capacity", SheetColumn::role},
    {"name", SheetColumn::name},
    {"nameofmusicinterestedparty", SheetColumn::name},
    {"party", SheetColumn::name},
    {"ipi", SheetColumn::ipi},
    {"cae", SheetColumn::ipi},
    {"ipicae", SheetColumn::ipi},
    {"caeipi", SheetColumn::ipi},
    {"ipinumber", SheetColumn::ipi},
    {"society", SheetColumn::society},
    {"pro", SheetColumn::society},
    {"affiliation", SheetColumn::society},
    {"proaffiliation", SheetColumn::society},
    {"share", SheetColumn::share},
    {"percent", SheetColumn::share},
    {"%", SheetColumn::share},
    {"notes", SheetColumn::notes},
    {"note", SheetColumn::notes},
    {"comment", SheetColumn::notes},
    {"comments", SheetColumn::notes},
    {"restrictions", SheetColumn::notes},
    {"usagedescription", SheetColumn::notes},
    {"film", SheetColumn::film},
    {"production", SheetColumn::film},
    {"productiontitle", SheetColumn::film},
    {"year", SheetColumn::year},
    {"filmyear", SheetColumn::year},
    {"composer", SheetColumn::party, "C"},
    {"composers", SheetColumn::party, "C"},
    {"writer", SheetColumn::party, "CA"},
    {"writers", SheetColumn::party, "CA"},
    {"composerswriters", SheetColumn::party, "CA"},
    {"writerscomposers", SheetColumn::party, "CA"},
    {"composersauthors", SheetColumn::party, "CA"},
    {"composerwriter", SheetColumn::party, "CA"},
    {"composerauthor", SheetColumn::party, "CA"},
    {"author", SheetColumn::party, "A"},
    {"lyricist", SheetColumn::party, "A"},
    {"arranger", SheetColumn::party, "AR"},
    {"publisher", SheetColumn::party, "E"},
    {"publishers", SheetColumn::party, "E"},
    {"originalpublisher", SheetColumn::party, "E"},
    {"subpublisher", SheetColumn::party, "SE"},
});

const Alias* alias_of(std::string_view key) {
  const auto found = std::ranges::find(aliases, key, &Alias::key);
  return found == aliases.end() ? nullptr : &*found;
}

bool belongs_to_party(SheetColumn column) {
  return column == SheetColumn::society || column == SheetColumn::share || column == SheetColumn::ipi;
}

/// The column of a header cell, given those before it: "PRO affiliation" after "Composer %" is the composer's.
SheetHeaderCell header_cell(const SheetHeader& before, std::string_view key) {
  const auto* alias = alias_of(key);
  if (alias == nullptr) return {};
  SheetHeaderCell cell{alias->column, alias->role, {}};
  if (belongs_to_party(cell.column) && !before.cells.empty()) {
    const auto& last = before.cells.back();
    if (last.column == SheetColumn::party) cell.party = before.cells.size() - 1;
    if (last.party) cell.party = last.party;
  }
  return cell;
}

bool is_repeated(const SheetHeader& before, const SheetHeaderCell& cell) {
  return cell.column != SheetColumn::none && cell.column != SheetColumn::party && !cell.party &&
         cell.column != SheetColumn::title && before.has(cell.column);
}

bool is_list_of_tracks(const CsvRecord& record) {
  return std::ranges::any_of(record.cells, [](const std::string& cell) {
    const auto key = header_key(cell);
    return key == "album" || key == "albumartist" || key == "albumid";
  });
}

bool is_cue_sheet(const SheetHeader& header, const CsvRecord& record) {
  const bool cues = header.has(SheetColumn::tc_in) || header.has(SheetColumn::usage) || header.has(SheetColumn::role);
  const bool lengths =
      (header.has(SheetColumn::duration) || header.has(SheetColumn::minutes)) && !is_list_of_tracks(record);
  return header.has(SheetColumn::title) && (cues || lengths);
}

}  // namespace

bool SheetHeader::has(SheetColumn column) const {
  return std::ranges::any_of(cells, [&](const SheetHeaderCell& cell) { return cell.column == column && !cell.party; });
}

std::string header_key(std::string_view text) {
  std::string key;
  for (const char c : text)
    if (is_digit(c) || is_letter(c)) key += to_lower(c);
  if (!key.empty()) return key;
  const auto sign = text.find_first_of("#%");
  return sign == std::string_view::npos ? key : std::string(1, text[sign]);
}

std::optional<SheetHeader> sheet_header(const CsvRecord& record) {
  constexpr std::size_t most_columns = 256;
  SheetHeader header;
  if (record.cells.size() > most_columns) return std::nullopt;
  header.line = record.line;
  for (const auto& written : record.cells) {
    auto cell = header_cell(header, header_key(written));
    const bool repeated = is_repeated(header, cell);
    if (repeated) cell = {};
    if (cell.column == SheetColumn::none && !written.empty()) header.left_out.push_back(written);
    header.cells.push_back(cell);
  }
  return is_cue_sheet(header, record) ? std::optional(std::move(header)) : std::nullopt;
}

}  // namespace cuetheque
