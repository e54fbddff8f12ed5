#pragma once
#include <string>
#include <string_view>

namespace cuetheque {

/// What a spreadsheet's number format makes of a number.
enum class CellStyle { number, percent, date, clock, clock_without_seconds, date_and_clock };

/// By the number of a built-in format (ECMA-376 18.8.30) …
[[nodiscard]] CellStyle style_of_builtin(unsigned format);
/// … or the code of one that the workbook defines: letters outside quotes and brackets decide.
[[nodiscard]] CellStyle style_of_code(std::string_view code);

/// The number in that style, as text; as it is written where it is no number.
[[nodiscard]] std::string styled(std::string_view number, CellStyle style, bool since_1904);

}  // namespace cuetheque
