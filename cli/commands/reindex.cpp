#include <fmt/format.h>

#include "cli/commands/all.h"
#include "cli/json_writer.h"
#include "core/error.h"

namespace cuetheque {

void declare_reindex(Options& options) {
  add_switch(options, "accept-loss", "go on with the archive as it is, though the index knows more");
  add_switch(options, "json", "one JSON document");
}

int run_reindex(Session& session, const Arguments& arguments) {
  auto& archive = session.open_writer();
  auto index = Index::open_writer(archive.index_place());
  const auto state = index.state(archive);
  if (state.freshness == Freshness::ahead && !arguments.has("accept-loss"))
    throw Error(Cause::damaged, state.why, {},
                "restore a backup, or go on without what is lost: cuetheque reindex --accept-loss");
  std::uint64_t records = 0;
  index.rebuild(archive, [&](std::uint64_t done) { records = done; });
  archive.flush();
  if (arguments.has("json")) {
    JsonWriter json;
    json.begin_object().key("schema").number(1).key("documents").number(static_cast<std::int64_t>(records));
    json.key("revision").number(static_cast<std::int64_t>(archive.head().revision)).end_object();
    session.out().write(json.take() + "\n");
  }
  session.say(fmt::format("search index built at revision {}", archive.head().revision));
  return 0;
}

}  // namespace cuetheque
