#pragma once
#include <string>

#include "cli/commands.h"

namespace cuetheque {

/// What bare `cuetheque` says.
[[nodiscard]] std::string greeting();
/// The eight commands a newcomer needs, or every one, by group.
[[nodiscard]] std::string command_list(bool all);
/// One command: examples first, then its options.
[[nodiscard]] std::string command_help(const CommandRow& command, bool colour);

/// The placeholder of an option's value, or empty for a switch.
[[nodiscard]] std::string value_name(const boost::program_options::option_description& option);
/// The letter of an option's short form, or 0.
[[nodiscard]] char short_letter(const boost::program_options::option_description& option);

}  // namespace cuetheque
