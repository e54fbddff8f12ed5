#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

namespace cuetheque {

/// One row of a table of ours: its cells, trimmed, and its line (from 1).
struct TableRow {
  std::size_t line = 0;
  std::vector<std::string_view> cells;
};

/// The rows of a tab-separated table of data/: UTF-8, first line the names of the columns, `#` lines and empty ones
/// skipped. The cells look into `text`. Error(bug) with the line where a row does not have as many cells as the first
/// line has.
[[nodiscard]] std::vector<TableRow> table_rows(std::string_view text);

/// The parts of a cell between separators, trimmed, empty ones left out.
[[nodiscard]] std::vector<std::string_view> parts_of(std::string_view cell, char separator = ';');

}  // namespace cuetheque
