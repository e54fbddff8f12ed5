#include "cli/commands/all.h"
#include "cli/help_text.h"
#include "cli/json_writer.h"

namespace cuetheque {
namespace {

std::string json_list() {
  JsonWriter json;
  json.begin_object().key("schema").number(1).key("commands").begin_array();
  for (const auto& row : commands())
    json.begin_object()
        .key("name")
        .text(row.name)
        .key("arguments")
        .text(row.arguments)
        .key("summary")
        .text(row.summary)
        .end_object();
  return json.end_array().end_object().take() + "\n";
}

}  // namespace

void declare_help(Options& options) {
  add_switch(options, "all", "every command");
  add_switch(options, "json", "the commands as one JSON document");
}

int run_help(Session& session, const Arguments& arguments) {
  const auto* command = arguments.words.empty() ? nullptr : &command_named(arguments.words.front());
  session.out().page();
  if (arguments.has("json"))
    session.out().write(json_list());
  else if (command)
    session.out().write(command_help(*command, session.out().colour()));
  else
    session.out().write(command_list(arguments.has("all")));
  return 0;
}

}  // namespace cuetheque
