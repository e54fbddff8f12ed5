#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/output.h"

namespace cuetheque {

/// A list for people: on a terminal aligned, under headings, cut to its width; in a pipe the same cells uncut,
/// separated by TABs, without headings, so that `cut` and `sort` work.
class Table {
 public:
  struct Column {
    std::string_view heading;
    bool shrinks = true;  ///< may be cut where the line is too long: titles, not ids
    bool right = false;   ///< numbers: their ends stand below each other
  };
  using Row = std::vector<std::string>;

  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  void add(Row row) { rows_.push_back(std::move(row)); }
  /// What becomes of a cell once it has its width: words may be made bold.
  using Mark = std::function<std::string(const std::string& cell)>;
  void print(Output& output, const Mark& mark = {}) const;

 private:
  [[nodiscard]] std::vector<std::size_t> widths(const std::vector<Row>& rows, std::size_t available) const;
  void print_aligned(Output& output, const Mark& mark) const;
  [[nodiscard]] std::string line_of(const Row& row, const std::vector<std::size_t>& widths, const Mark& mark) const;

  std::vector<Column> columns_;
  std::vector<Row> rows_;
};

/// The text cut to so many columns of a terminal, with … where something is missing.
[[nodiscard]] std::string cut(std::string_view text, std::size_t columns);

}  // namespace cuetheque
