#pragma once
#include <span>
#include <string_view>

#include "cli/arguments.h"
#include "cli/session.h"

namespace cuetheque {

enum class Group { start, bring_in, find, describe, care, publish };

/// A command: all that `help`, completion, the man page and `main` need to know of it. Adding one is a row here and a
/// file in commands/.
struct CommandRow {
  std::string_view name;
  std::string_view aliases;  ///< separated by spaces
  Group group;
  bool newcomer;               ///< among the eight that `help` shows
  std::string_view arguments;  ///< as in `find [-a|-t|-c|-f|-p] QUERY`, without the name
  std::string_view summary;
  std::string_view examples;  ///< what to type, one a line
  Opens opens;
  std::size_t least_words;  ///< words that are no options, with those after `--`
  std::size_t most_words;
  void (*declare)(Options& options);
  /// Checks what it was given before it opens anything, works, and returns the exit code.
  int (*run)(Session& session, const Arguments& arguments);
};

[[nodiscard]] std::span<const CommandRow> commands();
/// The command with this name or alias, or null.
[[nodiscard]] const CommandRow* find_command(std::string_view name);
/// The same; Error(usage) with the nearest one where there is none.
[[nodiscard]] const CommandRow& command_named(std::string_view name);
[[nodiscard]] std::string_view group_name(Group group);

/// All the options of a command, its own and the common ones.
[[nodiscard]] Options options_of(const CommandRow& command);

}  // namespace cuetheque
