#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>

#include "cli/commands/all.h"
#include "cli/confirm.h"
#include "cli/edits.h"
#include "cli/json_writer.h"
#include "cli/publisher.h"
#include "cli/select.h"
#include "core/error.h"
#include "core/names.h"
#include "core/text.h"

namespace cuetheque {
namespace {

constexpr std::size_t records_in_a_step = 1000;
constexpr std::size_t lines_previewed = 20;

bool fits(const std::vector<Edit>& edits, ResultLevel level) {
  return std::ranges::all_of(edits, [&](const Edit& edit) { return (row_of(edit.field).levels & bit_of(level)) != 0; });
}

[[noreturn]] void wrong_level(const std::vector<Edit>& edits, ResultLevel level) {
  const auto odd =
      std::ranges::find_if(edits, [&](const Edit& edit) { return (row_of(edit.field).levels & bit_of(level)) == 0; });
  throw Error(Cause::usage, fmt::format("{} is no fact of {}", row_of(odd->field).name, level_name(level)), {},
              "-a -t -c -f or -p says what it is stated of: `cuetheque fields` shows which have it");
}

/// The level the change is for: said, that of the id, or the one its fields belong to. Tracks and cues are never meant
/// unsaid: a query for albums would change every track on them.
ResultLevel set_level(const Arguments& arguments, const Asked& asked, const std::vector<Edit>& edits) {
  auto level = level_for(arguments, asked, ResultLevel::album);
  const bool said = asked_level(arguments) || asked.id;
  if (!said && !fits(edits, level))
    for (const auto other : {ResultLevel::production, ResultLevel::name})
      if (fits(edits, other)) level = other;
  if (!fits(edits, level)) wrong_level(edits, level);
  return level;
}

Statements& statements_of(Record& record, Id id) {
  if (id.kind != Kind::track) return *record.mutable_statements();
  return *std::ranges::find(*record.mutable_tracks(), id.number, &Track::id)->mutable_statements();
}

/// What one record's field says before and after.
struct Difference {
  Id id;
  std::string field, before, after;
};

std::string value_text(const Statements& statements, Field field) {
  const auto resolved = resolve(statements, field);
  if (resolved.empty()) return resolved.known_empty ? "(none)" : "";
  return fmt::format("{}{}", fmt::join(resolved.values, "; "), resolved.guess ? "?" : "");
}

/// Applies the edits to a copy; the operation is not known yet in a preview.
std::vector<Difference> apply(Record& record, Id id, const std::vector<Edit>& edits, const std::string& user,
                              Revision operation) {
  std::vector<Difference> differences;
  const auto origin = curator_origin(record, user, operation);
  for (const auto& edit : edits) {
    auto& statements = statements_of(record, id);
    auto after = edited(statements, edit, origin, operation);
    Difference difference{id, std::string(row_of(edit.field).name), value_text(statements, edit.field),
                          value_text(after, edit.field)};
    const bool same = after.size() == statements.size() &&
                      std::ranges::equal(after, statements, [](const Statement& a, const Statement& b) {
                        return a.values().size() == b.values().size() && std::ranges::equal(a.values(), b.values()) &&
                               a.change() == b.change() && a.source() == b.source() && a.field() == b.field();
                      });
    if (same) continue;
    statements = std::move(after);
    differences.push_back(std::move(difference));
  }
  return differences;
}

/// Ids by the record that holds them, in order.
std::map<Id, std::vector<Id>> by_record(const Archive& archive, const std::vector<Id>& ids) {
  std::map<Id, std::vector<Id>> records;
  for (const auto id : ids) {
    const auto holder = id.kind == Kind::track ? archive.album_of(id) : std::optional(id);
    if (holder) records[*holder].push_back(id);
  }
  return records;
}

std::vector<Difference> preview(const Archive& archive, const std::map<Id, std::vector<Id>>& records,
                                const std::vector<Edit>& edits, const std::string& user) {
  std::vector<Difference> all;
  for (const auto& [holder, ids] : records) {
    auto record = archive.find(holder);
    for (const auto id : ids)
      if (record)
        for (auto& difference : apply(*record, id, edits, user, 0)) all.push_back(std::move(difference));
  }
  return all;
}

/// The slice of records for one step, changed and stored.
void change(Step& step, NameKeeper& names, std::span<const std::pair<Id, std::vector<Id>>> slice,
            const std::vector<Edit>& edits, const std::string& user) {
  for (const auto& [holder, ids] : slice) {
    auto record = step.find(holder);
    if (!record) continue;
    bool changed = false;
    for (const auto id : ids) changed |= !apply(*record, id, edits, user, step.operation()).empty();
    if (!changed) continue;
    names.credit(step, *record);
    step.put(std::move(*record));
  }
}

Revision carry_out(Session& session, const std::map<Id, std::vector<Id>>& records, const std::vector<Edit>& edits,
                   const std::string& summary) {
  const std::vector<std::pair<Id, std::vector<Id>>> list(records.begin(), records.end());
  auto operation = session.archive().begin(session.user(), session.command_line());
  NameKeeper names;
  for (std::size_t i = 0; i < list.size(); i += records_in_a_step) {
    const auto slice = std::span(list).subspan(i, std::min(records_in_a_step, list.size() - i));
    operation.step([&](Step& step) { change(step, names, slice, edits, session.user()); });
  }
  operation.finish(summary);
  session.settle();
  return operation.number();
}

void print_preview(Session& session, const std::vector<Difference>& differences) {
  std::size_t printed = 0;
  for (const auto& each : differences) {
    if (printed++ == lines_previewed && !session.verbose()) {
      session.out().write(fmt::format("… and {} more (-v shows all)\n", differences.size() - lines_previewed));
      return;
    }
    const auto line =
        fmt::format("{:<8} {}: {} -> {}", to_string(each.id), each.field,
                    each.before.empty() ? "(nothing)" : each.before, each.after.empty() ? "(nothing)" : each.after);
    session.out().write(shown(line) + "\n");
  }
}

void print_json(Session& session, const std::vector<Difference>& differences, std::size_t records, Revision operation) {
  JsonWriter json;
  json.begin_object().key("schema").number(1).key("changed").number(static_cast<std::int64_t>(records));
  if (operation != 0) json.key("operation").number(static_cast<std::int64_t>(operation));
  json.key("changes").begin_array();
  for (const auto& each : differences)
    json.begin_object()
        .key("id")
        .text(to_string(each.id))
        .key("field")
        .text(each.field)
        .key("before")
        .text(each.before)
        .key("after")
        .text(each.after)
        .end_object();
  session.out().write(json.end_array().end_object().take() + "\n");
}

std::size_t distinct(const std::vector<Difference>& differences) {
  std::set<Id> ids;
  for (const auto& each : differences) ids.insert(each.id);
  return ids.size();
}

}  // namespace

void declare_set(Options& options) {
  add_level_options(options);
  add_change_options(options);
  add_switch(options, "json", "the changes as one JSON document");
}

int run_set(Session& session, const Arguments& arguments) {
  if (arguments.after.empty())
    throw Error(Cause::usage, "nothing is stated", "set",
                "cuetheque set QUERY -- FIELD=VALUE, with the -- between them");
  if (arguments.words.empty())
    throw Error(Cause::usage, "no query says which records", "set", "cuetheque set QUERY -- FIELD=VALUE");
  const auto edits = parse_edits(arguments.after);
  const auto asked = ask(session, query_of(arguments.words));
  const auto level = set_level(arguments, asked, edits);
  const auto ids = select(session, asked, level);
  const auto records = by_record(session.archive(), ids);
  const auto differences = preview(session.archive(), records, edits, session.user());
  const auto count = distinct(differences);
  const bool dry = arguments.has("dry-run");
  if (!arguments.has("json")) print_preview(session, differences);
  for (const auto& line : doubts(edits)) session.say("cuetheque: " + shown(line));
  session.out().flush();
  const bool go = !dry && count > 0 && confirmed(arguments, fmt::format("Change {}?", counted(count, level)));
  const auto operation = go ? carry_out(session, records, edits, fmt::format("{} set", counted(count, level))) : 0;
  if (arguments.has("json")) print_json(session, differences, go ? count : 0, operation);
  session.say(go ? fmt::format("{} changed; `cuetheque undo` puts it back", counted(count, level))
                 : fmt::format("{} found, {} would change; nothing written", counted(ids.size(), level), count));
  return 0;
}

}  // namespace cuetheque
