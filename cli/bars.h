#pragma once
#include <cstddef>
#include <string>

namespace cuetheque {

/// A bar so many columns long as `part` is of `whole`, in eighths of a column; at least an eighth of what is not
/// nothing. Where the terminal takes no UTF-8, of `#`.
[[nodiscard]] std::string bar(std::size_t part, std::size_t whole, std::size_t columns);

}  // namespace cuetheque
