#pragma once
#include <string>
#include <vector>

namespace cuetheque {

/// Runs one command line (without the program's name) and returns the exit code of DESIGN.md 7. Errors become one line
/// on stderr.
[[nodiscard]] int run(const std::vector<std::string>& arguments);

}  // namespace cuetheque
