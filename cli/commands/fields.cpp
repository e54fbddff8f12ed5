#include "core/fields.h"

#include <array>
#include <fmt/format.h>
#include <vector>

#include "cli/commands/all.h"
#include "cli/field_names.h"
#include "cli/json_writer.h"
#include "cli/man_page.h"
#include "cli/table.h"
#include "core/roles.h"
#include "core/vocabulary.h"
#include "search/query_fields.h"

namespace cuetheque {
namespace {

constexpr auto level_words = std::to_array<std::pair<Level, std::string_view>>(
    {{on_production, "production"}, {on_album, "album"}, {on_track, "track"}, {on_cue, "cue"}, {on_name, "name"}});

std::vector<std::string> levels_of(const FieldRow& row) {
  std::vector<std::string> words;
  for (const auto& [level, word] : level_words)
    if ((row.levels & level) != 0) words.emplace_back(word);
  return words;
}

std::string_view type_name(Type type) {
  static constexpr std::array<std::string_view, 8> names{"prose",  "name", "term", "code",
                                                         "number", "date", "flag", "text"};
  return names[static_cast<std::size_t>(type)];
}

void write_field(JsonWriter& json, const FieldRow& row) {
  json.begin_object().key("name").text(row.name);
  if (!row.aliases.empty()) json.key("aliases").text(row.aliases);
  json.key("levels").begin_array();
  for (const auto& level : levels_of(row)) json.text(level);
  json.end_array().key("type").text(type_name(row.type)).key("many").flag(row.count == Count::many);
  if (const auto code = relator_of(row.id)) json.key("relator").text(*code);
  json.key("help").text(row.help).key("example").text(row.example).end_object();
}

void write_field(JsonWriter& json, const QueryField& row) {
  json.begin_object().key("name").text(row.name);
  if (!row.aliases.empty()) json.key("aliases").text(row.aliases);
  if (!row.choices.empty()) json.key("choices").text(row.choices);
  json.key("help").text(row.help).key("example").text(row.example).end_object();
}

void print_table(Session& session) {
  Table table({{"FIELD", false}, {"OF"}, {"TYPE", false}, {"WHAT"}, {"AS IN"}});
  for (const auto& row : fields)
    table.add({std::string(row.name), fmt::format("{}", fmt::join(levels_of(row), ", ")),
               std::string(type_name(row.type)), std::string(row.help), std::string(row.example)});
  for (const auto& row : query_fields)
    table.add({std::string(row.name), "", "query", std::string(row.help), std::string(row.example)});
  session.out().page();
  table.print(session.out());
}

void print_one(Session& session, const FieldRow& row) {
  auto& out = session.out();
  out.write(fmt::format("{}: {}\n  of       {}\n  type     {}{}\n  as in    {}\n", row.name, row.help,
                        fmt::join(levels_of(row), ", "), type_name(row.type),
                        row.count == Count::many ? ", several" : "", row.example));
  if (!row.aliases.empty()) out.write(fmt::format("  also     {}\n", row.aliases));
  if (const auto code = relator_of(row.id)) out.write(fmt::format("  MARC     {}\n", *code));
  const auto* vocabulary = vocabulary_of(row.id);
  if (!vocabulary) return;
  out.write("  words\n");
  for (const auto& term : vocabulary->terms())
    out.write(fmt::format("    {:<24} {}\n", term.id, fmt::join(term.synonyms, ", ")));
}

void print_one(Session& session, const QueryField& row) {
  auto& out = session.out();
  out.write(fmt::format("{}: {}\n  of       queries only\n  as in    {}\n", row.name, row.help, row.example));
  if (!row.aliases.empty()) out.write(fmt::format("  also     {}\n", row.aliases));
  if (!row.choices.empty()) out.write(fmt::format("  words    {}\n", row.choices));
}

/// A field, or what only queries know by a name: each of one kind, all of them where nothing is named.
struct Named {
  const FieldRow* field = nullptr;
  const QueryField* query = nullptr;

  [[nodiscard]] bool all() const { return !field && !query; }
};

Named named(const std::string& word) {
  const auto subject = field_named(word) ? std::nullopt : subject_named(word);
  if (subject) return {nullptr, query_field(subject->name)};
  return {&row_of(known_field(word)), nullptr};
}

void print_json(Session& session, const Named& one) {
  JsonWriter json;
  json.begin_object().key("schema").number(1).key("fields").begin_array();
  for (const auto& row : fields)
    if (one.all() || one.field == &row) write_field(json, row);
  json.end_array().key("query").begin_array();
  for (const auto& row : query_fields)
    if (one.all() || one.query == &row) write_field(json, row);
  session.out().write(json.end_array().end_object().take() + "\n");
}

}  // namespace

void declare_fields(Options& options) {
  add_switch(options, "json", "one JSON document");
  add_switch(options, "man", "as a manual page, cuetheque-fields(7)");
}

int run_fields(Session& session, const Arguments& arguments) {
  const auto one = arguments.words.empty() ? Named{} : named(arguments.words.front());
  if (arguments.has("man"))
    session.out().write(fields_page());
  else if (arguments.has("json"))
    print_json(session, one);
  else if (one.field)
    print_one(session, *one.field);
  else if (one.query)
    print_one(session, *one.query);
  else
    print_table(session);
  return 0;
}

}  // namespace cuetheque
