#include "core/table.h"

#include <algorithm>
#include <fmt/format.h>

#include "core/error.h"
#include "core/text.h"

namespace cuetheque {
namespace {

std::vector<std::string_view> cells_of(std::string_view line) {
  std::vector<std::string_view> cells;
  for (std::size_t begin = 0; begin <= line.size();) {
    const auto end = std::min(line.find('\t', begin), line.size());
    cells.push_back(trim(line.substr(begin, end - begin)));
    begin = end + 1;
  }
  return cells;
}

bool holds_a_row(std::string_view line) {
  return !trim(line).empty() && line.front() != '#';
}

}  // namespace

std::vector<TableRow> table_rows(std::string_view text) {
  std::vector<TableRow> rows;
  std::size_t columns = 0;
  for (std::size_t begin = 0, line = 1; begin < text.size(); ++line) {
    const auto end = std::min(text.find('\n', begin), text.size());
    const auto content = text.substr(begin, end - begin);
    begin = end + 1;
    if (!holds_a_row(content)) continue;
    TableRow row{line, cells_of(content)};
    if (columns == 0) {
      columns = row.cells.size();
      continue;
    }
    if (row.cells.size() != columns)
      throw Error(Cause::bug, fmt::format("a row of {} cells in a table of {}", row.cells.size(), columns),
                  fmt::format("line {}", line));
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<std::string_view> parts_of(std::string_view cell, char separator) {
  std::vector<std::string_view> parts;
  while (!cell.empty()) {
    const auto end = std::min(cell.find(separator), cell.size());
    const auto part = trim(cell.substr(0, end));
    if (!part.empty()) parts.push_back(part);
    cell.remove_prefix(std::min(end + 1, cell.size()));
  }
  return parts;
}

}  // namespace cuetheque
