#include "cli/table.h"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>

#include "core/text.h"

namespace cuetheque {
namespace {

constexpr std::size_t gap = 2;
constexpr std::size_t narrowest = 6;

std::size_t next_character(std::string_view text, std::size_t at) {
  do ++at;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U);
  return at;
}

std::string one_line(std::string text) {
  std::ranges::replace_if(
      text, [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
  return text;
}

}  // namespace

std::string cut(std::string_view text, std::size_t columns) {
  if (display_width(text) <= columns) return std::string(text);
  std::size_t end = 0;
  while (end < text.size()) {
    const auto next = next_character(text, end);
    if (display_width(text.substr(0, next)) + 1 > columns) break;
    end = next;
  }
  return std::string(text.substr(0, end)) + "…";
}

void Table::print(Output& output, const Mark& mark) const {
  if (output.terminal()) return print_aligned(output, mark);
  for (const auto& row : rows_)
    for (std::size_t i = 0; i < row.size(); ++i)
      output.write(shown(one_line(row[i])) + (i + 1 < row.size() ? "\t" : "\n"));
}

std::vector<std::size_t> Table::widths(const std::vector<Row>& rows, std::size_t available) const {
  std::vector<std::size_t> widths;
  for (const auto& column : columns_) widths.push_back(column.heading.size());
  for (const auto& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], display_width(row[i]));
  const auto total = [&] { return std::accumulate(widths.begin(), widths.end(), gap * (widths.size() - 1)); };
  while (total() > available) {
    std::size_t widest = widths.size();
    for (std::size_t i = 0; i < widths.size(); ++i)
      if (columns_[i].shrinks && widths[i] > narrowest && (widest == widths.size() || widths[i] > widths[widest]))
        widest = i;
    if (widest == widths.size()) break;
    --widths[widest];
  }
  return widths;
}

std::string Table::line_of(const Row& row, const std::vector<std::size_t>& widths, const Mark& mark) const {
  std::string line;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const auto cell = cut(row[i], widths[i]);
    const std::string space(widths[i] - std::min(widths[i], display_width(cell)), ' ');
    const bool last = i + 1 == row.size();
    if (columns_[i].right) line += space;
    line += mark ? mark(cell) : cell;
    if (!last) line += (columns_[i].right ? std::string() : space) + std::string(gap, ' ');
  }
  return line;
}

void Table::print_aligned(Output& output, const Mark& mark) const {
  std::vector<Row> rows;
  for (const auto& row : rows_) {
    auto& safe = rows.emplace_back();
    for (const auto& cell : row) safe.push_back(shown(cell));
  }
  const auto columns = widths(rows, output.width());
  Row headings;
  for (const auto& column : columns_) headings.emplace_back(column.heading);
  output.write(output.bold(line_of(headings, columns, {})) + "\n");
  for (const auto& row : rows) output.write(line_of(row, columns, mark) + "\n");
}

}  // namespace cuetheque
