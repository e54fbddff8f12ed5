#include <fmt/format.h>
#include <optional>

#include "cli/commands/all.h"
#include "cli/record_text.h"
#include "cli/select.h"
#include "core/cue_ties.h"
#include "core/error.h"
#include "core/links.h"

namespace cuetheque {
namespace {

/// The albums on which a name is credited, by any of its forms: the index knows, the archive does not.
std::vector<View> albums_crediting(Session& session, const Publisher& publisher, const View& name) {
  auto words = joined(name, "name");
  std::erase(words, '"');
  std::vector<View> albums;
  if (words.empty()) return albums;
  for (const auto id : select(session, ask(session, fmt::format("person:\"{}\"", words)), ResultLevel::album)) {
    const auto album = publisher.head(id);
    if (!album) continue;
    auto& entry = albums.emplace_back();
    for (const std::string_view key : {"id", "album", "date"}) add_text(entry, key, joined(*album, key));
  }
  return albums;
}

/// The tracks a cue could be where nothing settles which: a curator's `link` does.
std::vector<View> possible_ties(const Publisher& publisher, Id id) {
  std::vector<View> ties;
  const auto cue = publisher.record(id);
  if (!cue) return ties;
  for (const auto& film : links_to(*cue, Kind::production))
    for (const auto& album : publisher.linking({film.kind(), film.id()}, Kind::album))
      for (const auto& tie : ties_on(*cue, album).possible) {
        auto& view = ties.emplace_back();
        add_text(view, "track", to_string({Kind::track, tie.track}));
        add_text(view, "how", tie.how);
        add_number(view, "score", tie.score);
      }
  return ties;
}

std::optional<View> shown_view(Session& session, const Publisher& publisher, Id id) {
  auto view = publisher.view(id);
  if (view && id.kind == Kind::cue) add_objects(*view, "could_be", possible_ties(publisher, id));
  if (view && id.kind == Kind::name) add_objects(*view, "albums", albums_crediting(session, publisher, *view));
  return view;
}

void print_json(Session& session, const Publisher& publisher, const std::vector<Id>& ids, bool one) {
  if (one) {
    if (const auto view = shown_view(session, publisher, ids.front())) session.out().write(json_line(*view));
    return;
  }
  JsonWriter json;
  json.begin_object().key("schema").number(1).key("total").number(static_cast<std::int64_t>(ids.size()));
  json.key("results").begin_array();
  for (const auto id : ids) {
    if (const auto view = shown_view(session, publisher, id)) write_json(json, *view);
    session.out().write(json.take());
  }
  session.out().write(json.end_array().end_object().take() + "\n");
}

/// All that the query finds at the levels asked for: `--cues --tracks` are the cues, and the tracks.
std::vector<Id> found(Session& session, const Arguments& arguments, const Asked& asked) {
  auto levels = asked_levels(arguments);
  if (levels.empty()) levels.push_back(ResultLevel::album);
  std::vector<Id> ids;
  for (const auto level : levels)
    for (const auto id : select(session, asked, level)) ids.push_back(id);
  return ids;
}

/// The record of this id, or the one it was merged into.
Id named(Session& session, Id id) {
  const auto record = Publisher(session.archive()).record(id);
  if (!record) throw no_such_record(id);
  if (id.kind == Kind::track || id_of(*record) == id) return id;
  session.say(fmt::format("cuetheque: {} was merged into {}", to_string(id), to_string(id_of(*record))));
  return id_of(*record);
}

}  // namespace

void declare_show(Options& options) {
  add_level_options(options);
  add_switch(options, "json", "one JSON document");
  add_switch(options, "fail-empty", "exit 1 where nothing is found");
}

int run_show(Session& session, const Arguments& arguments) {
  const auto asked = ask(session, arguments.query());
  const bool one = asked.id && asked_levels(arguments).empty();
  const auto ids = one ? std::vector{named(session, *asked.id)} : found(session, arguments, asked);
  const Publisher publisher(session.archive());
  session.out().page();
  if (arguments.has("json")) {
    print_json(session, publisher, ids, one);
  } else {
    const Highlight highlight(*asked.tree);
    const RecordText text(session.out(), publisher, highlight);
    for (const auto id : ids) {
      if (id != ids.front()) session.out().write("\n");
      if (const auto view = shown_view(session, publisher, id)) text.print(id, *view);
    }
  }
  if (ids.empty()) session.say("nothing found");
  return arguments.has("fail-empty") && ids.empty() ? 1 : 0;
}

}  // namespace cuetheque
