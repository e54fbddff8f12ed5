#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace cuetheque {

/// One row of RFC 4180, or of TSV where TABs and line ends in cells become spaces. A cell a spreadsheet would run as a
/// formula gets a `'` in front unless `raw` (CWE-1236); reading takes it off again.
struct CsvStyle {
  char separator = ',';
  bool raw = false;
};
[[nodiscard]] std::string csv_row(const std::vector<std::string>& cells, CsvStyle style = {});

/// A cell without the guard `csv_row` put in front of it.
[[nodiscard]] std::string_view unguarded(std::string_view cell);

}  // namespace cuetheque
