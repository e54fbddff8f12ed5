#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <iterator>

#include "cli/commands/all.h"
#include "cli/confirm.h"
#include "cli/files.h"
#include "cli/json_writer.h"
#include "cli/table.h"
#include "core/error.h"
#include "core/text.h"

namespace cuetheque {
namespace {

void print_json(Session& session) {
  JsonWriter json;
  json.begin_object()
      .key("schema")
      .number(1)
      .key("file")
      .text(settings_place().native())
      .key("settings")
      .begin_object();
  for (const auto& [key, value] : session.settings()) json.key(key).text(value);
  session.out().write(json.end_object().end_object().take() + "\n");
}

int show_all(Session& session, const Arguments& arguments) {
  if (arguments.has("json")) {
    print_json(session);
    return 0;
  }
  Table table({{"KEY", false}, {"VALUE"}, {"WHAT"}});
  for (const auto& row : settings) {
    const auto value = session.settings().find(row.key);
    table.add({std::string(row.key), value == session.settings().end() ? "" : value->second, std::string(row.help)});
  }
  table.print(session.out());
  session.say(fmt::format("kept in {}", shown(settings_place().native())));
  return 0;
}

int show_one(Session& session, const std::string& key) {
  const auto known = std::ranges::find(settings, key, &SettingRow::key);
  if (known == settings.end()) check_setting(key, "", "config");
  const auto value = session.settings().find(key);
  if (value != session.settings().end()) session.out().write(session.out().safe(value->second) + "\n");
  return 0;
}

int set_one(Session& session, const std::string& key, const std::string& value, bool dry) {
  check_setting(key, value, "config");
  if (value.find('\n') != std::string::npos) throw Error(Cause::usage, "a setting is one line", "config");
  const auto place = settings_place();
  if (place.empty())
    throw Error(Cause::usage, "no place for settings is known", "config", "set $HOME or $XDG_CONFIG_HOME");
  if (dry) {
    session.say(shown(fmt::format("{} would be '{}'; nothing written", key, value)));
    return 0;
  }
  std::error_code error;
  std::filesystem::create_directories(place.parent_path(), error);
  const auto before = std::filesystem::exists(place, error) ? read_text(place) : std::string{};
  NewFile file(place, true);
  file.write(with_setting(before, key, value));
  file.finish();
  return 0;
}

Root known_root(const Archive& archive, const std::string& name) {
  const auto roots = archive.roots();
  const auto root = std::ranges::find(roots, name, &Root::name);
  if (root != roots.end()) return *root;
  std::vector<std::string> names;
  std::ranges::transform(roots, std::back_inserter(names), [](const Root& each) { return each.name(); });
  throw Error(
      Cause::usage, fmt::format("there is no root '{}'", shown(name)), "config",
      names.empty() ? "an import makes the first one" : shown(fmt::format("the roots are {}", fmt::join(names, ", "))));
}

int list_roots(Session& session, const Arguments& arguments) {
  const auto roots = session.open_reader().roots();
  JsonWriter json;
  json.begin_object().key("schema").number(1).key("roots").begin_array();
  Table table({{"ROOT", false}, {"WHERE"}});
  for (const auto& root : roots) {
    json.begin_object().key("name").text(root.name()).key("mount").text(root.mount()).end_object();
    table.add({root.name(), root.mount()});
  }
  if (arguments.has("json"))
    session.out().write(json.end_array().end_object().take() + "\n");
  else
    table.print(session.out());
  return 0;
}

/// One operation: every path under the root is relative to it, so nothing else changes.
int move_root(Session& session, const std::string& name, const std::string& path, bool dry) {
  std::error_code error;
  const auto mount = std::filesystem::canonical(path, error);
  if (error || !std::filesystem::is_directory(mount, error))
    throw Error(Cause::usage, "is no folder", shown(path), "give the place where the root's files are now");
  if (dry) {
    (void)known_root(session.open_reader(), name);
    session.say(shown(fmt::format("root {} would be at {}; nothing written", name, mount.native())));
    return 0;
  }
  auto& archive = session.open_writer();
  auto root = known_root(archive, name);
  root.set_mount(mount.native());
  auto operation = archive.begin(session.user(), session.command_line());
  operation.step([&](Step& step) { step.put_root(root); });
  operation.finish(fmt::format("root {} is now at {}", clean(name), clean(mount.native())));
  session.settle();
  session.say(shown(fmt::format("root {} is now at {}", name, mount.native())));
  return 0;
}

int run_root(Session& session, const Arguments& arguments, const std::vector<std::string>& words) {
  if (words.size() == 1) return list_roots(session, arguments);
  if (words.size() == 3) return move_root(session, words[1], words[2], arguments.has("dry-run"));
  throw Error(Cause::usage, "where the root is now is missing", "config", "cuetheque config root NAME PATH");
}

}  // namespace

void declare_config(Options& options) {
  add_dry_run(options);
  add_switch(options, "json", "one JSON document");
}

int run_config(Session& session, const Arguments& arguments) {
  const auto words = arguments.all_words();
  if (!words.empty() && words.front() == "root") return run_root(session, arguments, words);
  if (words.size() > 2) throw Error(Cause::usage, "too many words", "config", "cuetheque config KEY VALUE");
  if (words.empty()) return show_all(session, arguments);
  return words.size() == 1 ? show_one(session, words[0])
                           : set_one(session, words[0], words[1], arguments.has("dry-run"));
}

}  // namespace cuetheque
