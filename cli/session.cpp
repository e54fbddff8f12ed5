#include "cli/session.h"

#include <cstdlib>
#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include "core/error.h"
#include "core/text.h"

namespace cuetheque {
namespace {

constexpr std::string_view rebuild_hint = "`cuetheque reindex` builds the search index again from the archive";

std::string login_name() {
  for (const char* name : {"CUETHEQUE_USER", "USER", "LOGNAME"})
    if (const char* value = std::getenv(name); value && *value) return value;
  const auto* entry = getpwuid(geteuid());
  return entry ? entry->pw_name : fmt::format("uid {}", geteuid());
}

std::string setting(const Settings& settings, std::string_view key, std::string fallback) {
  const auto found = settings.find(key);
  return found == settings.end() ? std::move(fallback) : found->second;
}

std::filesystem::path find_place(const Arguments& arguments, const Settings& settings) {
  if (arguments.has("db")) return arguments.text("db");
  if (const char* place = std::getenv("CUETHEQUE_DB"); place && *place) return place;
  if (const auto place = setting(settings, "db", ""); !place.empty()) return place;
  const auto data = xdg_folder("XDG_DATA_HOME", ".local/share");
  if (data.empty())
    throw Error(Cause::usage, "no place for the archive is known", {}, "give it as --db FOLDER or set $HOME");
  return data / "cuetheque";
}

Output::Wishes wishes(const Arguments& arguments, const Settings& settings) {
  const auto color = arguments.has("color") ? arguments.text("color") : setting(settings, "color", "auto");
  check_setting("color", color, "--color");
  return {color, !arguments.has("no-pager") && setting(settings, "pager", "yes") == "yes"};
}

/// A dry run only looks: it takes no lock, waits for nobody, and works on read-only media.
Opens needed(Opens opens, const Arguments& arguments) {
  return opens == Opens::writer && arguments.has("dry-run") ? Opens::searcher : opens;
}

Error lost_steps(const IndexState& state) {
  return {Cause::damaged,
          state.why,
          {},
          "check the archive's backup; `cuetheque reindex --accept-loss` goes on with what is there"};
}

}  // namespace

void add_common_options(Options& options) {
  add_option(options, "db", "FOLDER", "archive to use, before $CUETHEQUE_DB and the settings");
  add_option(options, "color", "WHEN", "auto, always or never");
  add_option(options, "wait", "SECONDS", "wait so long for another writer to finish");
  add_switch(options, "no-pager", "print long lists straight");
  add_switch(options, "quiet,q", "say nothing but errors on stderr");
  add_switch(options, "verbose,v", "say more on stderr");
  add_switch(options, "help,h", "explain the command");
}

Session::Session(const Arguments& arguments, Settings settings, std::string command_line, Opens opens)
    : opens_(needed(opens, arguments)),
      settings_(std::move(settings)),
      output_(wishes(arguments, settings_)),
      quiet_(arguments.has("quiet")),
      verbose_(arguments.has("verbose")),
      user_(clean(setting(settings_, "user", login_name()))),
      command_line_(std::move(command_line)),
      place_(find_place(arguments, settings_)),
      wait_(arguments.number("wait").value_or(0)) {}

void Session::say(const std::string& line) const {
  if (!quiet_) complain(line);
}

Archive& Session::archive() {
  if (archive_) return *archive_;
  if (opens_ == Opens::nothing) throw Error(Cause::bug, "the command opens an archive its row does not mention");
  return opens_ == Opens::writer ? open_writer() : open_reader();
}

Archive& Session::open_writer() {
  index_.reset();
  archive_.reset();
  archive_.emplace(Archive::open(place_, Archive::Access::write, wait_));
  writing_ = true;
  return *archive_;
}

Archive& Session::open_reader() {
  archive_.emplace(Archive::open(place_, Archive::Access::read));
  return *archive_;
}

Index& Session::index() {
  if (opens_ == Opens::nothing || opens_ == Opens::reader)
    throw Error(Cause::bug, "the command searches, which its row does not mention");
  if (index_) return *index_;
  auto& opened = archive();
  if (!writing_) return index_.emplace(open_search());
  index_.emplace(Index::open_writer(opened.index_place()));
  refresh(*index_, opened, quiet_);
  return *index_;
}

Index Session::open_search() {
  auto index = Index::open_reader(archive_->index_place());
  auto state = index.state(*archive_);
  // An import may have gone on between our opening of the archive and of the index: a fresh look at the archive tells.
  for (int tries = 0; state.freshness == Freshness::ahead && tries < 3; ++tries) state = index.state(open_reader());
  switch (state.freshness) {
    case Freshness::in_sync:
      break;
    case Freshness::behind:
      say(fmt::format("cuetheque: the search index is {} step{} behind; what is newest may not be found yet",
                      state.steps, state.steps == 1 ? "" : "s"));
      break;
    case Freshness::ahead:
      throw lost_steps(state);
    default:
      throw Error(Cause::damaged, state.why.empty() ? "the search index is of no use" : state.why, {},
                  std::string(rebuild_hint));
  }
  return index;
}

void refresh(Index& index, const Archive& archive, bool quiet) {
  const auto state = index.state(archive);
  if (state.freshness == Freshness::in_sync) return;
  if (state.freshness == Freshness::behind) return index.catch_up(archive);
  if (state.freshness == Freshness::ahead) throw lost_steps(state);
  const bool fresh = state.freshness == Freshness::missing && archive.head().revision == 0;
  if (!quiet && !fresh)
    complain(fmt::format("cuetheque: building the search index again{}{}", state.why.empty() ? "" : ": ", state.why));
  index.rebuild(archive);
}

void Session::settle() {
  if (!archive_ || !writing_) return;
  archive_->flush();
  if (!index_) index_.emplace(Index::open_writer(archive_->index_place()));
  refresh(*index_, *archive_, quiet_);
}

}  // namespace cuetheque
