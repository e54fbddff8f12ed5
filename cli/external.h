#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cuetheque {

/// A program `cuetheque-NAME` on $PATH, which adds a command of its own to ours; none where there is none.
[[nodiscard]] std::optional<std::filesystem::path> external_command(std::string_view name);

/// Becomes that program. It finds the archive in $CUETHEQUE_DB; Error(refused) where it cannot be run.
[[noreturn]] void run_external(const std::filesystem::path& program, const std::filesystem::path& archive,
                               std::vector<std::string> words);

}  // namespace cuetheque
