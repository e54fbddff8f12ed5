#include <fmt/format.h>
#include <vector>

#include "cli/commands/all.h"
#include "cli/confirm.h"
#include "cli/json_writer.h"
#include "cli/select.h"
#include "cli/table.h"
#include "core/error.h"
#include "core/text.h"

namespace cuetheque {
namespace {

Error no_such_query(const Archive& archive, const std::string& name) {
  const auto names = saved_queries(archive).names;
  const auto near = nearest(name, {names.begin(), names.end()});
  return {Cause::usage,
          fmt::format("there is no saved query @{}", shown(name)),
          {},
          near ? fmt::format("did you mean @{}?", shown(*near)) : "`cuetheque saved` lists them"};
}

/// A query is tried before it is kept: it must parse, and must not come to hold itself.
void check(const Archive& archive, const std::string& name, const std::string& text) {
  auto saved = saved_queries(archive);
  saved.find = [&](std::string_view asked) { return asked == name ? text : archive.saved_query(asked); };
  auto around = parse_query("@" + name);
  try {
    (void)with_saved(std::move(around), "@" + name, saved);
  } catch (const Error&) {
    (void)with_saved(parse_query(text), text, saved);  // with the caret in what was typed, where it is there
    throw;
  }
}

std::string json_of(const SavedQuery& query, Revision operation) {
  JsonWriter json;
  json.begin_object().key("schema").number(1).key("name").text(query.name);
  if (!query.text.empty()) json.key("query").text(query.text);
  if (operation != 0) json.key("operation").number(static_cast<std::int64_t>(operation));
  return json.end_object().take() + "\n";
}

int change(Session& session, const SavedQuery& query, const Arguments& arguments) {
  const bool remove = arguments.has("delete"), json = arguments.has("json");
  auto& archive = session.archive();
  const auto before = archive.saved_query(query.name);
  if (remove && !before) throw no_such_query(archive, query.name);
  const auto what = remove   ? fmt::format("@{} is kept no more: {}", query.name, *before)
                    : before ? fmt::format("@{} is now {} (it was {})", query.name, query.text, *before)
                             : fmt::format("@{} is {}", query.name, query.text);
  if (arguments.has("dry-run")) {
    if (json) session.out().write(json_of(query, 0));
    session.say(shown(what) + "; nothing written");
    return 0;
  }
  auto operation = archive.begin(session.user(), session.command_line());
  operation.step([&](Step& step) {
    if (remove)
      step.remove_saved_query(query.name);
    else
      step.put_saved_query(query);
  });
  operation.finish(what);
  session.settle();
  if (json) session.out().write(json_of(query, operation.number()));
  session.say(shown(what));
  return 0;
}

}  // namespace

void declare_save(Options& options) {
  add_switch(options, "delete", "keep it no more");
  add_switch(options, "json", "what it did as one JSON document");
  add_dry_run(options);
}

int run_save(Session& session, const Arguments& arguments) {
  auto words = arguments.all_words();
  SavedQuery query{saved_name(words.front()), {}};
  words.erase(words.begin());
  query.text = query_of(words);
  const bool remove = arguments.has("delete");
  if (remove != words.empty())
    throw Error(Cause::usage, remove ? "--delete takes no query" : "the query is missing", "save",
                "cuetheque save NAME QUERY");
  if (!remove) {
    (void)parse_query(query.text);
    check(session.archive(), query.name, query.text);
  }
  return change(session, query, arguments);
}

void declare_saved(Options& options) {
  add_switch(options, "json", "one JSON document");
}

int run_saved(Session& session, const Arguments& arguments) {
  const auto& archive = session.archive();
  auto all = archive.saved_queries();
  if (!arguments.words.empty()) {
    const auto name = saved_name(arguments.words.front());
    std::erase_if(all, [&](const SavedQuery& query) { return query.name != name; });
    if (all.empty()) throw no_such_query(archive, name);
  }
  JsonWriter json;
  json.begin_object().key("schema").number(1).key("saved").begin_array();
  Table table({{"NAME", false}, {"QUERY"}});
  for (const auto& [name, text] : all) {
    json.begin_object().key("name").text(name).key("query").text(text).end_object();
    table.add({"@" + name, text});
  }
  if (arguments.has("json"))
    session.out().write(json.end_array().end_object().take() + "\n");
  else
    table.print(session.out());
  return 0;
}

}  // namespace cuetheque
