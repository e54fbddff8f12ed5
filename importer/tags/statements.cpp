#include "importer/tags/statements.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <string>
#include <string_view>

#include "core/date.h"
#include "core/fields.h"
#include "core/text.h"
#include "core/vocabulary.h"

namespace cuetheque {
namespace {

/// The tag that speaks for a field: the strongest key of its row that the file has.
struct Speaker {
  const Tag* tag = nullptr;
  std::size_t rank = 0;
};

std::map<Field, Speaker> speakers(const Reading& reading) {
  std::map<Field, Speaker> found;
  for (const auto& tag : reading.tags()) {
    const auto field = field_of_tag(tag.key());
    if (!field) continue;
    const auto rank = tag_rank(tag.key());
    auto& speaker = found[*field];
    if (speaker.tag == nullptr || rank < speaker.rank) speaker = {&tag, rank};
  }
  return found;
}

Statement statement_of(Field field, const Tag& tag) {
  Statement statement;
  statement.set_field(row_of(field).number);
  statement.set_source(tags);
  statement.set_as_written(tag.as_written());
  return statement;
}

// MusicBrainz' primary types say how long a release is, not what kind of soundtrack; stated, they would silence what
// the title tells.
constexpr auto primary_types = std::to_array<std::string_view>({"album", "single", "ep", "broadcast", "other"});

// A tag may hold any word; where a field only means something by its vocabulary, a word outside it says nothing.
bool says_something(Field field, std::string_view value) {
  if (field != Field::albumkind && field != Field::kind) return true;
  const auto* vocabulary = vocabulary_of(field);
  const auto* term = vocabulary == nullptr ? nullptr : vocabulary->find(value);
  if (term == nullptr) return false;
  return field == Field::kind || std::ranges::find(primary_types, std::string_view(term->id)) == primary_types.end();
}

void add_terms(Statement& statement, Field field, const Tag& tag) {
  for (const auto& value : tag.values()) {
    if (!says_something(field, value)) continue;
    auto id = term_id(field, value);
    if (id != value && statement.as_written().empty() && tag.values_size() == 1) statement.set_as_written(value);
    if (std::ranges::find(statement.values(), id) == statement.values().end()) statement.add_values(std::move(id));
  }
}

void add_date(Statement& statement, const Tag& tag) {
  const auto& written = tag.values(0);
  if (written.find_first_not_of("0-/. ") == std::string::npos) return;  // zeros are how some taggers leave it out
  const auto date = parse_date(written);
  statement.add_values(date ? date->text : written);
  if (!date)
    statement.set_remark(fmt::format("no year in the date '{}'", written));
  else if (!date->remark.empty())
    statement.set_remark(date->remark);
  if (statement.values(0) != written) statement.set_as_written(written);
}

// "1958" of "1958-05-09", "2" of "2/6": what is no number at all says nothing.
void add_number(Statement& statement, const Tag& tag) {
  const std::string_view written = trim(tag.values(0));
  const auto digits = written.substr(0, std::min(written.find_first_not_of("0123456789"), written.size()));
  constexpr std::size_t longest = 9;
  if (digits.empty() || digits.size() > longest) return;
  const auto kept = digits.substr(std::min(digits.find_first_not_of('0'), digits.size() - 1));
  statement.add_values(std::string(kept));
  if (kept != written) statement.set_as_written(std::string(written));
}

void add_flag(Statement& statement, const Tag& tag) {
  const auto word = fold(tag.values(0));
  const bool yes = word == "1" || word == "yes" || word == "true";
  if (yes || word == "0" || word == "no" || word == "false") statement.add_values(yes ? "yes" : "no");
}

Statement said(Field field, const Tag& tag) {
  auto statement = statement_of(field, tag);
  const auto& row = row_of(field);
  if (row.type == Type::term)
    add_terms(statement, field, tag);
  else if (row.type == Type::date)
    add_date(statement, tag);
  else if (row.type == Type::number)
    add_number(statement, tag);
  else if (row.type == Type::flag)
    add_flag(statement, tag);
  else if (row.count == Count::one && row.type != Type::prose)
    statement.add_values(tag.values(0));
  else  // a file may give a title twice, or name two films; the first is the title, none is lost
    *statement.mutable_values() = tag.values();
  return statement;
}

// A field that lies on the track too is the track's: a file is one piece of music (composer, note, copyright).
std::vector<Statement>& level_of(TagStatements& all, Field field) {
  const auto levels = row_of(field).levels;
  if ((levels & on_track) != 0) return all.track;
  return (levels & on_album) != 0 ? all.album : all.production;
}

// What the key of the production's title says about its kind (DESIGN.md 3).
std::string_view kind_of_key(std::string_view key) {
  return key == "GAME" ? "video-game" : key == "SHOW" ? "tv-series" : "";
}

void add_kind(TagStatements& all, const Tag& title) {
  const auto kind = kind_of_key(title.key());
  if (kind.empty()) return;
  auto statement = statement_of(Field::kind, Tag());
  statement.add_values(term_id(Field::kind, kind));
  all.production.push_back(std::move(statement));
}

void add_total(TagStatements& all, const Reading& reading) {
  if (reading.disc_total() == 0) return;
  auto statement = statement_of(Field::discs, Tag());
  statement.add_values(std::to_string(reading.disc_total()));
  all.album.push_back(std::move(statement));
}

}  // namespace

TagStatements statements_of(const Reading& reading) {
  TagStatements all;
  const auto found = speakers(reading);
  for (auto* level : {&all.album, &all.track}) level->reserve(found.size());
  for (const auto& [field, speaker] : found) {
    auto statement = said(field, *speaker.tag);
    if (statement.values_size() > 0) level_of(all, field).push_back(std::move(statement));
  }
  if (const auto film = found.find(Field::film); film != found.end() && !found.contains(Field::kind))
    add_kind(all, *film->second.tag);
  add_total(all, reading);
  return all;
}

}  // namespace cuetheque
