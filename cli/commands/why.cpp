#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "cli/commands/all.h"
#include "cli/field_names.h"
#include "cli/json_writer.h"
#include "cli/publisher.h"
#include "cli/select.h"
#include "cli/table.h"
#include "cli/times.h"
#include "core/error.h"
#include "core/links.h"
#include "core/text.h"

namespace cuetheque {
namespace {

/// One source's word on one fact.
struct Word {
  Id id;
  std::vector<std::string> values;
  Change change = Change::replace;
  Source source = source_unknown;
  std::vector<std::string> said_by;
  Revision operation = 0;
  std::string remark;
  bool counts = false;
};

bool adjusts(const Statement& statement) {
  return statement.change() == Change::add || statement.change() == Change::remove;
}

/// What the field would say without a curator's adding and removing: whose word that is.
Resolved base_of(Statements statements, Field field) {
  statements.erase(std::remove_if(statements.begin(), statements.end(), adjusts), statements.end());
  return resolve(statements, field);
}

std::vector<std::string> origins_of(const Record& record, const Statement& statement, const Publisher& publisher) {
  std::vector<std::string> names;
  for (const auto index : statement.origins()) {
    if (index >= static_cast<std::uint32_t>(record.origins_size())) continue;
    const auto& origin = record.origins(static_cast<int>(index));
    auto name = publisher.place(origin);
    if (name.empty()) name = origin.person().empty() ? std::string(origin.path()) : origin.person();
    names.push_back(std::move(name));
  }
  return names;
}

void collect(std::vector<Word>& words, const Record& record, const Statements& statements, Id id, Field field,
             const Publisher& publisher) {
  const auto base = base_of(statements, field);
  bool found = false;
  for (const auto& statement : statements) {
    if (statement.field() != row_of(field).number) continue;
    const bool supplies = !adjusts(statement) && !found && statement.source() == base.source &&
                          std::ranges::equal(statement.values(), base.values);
    found |= supplies;
    words.push_back({id,
                     {statement.values().begin(), statement.values().end()},
                     statement.change(),
                     statement.source(),
                     origins_of(record, statement, publisher),
                     statement.operation(),
                     statement.remark(),
                     supplies || adjusts(statement)});
  }
}

/// The films an album or cue goes with, for the facts that are theirs.
void collect_productions(std::vector<Word>& words, const Record& record, Field field, const Publisher& publisher) {
  for (const auto& link : links_to(record, Kind::production)) {
    const auto film = publisher.record({Kind::production, link.id()});
    if (film) collect(words, *film, film->statements(), id_of(*film), field, publisher);
  }
}

/// What is said of the record, of the tracks on it, and of what it is part of: as a search inherits facts.
std::vector<Word> words_about(const Record& record, Id id, Field field, const Publisher& publisher) {
  std::vector<Word> words;
  const auto levels = row_of(field).levels;
  const bool of_track = id.kind == Kind::track;
  if (!of_track || (levels & on_album) != 0)
    collect(words, record, record.statements(), id_of(record), field, publisher);
  for (const auto& track : record.tracks()) {
    const bool asked_for = of_track ? track.id() == id.number : (levels & on_album) == 0;
    if (asked_for) collect(words, record, track.statements(), {Kind::track, track.id()}, field, publisher);
  }
  if ((levels & on_production) != 0) collect_productions(words, record, field, publisher);
  std::ranges::stable_sort(words, [](const Word& a, const Word& b) {
    return a.id != b.id ? a.id < b.id : a.counts != b.counts ? a.counts : a.source > b.source;
  });
  return words;
}

std::string value_text(const Word& word) {
  const auto values = fmt::format("{}", fmt::join(word.values, "; "));
  switch (word.change) {
    case Change::add:
      return "+ " + values;
    case Change::remove:
      return "- " + values;
    case Change::empty:
      return "(none)";
    default:
      return values;
  }
}

std::string said_by_text(const Word& word) {
  if (word.said_by.empty()) return {};
  const auto more = word.said_by.size() - 1;
  return word.said_by.front() + (more > 0 ? fmt::format(" and {} more", more) : "");
}

void print_table(Session& session, const std::vector<Word>& words) {
  Table table({{"", false},
               {"ID", false},
               {"VALUE"},
               {"SOURCE", false},
               {"SAID BY"},
               {"DATE", false},
               {"OPERATION", false},
               {"REMARK"}});
  for (const auto& word : words)
    table.add({word.counts ? "*" : "", to_string(word.id), value_text(word), std::string(source_name(word.source)),
               said_by_text(word), operation_date(session.archive(), word.operation), fmt::to_string(word.operation),
               word.remark});
  table.print(session.out());
}

void write_word(JsonWriter& json, const Archive& archive, const Word& word) {
  static constexpr std::array<std::string_view, 4> changes{"replace", "add", "remove", "empty"};
  json.begin_object().key("id").text(to_string(word.id)).key("values").begin_array();
  for (const auto& value : word.values) json.text(value);
  json.end_array()
      .key("change")
      .text(changes[static_cast<std::size_t>(word.change)])
      .key("source")
      .text(source_name(word.source));
  json.key("said_by").begin_array();
  for (const auto& name : word.said_by) json.text(name);
  json.end_array().key("operation").number(static_cast<std::int64_t>(word.operation));
  json.key("date").text(operation_date(archive, word.operation));
  if (!word.remark.empty()) json.key("remark").text(word.remark);
  json.key("counts").flag(word.counts).end_object();
}

void print_json(Session& session, Field field, const std::vector<Word>& words) {
  JsonWriter json;
  json.begin_object().key("schema").number(1).key("field").text(row_of(field).name).key("statements").begin_array();
  for (const auto& word : words) write_word(json, session.archive(), word);
  session.out().write(json.end_array().end_object().take() + "\n");
}

}  // namespace

void declare_why(Options& options) {
  add_switch(options, "json", "one JSON document");
}

int run_why(Session& session, const Arguments& arguments) {
  const auto id = parse_id(arguments.words.at(0));
  const auto field = known_field(arguments.words.at(1));
  if (!id)
    throw Error(Cause::usage, fmt::format("'{}' is no id", shown(arguments.words[0])), {},
                "an id is like A340 or T5501; `cuetheque find` shows them");
  const Publisher publisher(session.archive());
  const auto record = publisher.record(*id);
  if (!record) throw no_such_record(*id);
  const auto words = words_about(*record, id->kind == Kind::track ? *id : id_of(*record), field, publisher);
  if (arguments.has("json"))
    print_json(session, field, words);
  else
    print_table(session, words);
  if (words.empty())
    session.say(fmt::format("nobody says anything about {} of {}", row_of(field).name, to_string(*id)));
  return 0;
}

}  // namespace cuetheque
