#include <fmt/format.h>

#include "cli/commands/all.h"
#include "cli/confirm.h"
#include "cli/json_writer.h"
#include "core/error.h"

namespace cuetheque {

namespace {

void print_json(Session& session, bool dry, std::uint64_t documents, Revision revision) {
  JsonWriter json;
  json.begin_object().key("schema").number(1).key("dry_run").flag(dry);
  if (!dry) json.key("documents").number(static_cast<std::int64_t>(documents));
  json.key("revision").number(static_cast<std::int64_t>(revision)).end_object();
  session.out().write(json.take() + "\n");
}

int rehearse(Session& session, bool as_json) {
  const auto& archive = session.open_reader();
  const auto state = Index::open_reader(archive.index_place()).state(archive);
  const auto now = state.freshness == Freshness::in_sync ? "the search index is in sync" : state.why;
  if (as_json) print_json(session, true, 0, archive.head().revision);
  session.say(fmt::format("{}; it would be built at revision {}; nothing written", now, archive.head().revision));
  return 0;
}

}  // namespace

void declare_reindex(Options& options) {
  add_dry_run(options);
  add_switch(options, "accept-loss", "go on with the archive as it is, though the index knows more");
  add_switch(options, "json", "one JSON document");
}

int run_reindex(Session& session, const Arguments& arguments) {
  if (arguments.has("dry-run")) return rehearse(session, arguments.has("json"));
  auto& archive = session.open_writer();
  auto index = Index::open_writer(archive.index_place());
  const auto state = index.state(archive);
  if (state.freshness == Freshness::ahead && !arguments.has("accept-loss"))
    throw Error(Cause::damaged, state.why, {},
                "restore a backup, or go on without what is lost: cuetheque reindex --accept-loss");
  std::uint64_t records = 0;
  index.rebuild(archive, [&](std::uint64_t done) { records = done; });
  archive.flush();
  if (arguments.has("json")) print_json(session, false, records, archive.head().revision);
  session.say(fmt::format("search index built at revision {}", archive.head().revision));
  return 0;
}

}  // namespace cuetheque
