#include "core/text.h"
#include "importer/cue_sheets/workbook.h"
#include "tests/fuzz/property.h"

/// Whatever the bytes, there are rows or a problem; and rows hold no more than they may.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using cuetheque::fuzz::demand;
  const auto workbook = cuetheque::read_workbook(cuetheque::fuzz::text_of(data, size));
  demand(workbook.problem.empty() != workbook.sheets.empty());
  for (const auto& sheet : workbook.sheets)
    for (const auto& row : sheet) demand(row.cells.size() <= 256 && row.problem.empty());
  return 0;
}
