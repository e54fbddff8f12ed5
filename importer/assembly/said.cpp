#include "importer/assembly/said.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/text.h"
#include "importer/tags/finish.h"

namespace cuetheque {

std::uint32_t Origins::file(const std::string& path) {
  const auto [known, is_new] = files_.emplace(path, next());
  if (!is_new) return known->second;
  auto& origin = *record_.add_origins();
  origin.set_root(root_);
  origin.set_path(path);
  return known->second;
}

std::uint32_t Origins::rule(const std::string& name) {
  const auto [known, is_new] = rules_.emplace(name, next());
  if (is_new) record_.add_origins()->set_person(name);
  return known->second;
}

namespace {

void vote(Statement& statement, std::uint32_t origin) {
  // Files are taken one after the other, so a vote cast twice is the last one.
  if (statement.origins_size() == 0 || *statement.origins().rbegin() != origin) statement.add_origins(origin);
}

std::string key_of(const Statement& statement) {
  if (statement.origins_size() == 0) return statement.SerializeAsString();
  auto said = statement;
  said.clear_origins();
  return said.SerializeAsString();
}

bool say_the_same(const Statement& one, const Statement& other) {
  return one.field() == other.field() && key_of(one) == key_of(other);
}

}  // namespace

void AlbumStatements::add(const Statement& statement, std::uint32_t origin) {
  const auto [known, is_new] = places_.emplace(key_of(statement), statements_.size());
  if (is_new) *statements_.Add() = statement;
  vote(statements_[known->second], origin);
}

void say(Statements& statements, const Statement& statement, std::uint32_t origin) {
  const auto known =
      std::ranges::find_if(statements, [&](const Statement& one) { return say_the_same(one, statement); });
  if (known != statements.end()) return vote(*known, origin);
  *statements.Add() = statement;
  vote(*statements.rbegin(), origin);
}

Statement statement_of(Field field, std::vector<std::string> values, Source source) {
  Statement statement;
  statement.set_field(row_of(field).number);
  for (auto& value : values) statement.add_values(std::move(value));
  statement.set_source(source);
  return statement;
}

bool speaks_of(const std::vector<Statement>& statements, Field field) {
  return std::ranges::any_of(
      statements, [&](const Statement& one) { return one.field() == row_of(field).number && one.values_size() > 0; });
}

std::string first_of(const std::vector<Statement>& statements, Field field) {
  for (const auto& statement : statements)
    if (statement.field() == row_of(field).number && statement.values_size() > 0) return statement.values(0);
  return {};
}

namespace {

void add_tag(Reading& reading, std::string key, std::string_view value) {
  const auto text = clean(trim(value));
  if (text.empty()) return;
  const auto known = std::ranges::find(*reading.mutable_tags(), key, &Tag::key);
  auto& tag = known == reading.mutable_tags()->end() ? *reading.add_tags() : *known;
  tag.set_key(std::move(key));
  if (std::ranges::find(tag.values(), text) == tag.values().end()) tag.add_values(text);
}

/// REM keys are tag keys but for a few that CUE files alone use; those that are spoken for elsewhere have no tag.
struct RemKey {
  std::string_view rem;
  std::string_view tag;
};
constexpr auto rem_keys = std::to_array<RemKey>({{"CATALOG", "CATALOGNUMBER"},
                                                 {"COUNTRY", "RELEASECOUNTRY"},
                                                 {"TOTALDISCS", "DISCTOTAL"},
                                                 {"UPC_EAN", "BARCODE"},
                                                 {"MESSAGE", "COMMENT"},
                                                 {"SIZE_INFO", ""},
                                                 {"TOC_INFO1", ""},
                                                 {"TOC_INFO2", ""},
                                                 {"SINGLEFILE", ""},
                                                 {"DISCNUMBER", ""},
                                                 {"TRACKNUMBER", ""},
                                                 {"TOTALTRACKS", ""}});

std::string tag_key(const std::string& rem) {
  const auto row = std::ranges::find(rem_keys, rem, &RemKey::rem);
  return row == rem_keys.end() ? rem : std::string(row->tag);
}

void add_rem(Reading& reading, const CueFile::Rem& rem) {
  const auto key = tag_key(rem.key);
  if (rem.key.empty())
    add_tag(reading, "COMMENT", rem.value);
  else if (field_of_tag(key))
    add_tag(reading, key, rem.value);
  else if (!key.empty())
    add_tag(reading, "COMMENT", (rem.written.empty() ? key : rem.written) + ' ' + rem.value);
}

void add_rems(Reading& reading, const std::vector<CueFile::Rem>& rems) {
  for (const auto& rem : rems) add_rem(reading, rem);
}

/// Writers of CUE files repeat the composer as the songwriter, the nearest word the format has.
void add_writer(Reading& reading, const std::string& songwriter, const std::vector<CueFile::Rem>& rems) {
  if (std::ranges::find(rems, CueFile::Rem{"COMPOSER", songwriter}) == rems.end())
    add_tag(reading, "WRITER", songwriter);
}

bool all_zeros(std::string_view code) {
  return code.find_first_not_of("0 -") == std::string_view::npos;
}

Reading reading_of_disc(const CueFile& sheet) {
  Reading reading;
  add_tag(reading, "ALBUM", sheet.title);
  add_tag(reading, "ALBUMARTIST", sheet.performer);
  add_writer(reading, sheet.songwriter, sheet.rems);
  add_tag(reading, "COMPOSER", sheet.composer);
  add_tag(reading, "ARRANGER", sheet.arranger);
  if (!all_zeros(sheet.catalog)) add_tag(reading, "BARCODE", sheet.catalog);
  add_tag(reading, "CDTEXTFILE", sheet.cdtextfile);
  add_rems(reading, sheet.rems);
  return reading;
}

Reading reading_of_track(const CueFile& sheet, const CueFile::Track& track) {
  Reading reading;
  add_tag(reading, "TITLE", track.title);
  add_tag(reading, "ARTIST", track.performer.empty() ? sheet.performer : track.performer);
  add_writer(reading, track.songwriter, track.rems);
  add_tag(reading, "COMPOSER", track.composer);
  add_tag(reading, "ARRANGER", track.arranger);
  if (!all_zeros(track.isrc)) add_tag(reading, "ISRC", track.isrc);
  add_rems(reading, track.rems);
  return reading;
}

TagStatements from_sheet(Reading reading) {
  for (auto& tag : *reading.mutable_tags()) split_where_safe(tag, false);
  auto said = statements_of(reading);
  for (auto* level : {&said.production, &said.album, &said.track})
    for (auto& statement : *level) statement.set_source(cue_file);
  return said;
}

unsigned number_in(const std::string* text) {
  unsigned number = 0;
  if (text != nullptr) std::from_chars(text->data(), text->data() + text->size(), number);
  return number <= 999 ? number : 0;
}

}  // namespace

SheetStatements statements_of(const CueFile& sheet) {
  SheetStatements said{from_sheet(reading_of_disc(sheet)), {}, number_in(sheet.rem("DISCNUMBER"))};
  for (const auto& track : sheet.tracks) {
    auto own = from_sheet(reading_of_track(sheet, track));
    for (const auto& statement : said.disc.track) {
      const auto field = field_of_number(statement.field());
      if (field && !speaks_of(own.track, *field)) own.track.push_back(statement);
    }
    said.tracks.push_back(std::move(own));
  }
  said.disc.track.clear();
  return said;
}

}  // namespace cuetheque
