#include "cli/curation.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "cli/confirm.h"
#include "cli/json_writer.h"
#include "cli/select.h"
#include "core/names.h"
#include "core/text.h"

namespace cuetheque {
namespace {

constexpr std::size_t records_in_a_step = 1000;
constexpr std::size_t lines_previewed = 20;

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
std::vector<Difference> apply(Record& record, const EditsOf& part, const std::string& user, Revision operation) {
  std::vector<Difference> differences;
  const auto origin = curator_origin(record, user, operation);
  for (const auto& edit : part.edits) {
    auto& statements = statements_of(record, part.id);
    auto after = edited(statements, edit, origin, operation);
    Difference difference{part.id, std::string(row_of(edit.field).name), value_text(statements, edit.field),
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

std::vector<Difference> preview(const Archive& archive, const Curation& curation, const std::string& user) {
  std::vector<Difference> all;
  for (const auto& [holder, parts] : curation) {
    auto record = archive.find(holder);
    for (const auto& part : parts)
      if (record)
        for (auto& difference : apply(*record, part, user, 0)) all.push_back(std::move(difference));
  }
  return all;
}

/// The slice of records for one step, changed and stored.
void change(Step& step, NameKeeper& names, std::span<const Curation::value_type* const> slice,
            const std::string& user) {
  for (const auto* entry : slice) {
    auto record = step.find(entry->first);
    if (!record) continue;
    bool changed = false;
    for (const auto& part : entry->second) changed |= !apply(*record, part, user, step.operation()).empty();
    if (!changed) continue;
    names.credit(step, *record);
    step.put(std::move(*record));
  }
}

Revision carry_out(Session& session, const Curation& curation, const std::string& summary) {
  std::vector<const Curation::value_type*> list;
  for (const auto& entry : curation) list.push_back(&entry);
  auto operation = session.archive().begin(session.user(), session.command_line());
  NameKeeper names;
  for (std::size_t i = 0; i < list.size(); i += records_in_a_step) {
    const auto slice = std::span(list).subspan(i, std::min(records_in_a_step, list.size() - i));
    operation.step([&](Step& step) { change(step, names, slice, session.user()); });
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

Curation curation_of(const Archive& archive, const std::vector<EditsOf>& parts) {
  Curation curation;
  for (const auto& part : parts) {
    const auto holder = part.id.kind == Kind::track ? archive.album_of(part.id) : std::optional(part.id);
    if (holder) curation[*holder].push_back(part);
  }
  return curation;
}

int curate(Session& session, const Arguments& arguments, const Curation& curation, const CurationWords& words) {
  const auto differences = preview(session.archive(), curation, session.user());
  const auto count = distinct(differences);
  const auto counted_ones = counted(count, words.one);
  const bool dry = arguments.has("dry-run");
  if (!arguments.has("json")) print_preview(session, differences);
  for (const auto& line : words.doubts) session.say("cuetheque: " + shown(line));
  session.out().flush();
  const bool go = !dry && count > 0 && confirmed(arguments, fmt::format("Change {}?", counted_ones));
  const auto operation = go ? carry_out(session, curation, fmt::format("{} {}", counted_ones, words.summary)) : 0;
  if (arguments.has("json")) print_json(session, differences, go ? count : 0, operation);
  session.say(go ? fmt::format("{} changed; `cuetheque undo` puts it back", counted_ones)
                 : fmt::format("{}, {} would change; nothing written", words.found, count));
  return 0;
}

}  // namespace cuetheque
