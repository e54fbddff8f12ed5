#pragma once
#include <string>
#include <string_view>

namespace cuetheque {

/// What is said of a file, ready to be shown and stored: UTF-8, and never longer than a few lines, whatever of the file
/// it quotes.
[[nodiscard]] std::string remark_text(std::string_view text);

}  // namespace cuetheque
