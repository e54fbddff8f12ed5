#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "importer/csv.h"

namespace cuetheque {

/// The sheets of an XLSX workbook in its order, as rows of texts; the line of a record is its row. Numbers stand as a
/// spreadsheet shows them where it matters: times as HH:MM:SS (as H:MM where no seconds are shown, which people mean as
/// minutes), dates as YYYY-MM-DD, percentages with their sign, all else in full.
struct Workbook {
  std::vector<std::vector<CsvRecord>> sheets;
  std::string problem;  ///< why there are none
};

/// Reads a workbook. Untrusted: unpacked size (zip.h), sheets, rows, columns and the text they come to are bounded;
/// nothing outside the file is opened, no entity but XML's own is expanded.
[[nodiscard]] Workbook read_workbook(std::string_view bytes);

}  // namespace cuetheque
