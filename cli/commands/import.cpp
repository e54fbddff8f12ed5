#include <fmt/format.h>

#include "cli/commands/all.h"
#include "cli/import_run.h"
#include "cli/interrupt.h"
#include "cli/json_writer.h"
#include "core/error.h"
#include "importer/encoding.h"

namespace cuetheque {
namespace {

constexpr std::size_t most_readers = 64;

ImportOptions import_options(const Arguments& arguments) {
  ImportOptions options;
  options.encoding = arguments.text("encoding");
  (void)decode({}, options.encoding);  // an unknown one is found before anything is opened
  options.checksum = arguments.has("checksum");
  const auto readers = arguments.number("jobs").value_or(0);
  if (readers > most_readers)
    throw Error(Cause::usage, fmt::format("--jobs may be {} at most", most_readers), "import");
  options.readers = static_cast<unsigned>(readers);
  return options;
}

void write_remarks(JsonWriter& json, const std::vector<Remark>& remarks) {
  json.begin_array();
  for (const auto& remark : remarks) {
    json.begin_object().key("path").text(remark.path);
    if (!remark.position.empty()) json.key("position").text(remark.position);
    json.key("what").text(remark.what);
    if (!remark.read_as.empty()) json.key("read_as").text(remark.read_as);
    json.key("failed").flag(remark.failed).end_object();
  }
  json.end_array();
}

std::string json_summary(const ImportOutcome& outcome, bool dry) {
  JsonWriter json;
  const auto number = [&](std::string_view key, std::size_t value) {
    json.key(key).number(static_cast<std::int64_t>(value));
  };
  json.begin_object();
  number("schema", 1);
  json.key("dry_run").flag(dry);
  if (outcome.operation != 0) number("operation", outcome.operation);
  number("albums_new", outcome.stored.albums_new);
  number("albums_changed", outcome.stored.albums_changed);
  number("albums_same", outcome.stored.albums_same);
  number("tracks_new", outcome.stored.tracks_new);
  number("productions_new", outcome.stored.productions_new);
  number("names_new", outcome.stored.names_new);
  number("cues_new", outcome.stored.cues_new);
  number("files_found", outcome.report.counts.files_found);
  number("files_read", outcome.report.counts.files_read);
  number("files_unchanged", outcome.report.counts.files_unchanged);
  number("files_failed", outcome.report.counts.files_failed);
  number("sheets_read", outcome.report.sheets_read);
  number("other_files", outcome.report.other_files);
  json.key("stopped").flag(outcome.report.stopped);
  number("remark_count", outcome.remarks);
  json.key("remarks");
  write_remarks(json, outcome.first_remarks);
  return json.end_object().take() + "\n";
}

int exit_code(const ImportOutcome& outcome) {
  if (interrupted() != 0) return 128 + interrupted();
  return outcome.failed || outcome.report.counts.files_failed > 0 ? static_cast<int>(Cause::some_failed) : 0;
}

}  // namespace

void declare_import(Options& options) {
  add_switch(options, "dry-run,n", "read everything and write nothing");
  add_option(options, "encoding", "NAME", "of CUE files, cue sheets and old tags, as in cp1251; else it is detected");
  add_switch(options, "checksum", "compare the content of files, not their size and time");
  add_option(options, "jobs", "N", "readers at work at once (as many as there are cores)");
  add_option(options, "root", "NAME", "name of the root the paths lie under");
  add_switch(options, "json", "the summary as one JSON document");
}

int run_import(Session& session, const Arguments& arguments) {
  const auto paths = arguments.all_words();
  auto options = import_options(arguments);
  const bool dry = arguments.has("dry-run");
  auto places = find_places(paths, arguments.text("root"), session.open_reader().roots());
  const auto outcome = ImportRun(session, std::move(options), std::move(places), dry).run();
  if (arguments.has("json")) session.out().write(json_summary(outcome, dry));
  const auto end = dry ? "; nothing written" : outcome.operation == 0 ? "; nothing to do" : "";
  const auto stopped =
      outcome.report.stopped && interrupted() != 0 ? "; interrupted: the same command goes on from here" : "";
  const auto hidden = outcome.remarks - outcome.first_remarks.size();
  const auto more = hidden > 0 ? fmt::format(" ({} of them not shown; -v shows all)", hidden) : "";
  session.say(outcome_text(outcome) + more + end + stopped);
  return exit_code(outcome);
}

}  // namespace cuetheque
