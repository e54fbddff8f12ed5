#include <fmt/format.h>
#include <optional>

#include "cli/commands/all.h"
#include "cli/record_text.h"
#include "cli/select.h"
#include "core/error.h"

namespace cuetheque {
namespace {

/// The albums on which a name is credited, by any of its forms: the index knows, the archive does not.
std::vector<View> albums_crediting(Session& session, const Publisher& publisher, const View& name) {
  auto words = joined(name, "name");
  std::erase(words, '"');
  std::vector<View> albums;
  if (words.empty()) return albums;
  for (const auto id : select(session, ask(fmt::format("person:\"{}\"", words)), ResultLevel::album)) {
    const auto album = publisher.head(id);
    if (!album) continue;
    auto& entry = albums.emplace_back();
    for (const std::string_view key : {"id", "album", "date"}) add_text(entry, key, joined(*album, key));
  }
  return albums;
}

std::optional<View> shown_view(Session& session, const Publisher& publisher, Id id) {
  auto view = publisher.view(id);
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

/// The ids to show: the one named, whatever level it has, or all that the query finds.
std::vector<Id> wanted(Session& session, const Arguments& arguments, const Asked& asked) {
  if (!asked.id) return select(session, asked, level_for(arguments, asked, ResultLevel::album));
  const auto found = Publisher(session.archive()).record(*asked.id);
  if (!found) throw no_such_record(*asked.id);
  if (asked.id->kind == Kind::track || id_of(*found) == *asked.id) return {*asked.id};
  session.say(fmt::format("cuetheque: {} was merged into {}", to_string(*asked.id), to_string(id_of(*found))));
  return {id_of(*found)};
}

}  // namespace

void declare_show(Options& options) {
  add_level_options(options);
  add_switch(options, "json", "one JSON document");
  add_switch(options, "fail-empty", "exit 1 where nothing is found");
}

int run_show(Session& session, const Arguments& arguments) {
  const auto asked = ask(arguments.query());
  const auto ids = wanted(session, arguments, asked);
  const Publisher publisher(session.archive());
  session.out().page();
  if (arguments.has("json")) {
    print_json(session, publisher, ids, asked.id.has_value());
  } else {
    const RecordText text(session.out(), publisher);
    for (const auto id : ids) {
      if (id != ids.front()) session.out().write("\n");
      if (const auto view = shown_view(session, publisher, id)) text.print(id, *view);
    }
  }
  if (ids.empty()) session.say("nothing found");
  return arguments.has("fail-empty") && ids.empty() ? 1 : 0;
}

}  // namespace cuetheque
