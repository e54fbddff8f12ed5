#include "core/undo.h"

#include <algorithm>
#include <fmt/format.h>

#include "cli/commands/all.h"
#include "cli/confirm.h"
#include "cli/json_writer.h"
#include "cli/numbers.h"
#include "cli/select.h"
#include "core/error.h"
#include "core/text.h"

namespace cuetheque {
namespace {

constexpr std::size_t conflicts_shown = 20;

Revision last_operation(const Archive& archive) {
  Revision last = 0;
  archive.journal_backwards([&](const JournalEntry& step) {
    last = step.operation();
    return false;
  });
  if (last == 0) throw Error(Cause::usage, "nothing was ever changed, so there is nothing to undo", "undo");
  return last;
}

Revision asked_operation(const std::string& word) {
  const auto operation = whole_number(word);
  if (operation && *operation > 0) return static_cast<Revision>(*operation);
  throw Error(Cause::usage, fmt::format("'{}' is no operation", shown(word)), "undo",
              "`cuetheque log` lists them by number");
}

std::string plan_text(const UndoPlan& plan) {
  return fmt::format("operation {} ({}): {} to remove, {} to bring back, {} to change", plan.operation, plan.command,
                     plan.to_remove, plan.to_restore, plan.to_change);
}

void say_conflicts(Session& session, const UndoPlan& plan) {
  std::size_t count = 0;
  for (const auto& conflict : plan.conflicts) {
    if (count++ == conflicts_shown && !session.verbose()) {
      session.say(fmt::format("… and {} more (-v shows all)", plan.conflicts.size() - conflicts_shown));
      return;
    }
    const auto record = conflict.id.kind == kind_unknown ? std::string() : to_string(conflict.id) + ": ";
    session.say(shown(fmt::format("{}{} was changed since, by operation {}", record, conflict.what, conflict.later)));
  }
}

void print_json(Session& session, const UndoPlan& plan, Revision operation) {
  JsonWriter json;
  json.begin_object().key("schema").number(1).key("undoes").number(static_cast<std::int64_t>(plan.operation));
  if (operation != 0) json.key("operation").number(static_cast<std::int64_t>(operation));
  json.key("removed")
      .number(static_cast<std::int64_t>(plan.to_remove))
      .key("restored")
      .number(static_cast<std::int64_t>(plan.to_restore));
  json.key("changed").number(static_cast<std::int64_t>(plan.to_change)).key("conflicts").begin_array();
  for (const auto& conflict : plan.conflicts)
    json.begin_object()
        .key("id")
        .text(to_string(conflict.id))
        .key("what")
        .text(conflict.what)
        .key("later")
        .number(static_cast<std::int64_t>(conflict.later))
        .end_object();
  session.out().write(json.end_array().end_object().take() + "\n");
}

Revision carry_out(Session& session, const UndoPlan& plan, bool partial) {
  auto& archive = session.archive();
  auto operation = archive.begin(session.user(), session.command_line(), plan.operation);
  const auto changed = undo(archive, operation, plan, partial);
  operation.finish(fmt::format("{} put back", counted(changed, "record")));
  session.settle();
  return operation.number();
}

}  // namespace

void declare_undo(Options& options) {
  add_change_options(options);
  add_switch(options, "partial", "leave what was changed since, put back the rest");
  add_switch(options, "json", "one JSON document");
}

int run_undo(Session& session, const Arguments& arguments) {
  const auto asked = arguments.words.empty() ? 0 : asked_operation(arguments.words.front());
  auto& archive = session.archive();
  const auto plan = plan_undo(archive, asked != 0 ? asked : last_operation(archive));
  const bool dry = arguments.has("dry-run"), partial = arguments.has("partial");
  session.say(shown(plan_text(plan)));
  say_conflicts(session, plan);
  // One change is not asked about, nor the name it brought along; what cannot be done is refused without a question.
  const bool bulk = std::max({plan.to_remove, plan.to_restore, plan.to_change}) > 1;
  const bool asks = bulk && (partial || plan.conflicts.empty());
  const bool go = !dry && (!asks || confirmed(arguments, "Undo all this?"));
  const auto operation = go ? carry_out(session, plan, partial) : 0;
  if (arguments.has("json")) print_json(session, plan, operation);
  session.say(operation != 0 ? std::string("done; `cuetheque undo` takes the undo back") : "nothing written");
  return 0;
}

}  // namespace cuetheque
