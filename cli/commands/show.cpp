#include <fmt/format.h>

#include "cli/commands/all.h"
#include "cli/record_text.h"
#include "cli/select.h"
#include "core/error.h"

namespace cuetheque {
namespace {

/// A name's view does not hold where it is credited; people want to see it.
void print_json(Session& session, const Publisher& publisher, const std::vector<Id>& ids, bool one) {
  if (one) {
    if (const auto view = publisher.view(ids.front())) session.out().write(json_line(*view));
    return;
  }
  JsonWriter json;
  json.begin_object().key("schema").number(1).key("total").number(static_cast<std::int64_t>(ids.size()));
  json.key("results").begin_array();
  for (const auto id : ids) {
    if (const auto view = publisher.view(id)) write_json(json, *view);
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
      text.print(id);
    }
  }
  if (ids.empty()) session.say("nothing found");
  return arguments.has("fail-empty") && ids.empty() ? 1 : 0;
}

}  // namespace cuetheque
