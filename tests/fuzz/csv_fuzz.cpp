#include "importer/csv.h"
#include "tests/fuzz/property.h"

/// Records come in ascending lines, hold no more than the text does, and reading ends.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using cuetheque::fuzz::demand;
  const auto text = cuetheque::fuzz::text_of(data, size);
  cuetheque::CsvReader reader(text, cuetheque::separator_of(text));
  std::size_t line = 0;
  std::size_t bytes = 0;
  std::size_t records = 0;
  while (const auto record = reader.next()) {
    demand(record->line > line);
    line = record->line;
    for (const auto& cell : record->cells) bytes += cell.size();
    demand(record->problem.empty() != record->cells.empty());
    demand(++records <= size);
  }
  demand(bytes <= size);
  return 0;
}
