#pragma once
#include <string>

#include "cli/arguments.h"

namespace cuetheque {

/// Declares --dry-run, and --dry-run and --yes.
void add_dry_run(Options& options);
void add_change_options(Options& options);

/// Asks `question [y/N]` on the terminal. True with --yes without asking. Without a terminal to ask on: Error(usage),
/// lest a script takes silence for done.
[[nodiscard]] bool confirmed(const Arguments& arguments, const std::string& question);

}  // namespace cuetheque
