#include <array>
#include <fmt/format.h>

#include "cli/commands/all.h"
#include "cli/disk_state.h"
#include "cli/json_writer.h"
#include "cli/select.h"
#include "core/open_ties.h"
#include "core/text.h"
#include "search/query_fields.h"

namespace cuetheque {
namespace {

constexpr std::size_t paths_shown = 10;

struct ArchiveState {
  std::array<std::size_t, 5> counts{};  ///< by ResultLevel
  std::string index;
  std::string open_operation;
  std::size_t open_ties = 0;
};

std::string index_text(const IndexState& state) {
  static constexpr std::array<std::string_view, 6> words{
      "in sync", "behind", "ahead of the archive", "of another archive", "damaged", "missing"};
  const auto word = words[static_cast<std::size_t>(state.freshness)];
  const bool distance = state.freshness == Freshness::behind || state.freshness == Freshness::ahead;
  return distance ? fmt::format("{} by {}", word, counted(state.steps, "step")) : std::string(word);
}

std::size_t& count_of(ArchiveState& state, ResultLevel level) {
  return state.counts[static_cast<std::size_t>(level)];
}

ArchiveState state_of(const Archive& archive) {
  ArchiveState state;
  for (const auto level : all_levels) {
    if (level == ResultLevel::track) continue;  // they live in their albums
    archive.each(kind_of(level), [&](const Record& record) {
      if (record.merged_into() == 0) ++count_of(state, level);
      if (level == ResultLevel::album)
        count_of(state, ResultLevel::track) += static_cast<std::size_t>(record.tracks_size());
      return true;
    });
  }
  state.open_ties = cues_left_open(archive).size();
  state.index = index_text(Index::open_reader(archive.index_place()).state(archive));
  if (const auto open = archive.open_operation())
    state.open_operation = fmt::format("{}: {}", open->operation(), open->command());
  return state;
}

struct PathList {
  std::string_view word;
  const std::vector<std::string>& paths;
};

std::array<PathList, 4> lists_of(const RootState& state) {
  return {{{"new", state.added}, {"changed", state.changed}, {"moved", state.moved}, {"gone", state.gone}}};
}

void print_paths(Session& session, const PathList& list) {
  std::size_t count = 0;
  for (const auto& path : list.paths) {
    if (count++ == paths_shown && !session.verbose()) {
      session.out().write(
          fmt::format("  {:<8} … and {} more (-v shows all)\n", list.word, list.paths.size() - paths_shown));
      return;
    }
    session.out().write(shown(fmt::format("  {:<8} {}", list.word, path)) + "\n");
  }
}

std::vector<std::string> unreadable_lines(const RootState& state) {
  std::vector<std::string> lines;
  for (const auto& [path, why] : state.unreadable) lines.push_back(fmt::format("{}: {}", path, why));
  return lines;
}

void print_root(Session& session, const RootState& state) {
  auto& out = session.out();
  const auto where = fmt::format("root {} at {}", state.root.name(), state.root.mount());
  if (!state.mounted) return out.write(shown(where + ": offline") + "\n");
  const auto unreadable =
      state.unreadable.empty() ? std::string{} : fmt::format(", {} unreadable", state.unreadable.size());
  out.write(shown(fmt::format("{}: {} new, {} changed, {} moved, {} gone{}", where, state.added.size(),
                              state.changed.size(), state.moved.size(), state.gone.size(), unreadable)) +
            "\n");
  for (const auto& list : lists_of(state)) print_paths(session, list);
  print_paths(session, {"unreadable", unreadable_lines(state)});
}

void print_text(Session& session, const Archive& archive, const ArchiveState& state,
                const std::vector<RootState>& roots) {
  auto& out = session.out();
  out.write(shown(fmt::format("archive {} at {}", archive.uuid(), archive.place().native())) + "\n");
  out.write(fmt::format("revision {}, search index {}\n", archive.head().revision, state.index));
  std::vector<std::string> counts;
  for (const auto level : all_levels) counts.push_back(counted(state.counts[static_cast<std::size_t>(level)], level));
  out.write(fmt::format("{}\n", fmt::join(counts, ", ")));
  if (!state.open_operation.empty()) out.write(shown("unfinished: operation " + state.open_operation) + "\n");
  if (state.open_ties > 0)
    out.write(fmt::format("{} may be one of several tracks: cuetheque find -c is:ambiguous\n",
                          counted(state.open_ties, ResultLevel::cue)));
  for (const auto& root : roots) print_root(session, root);
}

void print_json(Session& session, const Archive& archive, const ArchiveState& state,
                const std::vector<RootState>& roots) {
  JsonWriter json;
  json.begin_object()
      .key("schema")
      .number(1)
      .key("uuid")
      .text(archive.uuid())
      .key("place")
      .text(archive.place().native());
  json.key("revision").number(static_cast<std::int64_t>(archive.head().revision)).key("index").text(state.index);
  for (const auto level : all_levels)
    json.key(fmt::format("{}s", level_name(level)))
        .number(static_cast<std::int64_t>(state.counts[static_cast<std::size_t>(level)]));
  if (!state.open_operation.empty()) json.key("unfinished").text(state.open_operation);
  json.key("ambiguous_cues").number(static_cast<std::int64_t>(state.open_ties));
  json.key("roots").begin_array();
  for (const auto& root : roots) {
    json.begin_object()
        .key("name")
        .text(root.root.name())
        .key("mount")
        .text(root.root.mount())
        .key("offline")
        .flag(!root.mounted);
    for (const auto& list : lists_of(root)) {
      json.key(list.word).begin_array();
      for (const auto& path : list.paths) json.text(path);
      json.end_array();
    }
    json.key("unreadable").begin_array();
    for (const auto& [path, why] : root.unreadable)
      json.begin_object().key("path").text(path).key("why").text(why).end_object();
    json.end_array().end_object();
  }
  session.out().write(json.end_array().end_object().take() + "\n");
}

}  // namespace

void declare_status(Options& options) {
  add_switch(options, "json", "one JSON document");
}

int run_status(Session& session, const Arguments& arguments) {
  const auto& archive = session.archive();
  const auto state = state_of(archive);
  const auto roots = disk_state(archive);
  if (arguments.has("json"))
    print_json(session, archive, state, roots);
  else
    print_text(session, archive, state, roots);
  return 0;
}

}  // namespace cuetheque
