#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "cli/views.h"

namespace cuetheque {

/// Several values in one cell of a sheet, joined with "; ". A `;` inside a value that would be read as the end of it
/// gets a `\` in front, and backslashes before such a `;` are doubled; all other text stays as it is.
[[nodiscard]] std::string cell_of(const std::vector<std::string>& values);
/// The values of a cell: what `cell_of` joined, and nothing for an empty cell.
[[nodiscard]] std::vector<std::string> values_in(std::string_view cell);

/// What a view's key is in a sheet: lists by `cell_of`, all else as `joined` has it.
[[nodiscard]] std::string sheet_cell(const View& view, std::string_view key);

}  // namespace cuetheque
