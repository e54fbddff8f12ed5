#include "importer/cue_sheets/parts.h"

#include <algorithm>
#include <fmt/format.h>

#include "core/text.h"

namespace cuetheque {
namespace {

constexpr std::size_t most_remarks = 500;

}  // namespace

void SheetRemarks::add(std::size_t line, std::string what, std::string read_as) {
  if (remarks_.size() == most_remarks) {
    ++left_out_;
    return;
  }
  remarks_.push_back({path_, line == 0 ? std::string{} : fmt::format("{} {}", unit_, line), std::move(what),
                      std::move(read_as), false});
}

std::vector<Remark> SheetRemarks::take() && {
  if (left_out_ > 0) remarks_.push_back({path_, {}, fmt::format("{} further remarks left out", left_out_), {}, false});
  return std::move(remarks_);
}

std::string plain_cell(std::string_view cell) {
  cell = trim(cell);
  if (cell.size() >= 2 && cell[0] == '\'' && std::string_view("=+-@").find(cell[1]) != std::string_view::npos)
    cell.remove_prefix(1);
  return clean(cell);
}

// One pass: looking for each separator by itself would read a cell of a MiB once for each of its values.
std::vector<std::string_view> pieces_of(std::string_view cell, std::string_view signs, std::string_view slash) {
  constexpr std::size_t most = 1'000;
  std::vector<std::string_view> pieces;
  std::size_t from = 0;
  for (std::size_t at = 0; at <= cell.size() && pieces.size() < most; ++at) {
    const bool slashed = cell.substr(at).starts_with(slash);
    if (at < cell.size() && !slashed && signs.find(cell[at]) == std::string_view::npos) continue;
    if (const auto piece = trim(cell.substr(from, at - from)); !piece.empty()) pieces.push_back(piece);
    if (slashed) at += slash.size() - 1;
    from = at + 1;
  }
  return pieces;
}

Statement sheet_statement(Field field, std::vector<std::string> values, std::string_view as_written) {
  Statement statement;
  statement.set_field(row_of(field).number);
  for (auto& value : values) statement.add_values(std::move(value));
  statement.set_source(cue_sheet);
  statement.add_origins(0);
  statement.set_as_written(std::string(as_written));
  return statement;
}

std::string SheetRow::cell(std::size_t column) const {
  return column < record_->cells.size() ? plain_cell(record_->cells[column]) : std::string{};
}

std::string SheetRow::text(SheetColumn column) const {
  const auto all = texts(column);
  return all.empty() ? std::string{} : all.front();
}

std::vector<std::string> SheetRow::texts(SheetColumn column) const {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < header_->cells.size(); ++i)
    if (header_->cells[i].column == column && !header_->cells[i].party)
      if (auto text = cell(i); !text.empty()) all.push_back(std::move(text));
  return all;
}

}  // namespace cuetheque
