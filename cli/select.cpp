#include "cli/select.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "cli/publisher.h"
#include "core/error.h"
#include "search/query_fields.h"

namespace cuetheque {
namespace {

struct LevelRow {
  ResultLevel level;
  Kind kind;
  Level bit;
  const char* option;
  const char* names;
  std::string_view name;
  const char* help;
};

constexpr auto levels = std::to_array<LevelRow>({
    {ResultLevel::album, Kind::album, on_album, "albums", "albums,a", "album",
     "albums (what is meant where nothing is said)"},
    {ResultLevel::track, Kind::track, on_track, "tracks", "tracks,t", "track", "tracks"},
    {ResultLevel::cue, Kind::cue, on_cue, "cues", "cues,c", "cue", "cues"},
    {ResultLevel::production, Kind::production, on_production, "films", "films,f", "production",
     "productions: films, series, games …"},
    {ResultLevel::name, Kind::name, on_name, "people", "people,p", "name", "names of people and bodies"},
});

const LevelRow& row_of_level(ResultLevel level) {
  return *std::ranges::find(levels, level, &LevelRow::level);
}

}  // namespace

void add_level_options(Options& options) {
  for (const auto& row : levels) add_switch(options, row.names, row.help);
}

std::vector<ResultLevel> asked_levels(const Arguments& arguments) {
  std::vector<ResultLevel> asked;
  for (const auto& row : levels)
    if (arguments.has(row.option)) asked.push_back(row.level);
  return asked;
}

std::optional<ResultLevel> asked_level(const Arguments& arguments) {
  const auto asked = asked_levels(arguments);
  if (asked.size() > 1)
    throw Error(Cause::usage, fmt::format("--{} and --{} exclude each other", row_of_level(asked[0]).option,
                                          row_of_level(asked[1]).option));
  return asked.empty() ? std::nullopt : std::optional(asked.front());
}

std::string_view level_name(ResultLevel level) {
  return row_of_level(level).name;
}
std::string_view level_option(ResultLevel level) {
  return row_of_level(level).option;
}
std::uint8_t bit_of(ResultLevel level) {
  return row_of_level(level).bit;
}

std::optional<ResultLevel> level_of(Kind kind) {
  const auto row = std::ranges::find(levels, kind, &LevelRow::kind);
  return row == levels.end() ? std::nullopt : std::optional(row->level);
}

std::string counted(std::size_t count, ResultLevel level) {
  return counted(count, level_name(level));
}

std::string counted(std::size_t count, std::string_view one) {
  return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

SavedQueries saved_queries(const Archive& archive) {
  SavedQueries saved{[&archive](std::string_view name) { return archive.saved_query(name); }, {}};
  for (const auto& one : archive.saved_queries()) saved.names.push_back(one.name);
  return saved;
}

Asked ask(Session& session, std::string text) {
  auto tree = parse_query(text);
  for (const auto& hint : hints(*tree)) session.say("cuetheque: " + hint);
  if (names_saved(*tree)) tree = with_saved(std::move(tree), text, saved_queries(session.archive()));
  const auto id = parse_id(text);
  return {std::move(text), std::move(tree), id};
}

ResultLevel level_for(const Arguments& arguments, const Asked& asked, ResultLevel fallback) {
  if (const auto level = asked_level(arguments)) return *level;
  if (asked.id)
    if (const auto level = level_of(asked.id->kind)) return *level;
  return fallback;
}

std::vector<Id> select(Session& session, const Asked& asked, ResultLevel level) {
  if (asked.id && asked.id->kind == kind_of(level)) {
    const auto found = Publisher(session.archive()).record(*asked.id);
    if (!found) throw no_such_record(*asked.id);
    return {asked.id->kind == Kind::track ? *asked.id : id_of(*found)};
  }
  SearchOptions options;
  options.level = level;
  options.limit = 0;
  // The index first: opening it may bring a newer view of the archive.
  auto& index = session.index();
  std::vector<Id> ids;
  for (const auto& hit : index.search(session.archive(), *asked.tree, options).hits) ids.push_back(hit.id);
  std::ranges::sort(ids);
  return ids;
}

Error no_such_record(Id id) {
  return {Cause::usage,
          fmt::format("there is no record {}", to_string(id)),
          {},
          "`cuetheque find` shows the ids there are"};
}

}  // namespace cuetheque
