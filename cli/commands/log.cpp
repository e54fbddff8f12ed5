#include <fmt/format.h>
#include <limits>

#include "cli/commands/all.h"
#include "cli/json_writer.h"
#include "cli/numbers.h"
#include "cli/table.h"
#include "cli/times.h"
#include "core/error.h"
#include "core/text.h"

namespace cuetheque {
namespace {

constexpr std::size_t usual = 20;

/// An operation, put together from its steps.
struct Done {
  Revision operation = 0;
  std::int64_t time_ms = 0;
  std::string user, command, summary;
  std::size_t steps = 0, changed = 0;
  Revision undoes = 0;
  bool open = true;
};

void take(Done& done, const JournalEntry& step) {
  done.operation = step.operation();
  done.time_ms = step.time_ms();
  done.user = step.user();
  done.command = step.command();
  if (!step.summary().empty()) done.summary = step.summary();
  ++done.steps;
  done.changed += static_cast<std::size_t>(step.changed_size());
  if (step.undoes() != 0) done.undoes = step.undoes();
  if (step.last()) done.open = false;
}

/// What is listed: at most so many, and none that ended before.
struct Wanted {
  std::size_t count = usual;
  std::int64_t since_ms = 0;
};

/// The newest operations, newest first: steps of one are neighbours in the journal.
std::vector<Done> newest(const Archive& archive, const Wanted& wanted) {
  std::vector<Done> operations;
  archive.journal_backwards([&](const JournalEntry& step) {
    const bool next = operations.empty() || operations.back().operation != step.operation();
    if (next && (operations.size() == wanted.count || step.time_ms() < wanted.since_ms)) return false;
    if (next) operations.emplace_back();
    take(operations.back(), step);
    return true;
  });
  return operations;
}

std::size_t asked_count(const std::string& word) {
  const auto count = whole_number(word);
  if (count && *count > 0) return static_cast<std::size_t>(*count);
  throw Error(Cause::usage, fmt::format("'{}' is no number of operations", shown(word)), "log", "cuetheque log 100");
}

Wanted wanted_of(const Arguments& arguments) {
  Wanted wanted;
  if (arguments.has("since")) wanted = {std::numeric_limits<std::size_t>::max(), asked_time(arguments.text("since"))};
  if (!arguments.words.empty()) wanted.count = asked_count(arguments.words.front());
  return wanted;
}

std::string what(const Done& done) {
  const auto undo = done.undoes != 0 ? fmt::format("undoes {}: ", done.undoes) : std::string{};
  return undo + done.summary + (done.open ? " (unfinished)" : "");
}

void print_table(Session& session, const std::vector<Done>& operations) {
  Table table({{"OPERATION", false}, {"TIME", false}, {"USER", false}, {"WHAT"}, {"COMMAND"}});
  for (const auto& done : operations)
    table.add({fmt::to_string(done.operation), time_text(done.time_ms), done.user, what(done), done.command});
  session.out().page();
  table.print(session.out());
}

void print_json(Session& session, const std::vector<Done>& operations) {
  JsonWriter json;
  json.begin_object().key("schema").number(1).key("operations").begin_array();
  for (const auto& done : operations) {
    json.begin_object()
        .key("operation")
        .number(static_cast<std::int64_t>(done.operation))
        .key("time")
        .text(time_text(done.time_ms));
    json.key("user").text(done.user).key("command").text(done.command).key("summary").text(done.summary);
    json.key("steps")
        .number(static_cast<std::int64_t>(done.steps))
        .key("changed")
        .number(static_cast<std::int64_t>(done.changed));
    if (done.undoes != 0) json.key("undoes").number(static_cast<std::int64_t>(done.undoes));
    json.key("finished").flag(!done.open).end_object();
  }
  session.out().write(json.end_array().end_object().take() + "\n");
}

}  // namespace

void declare_log(Options& options) {
  add_option(options, "since", "DATE", "all since a day: 2026-11-23, -1w");
  add_switch(options, "json", "one JSON document");
}

int run_log(Session& session, const Arguments& arguments) {
  const auto wanted = wanted_of(arguments);
  const auto operations = newest(session.archive(), wanted);
  if (arguments.has("json"))
    print_json(session, operations);
  else
    print_table(session, operations);
  return 0;
}

}  // namespace cuetheque
