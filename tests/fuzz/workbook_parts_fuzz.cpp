#include <algorithm>

#include "importer/cue_sheets/cell_styles.h"
#include "importer/cue_sheets/workbook.h"
#include "tests/fuzz/property.h"
#include "tests/importer/cue_sheets/make_workbook.h"

namespace {

std::string_view take_part(std::string_view& text) {
  const auto part = text.substr(0, text.find('\x1E'));
  text.remove_prefix(std::min(part.size() + 1, text.size()));
  return part;
}

}  // namespace

/// What is packed in a workbook, which a checksum keeps from a fuzzer of the whole: a sheet, the shared texts, the
/// styles, the workbook's properties and the code of a number format, one behind the other with an RS between.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using cuetheque::fuzz::demand;
  auto text = cuetheque::fuzz::text_of(data, size);
  const std::string sheet(take_part(text)), shared(take_part(text)), styles(take_part(text)), about(take_part(text));
  const auto zip =
      cuetheque::test::workbook_of({sheet}, {{"xl/sharedStrings.xml", shared}, {"xl/styles.xml", styles}}, about);
  const auto workbook = cuetheque::read_workbook(zip);
  demand(workbook.problem.empty() != workbook.sheets.empty());
  for (const auto& rows : workbook.sheets)
    for (const auto& row : rows) demand(row.cells.size() <= 256 && row.problem.empty());
  const auto code = take_part(text);
  demand(!cuetheque::styled("39448.5", cuetheque::style_of_code(code), size % 2 == 0).empty());
  (void)cuetheque::styled(code, cuetheque::CellStyle::date_and_clock, false);
  return 0;
}
