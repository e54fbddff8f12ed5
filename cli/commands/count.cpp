#include <fmt/format.h>

#include "cli/commands/all.h"
#include "cli/json_writer.h"
#include "cli/select.h"

namespace cuetheque {

void declare_count(Options& options) {
  add_level_options(options);
  add_switch(options, "json", "one JSON document");
  add_switch(options, "fail-empty", "exit 1 where nothing is found");
}

int run_count(Session& session, const Arguments& arguments) {
  const auto asked = ask(session, arguments.query());
  const auto level = level_for(arguments, asked, ResultLevel::album);
  auto& index = session.index();
  const auto count = index.count(session.archive(), *asked.tree, level);
  if (arguments.has("json")) {
    JsonWriter json;
    json.begin_object().key("schema").number(1).key("query").text(asked.text).key("level").text(level_name(level));
    json.key("count").number(static_cast<std::int64_t>(count)).end_object();
    session.out().write(json.take() + "\n");
  } else {
    session.out().write(fmt::format("{}\n", count));
  }
  return arguments.has("fail-empty") && count == 0 ? 1 : 0;
}

}  // namespace cuetheque
