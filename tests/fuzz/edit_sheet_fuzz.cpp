#include <algorithm>

#include "cli/cell_values.h"
#include "cli/csv.h"
#include "cli/edit_sheet.h"
#include "core/error.h"
#include "importer/csv.h"
#include "tests/fuzz/property.h"

namespace {

using cuetheque::fuzz::demand;

void check_sheet(std::string_view text) try {
  const auto sheet = cuetheque::parse_edit_sheet(text);
  demand(sheet.id_column < sheet.columns.size());
  std::size_t number = 1;
  for (const auto& row : sheet.rows) {
    demand(row.number > number);
    number = row.number;
  }
} catch (const cuetheque::Error& error) {
  demand(error.cause() == cuetheque::Cause::usage);
}

/// The words of `set`, one a line.
void check_edits(std::string_view text) try {
  std::vector<std::string> words;
  for (; !text.empty(); text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1))
    words.emplace_back(text.substr(0, text.find('\n')));
  const auto edits = cuetheque::parse_edits(words);
  (void)cuetheque::doubts(edits);
  for (const auto& edit : edits) demand(!cuetheque::written(edit).empty());
} catch (const cuetheque::Error& error) {
  demand(error.cause() == cuetheque::Cause::usage);
}

void check_cells(std::string_view text) {
  const auto values = cuetheque::values_in(text);
  demand(cuetheque::values_in(cuetheque::cell_of(values)) == values);
  cuetheque::CsvReader reader(text);
  while (const auto record = reader.next()) {
    if (!record->problem.empty()) continue;
    const auto row = cuetheque::csv_row(record->cells);
    auto again = cuetheque::CsvReader(row).next();
    demand(again && again->problem.empty());
    for (auto& cell : again->cells) cell = cuetheque::unguarded(cell);
    demand(again->cells == record->cells);
  }
}

}  // namespace

/// An edited sheet and the words of `set` are read or refused with a usage error; cells and their values are written so
/// that they read as the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = cuetheque::fuzz::text_of(data, size);
  check_sheet(text);
  check_edits(text);
  check_cells(text);
  return 0;
}
