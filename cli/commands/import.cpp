#include <chrono>
#include <fmt/format.h>
#include <optional>

#include "cli/commands/all.h"
#include "cli/edits.h"
#include "cli/import_run.h"
#include "cli/interrupt.h"
#include "cli/json_writer.h"
#include "cli/sheet_update.h"
#include "core/error.h"
#include "core/paths.h"
#include "core/text.h"
#include "importer/cue_sheets/timecode.h"
#include "importer/encoding.h"
#include "importer/formats.h"
#include "importer/packed/input_file.h"
#include "importer/releases/release.h"

namespace cuetheque {
namespace {

std::string checked_filter(const std::string& name) {
  if (name.empty() || release_filter(name) != nullptr) return name;
  std::vector<std::string_view> names;
  for (const auto& row : release_filters) names.push_back(row.name);
  throw Error(Cause::usage, fmt::format("there is no filter {}", shown(name)), "import",
              fmt::format("one of: {}", fmt::join(names, ", ")));
}

/// A filter chooses among releases; of anything else it would only leave out what is not said.
void check_filtered(const std::vector<ImportPlace>& places) {
  for (const auto& place : places) {
    if (place.is_standard_input()) continue;
    const auto kind = kind_of_name(name_of(place.path));
    const bool file = std::filesystem::is_regular_file(place.mount / place.path);
    if (!file || (kind != FileKind::releases && kind != FileKind::unknown))
      throw Error(Cause::usage, "--filter is for files of MusicBrainz releases",
                  shown((place.mount / place.path).native()),
                  "name the .json or .jsonl file; import all else without --filter");
  }
}

std::optional<std::chrono::milliseconds> timecode_start(const Arguments& arguments) {
  const auto written = arguments.text("tc-start");
  if (written.empty()) return std::nullopt;
  if (const auto start = parse_timecode(written)) return start;
  throw Error(Cause::usage, fmt::format("--tc-start '{}' is no time", shown(written)), "import", "as in 01:00:00");
}

ImportOptions import_options(const Arguments& arguments) {
  ImportOptions options;
  options.encoding = arguments.text("encoding");
  (void)decode({}, options.encoding);  // an unknown one is found before anything is opened
  options.filter = checked_filter(arguments.text("filter"));
  options.timecode_start = timecode_start(arguments);
  options.checksum = arguments.has("checksum");
  options.readers = jobs_asked(arguments);
  return options;
}

/// What --set states of new albums.
std::vector<Edit> facts_for_new(const Arguments& arguments) {
  if (!arguments.has("set")) return {};
  auto facts = parse_edits({arguments.text("set")});
  if ((row_of(facts.front().field).levels & on_album) == 0)
    throw Error(Cause::usage, fmt::format("{} is no fact of an album", row_of(facts.front().field).name), "import",
                "--set states facts of the albums that are new: `set` states those of tracks and films");
  return facts;
}

/// An edited sheet is one file, and no file of audio.
void check_update(const Arguments& arguments, std::size_t paths) {
  const bool update = arguments.has("update");
  if (update && paths != 1) throw Error(Cause::usage, "--update takes one sheet", "import");
  for (const char* option : {"checksum", "jobs", "root", "set"})
    if (update && arguments.has(option))
      throw Error(Cause::usage, fmt::format("--update reads no audio: --{} says nothing to it", option), "import");
  if (!update && arguments.has("yes"))
    throw Error(Cause::usage, "an import does not ask: --yes is for --update", "import");
}

/// Where to import from; "-" is standard input, which is no place on disk.
Places places_asked(Session& session, const Arguments& arguments, std::vector<std::string> paths) {
  const auto piped = std::erase(paths, standard_input_path) > 0;
  auto places = find_places(paths, arguments.text("root"), session.open_reader().roots());
  if (piped) places.places.push_back({{}, {}, std::string(standard_input_path)});
  return places;
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
  number("releases_read", outcome.report.releases_read);
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
  add_switch(options, "update", "PATH is a sheet of `export csv` or `find --csv` with changes to make");
  add_switch(options, "yes,y", "with --update: do not ask");
  add_option(options, "encoding", "NAME", "of CUE files, cue sheets and old tags, as in cp1251; else it is detected");
  add_option(options, "filter", "NAME", "of MusicBrainz releases, only these: soundtrack");
  add_option(options, "tc-start", "TIME",
             "of cue sheets whose timecode starts there, as in 01:00:00, and does not say so");
  add_option(options, "set", "FIELD=VALUE", "state a fact about every album that is new, as its curator");
  add_switch(options, "checksum", "compare the content of files, not their size and time");
  add_jobs_option(options);
  add_option(options, "root", "NAME", "name of the root the paths lie under");
  add_switch(options, "json", "the summary as one JSON document");
}

int run_import(Session& session, const Arguments& arguments) {
  const auto paths = arguments.all_words();
  auto options = import_options(arguments);
  auto facts = facts_for_new(arguments);
  check_update(arguments, paths.size());
  if (arguments.has("update")) return update_from_sheet(session, arguments);
  const bool dry = arguments.has("dry-run");
  auto places = places_asked(session, arguments, paths);
  if (!options.filter.empty()) check_filtered(places.places);
  const auto outcome = ImportRun(session, std::move(options), std::move(places), std::move(facts), dry).run();
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
