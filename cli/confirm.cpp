#include "cli/confirm.h"

#include <iostream>
#include <unistd.h>

#include "core/error.h"
#include "core/text.h"

namespace cuetheque {

void add_dry_run(Options& options) {
  add_switch(options, "dry-run,n", "show what would change, and change nothing");
}

void add_change_options(Options& options) {
  add_dry_run(options);
  add_switch(options, "yes,y", "do not ask");
}

bool confirmed(const Arguments& arguments, const std::string& question) {
  if (arguments.has("yes")) return true;
  if (isatty(STDIN_FILENO) != 1 || isatty(STDERR_FILENO) != 1)
    throw Error(Cause::usage, "there is no terminal to ask on, and nothing was changed", {},
                "-y does it without asking, -n only shows it");
  std::cerr << question << " [y/N] " << std::flush;
  std::string answer;
  std::getline(std::cin, answer);
  const auto folded = fold(answer);
  return folded == "y" || folded == "yes";
}

}  // namespace cuetheque
