#include "cli/external.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fmt/format.h>
#include <system_error>
#include <unistd.h>

#include "core/error.h"
#include "core/text.h"

namespace cuetheque {

std::optional<std::filesystem::path> external_command(std::string_view name) {
  const char* path = std::getenv("PATH");
  const bool ours = name == "reader";  // what import reads tags with; it is no command
  if (!path || name.empty() || ours || name.find('/') != std::string_view::npos) return std::nullopt;
  for (std::string_view rest = path; !rest.empty();) {
    const auto end = std::min(rest.find(':'), rest.size());
    const auto program = std::filesystem::path(rest.substr(0, end)) / fmt::format("cuetheque-{}", name);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    std::error_code error;
    if (std::filesystem::is_regular_file(program, error) && access(program.c_str(), X_OK) == 0) return program;
  }
  return std::nullopt;
}

void run_external(const std::filesystem::path& program, const std::filesystem::path& archive,
                  std::vector<std::string> words) {
  auto own_name = program.native();
  std::vector<char*> arguments{own_name.data()};
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  setenv("CUETHEQUE_DB", archive.c_str(), 1);
  std::signal(SIGPIPE, SIG_DFL);  // we ignore it, and that would be inherited
  execv(program.c_str(), arguments.data());
  throw Error(Cause::refused, std::generic_category().message(errno), shown(program.native()));
}

}  // namespace cuetheque
