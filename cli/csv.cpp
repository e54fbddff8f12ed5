#include "cli/csv.h"

#include <algorithm>

namespace cuetheque {
namespace {

/// Behind any guards there may be: a text that has one of its own keeps it through ours.
bool is_formula(std::string_view cell) {
  static constexpr std::string_view starts{"=+-@\t\r\0", 7};
  const auto first = cell.find_first_not_of('\'');
  return first != std::string_view::npos && starts.find(cell[first]) != std::string_view::npos;
}

std::string in_quotes(std::string_view cell) {
  if (cell.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(cell);
  std::string out = "\"";
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string flat(std::string cell) {
  std::ranges::replace_if(
      cell, [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
  return cell;
}

}  // namespace

std::string_view unguarded(std::string_view cell) {
  return cell.starts_with('\'') && is_formula(cell) ? cell.substr(1) : cell;
}

std::string csv_row(const std::vector<std::string>& cells, CsvStyle style) {
  std::string row;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const auto guarded = !style.raw && is_formula(cells[i]) ? "'" + cells[i] : cells[i];
    if (i != 0) row += style.separator;
    row += style.separator == '\t' ? flat(guarded) : in_quotes(guarded);
  }
  return row + (style.separator == '\t' ? "\n" : "\r\n");
}

}  // namespace cuetheque
