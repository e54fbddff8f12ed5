#pragma once
#include <chrono>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/draft.h"
#include "core/fields.h"
#include "core/remark.h"
#include "importer/cue_sheets/columns.h"
#include "importer/cue_sheets/timecode.h"

namespace cuetheque {

/// The stages a cue sheet passes through: labels, rows, rules (cue_sheet.cpp runs them). All pure.

using std::chrono::milliseconds;

/// Remarks of one sheet, with a bound on their number.
class SheetRemarks {
 public:
  explicit SheetRemarks(std::string_view path) : path_(path) {}

  void add(std::size_t line, std::string what, std::string read_as = {});
  [[nodiscard]] std::vector<Remark> take() &&;

 private:
  std::string path_;
  std::vector<Remark> remarks_;
  std::size_t left_out_ = 0;
};

/// A cue as its rows gave it.
struct SheetCue {
  std::size_t line = 0;  ///< of its first row
  std::string seq;       ///< as written
  Record record;
  CueSheetDraft::Hint hint;
  bool has_label = false;  ///< names a record label
};

/// What stands above the table.
struct SheetLabels {
  ProductionDraft production;
  FrameRate rate;
  std::optional<milliseconds> production_duration;
  std::optional<milliseconds> total_music;
  std::optional<milliseconds> timecode_start;
};
[[nodiscard]] SheetLabels sheet_labels(const std::vector<CsvRecord>& rows, SheetRemarks& remarks);

/// The table's rows joined into cues; rows that name the production fill it in.
[[nodiscard]] std::vector<SheetCue> sheet_cues(const SheetHeader& header, const std::vector<CsvRecord>& rows,
                                               SheetLabels& labels, SheetRemarks& remarks);

/// The rules of FORMATS.md C.5 over the finished cues. Shares on a combined basis are doubled.
void check_sheet(std::vector<SheetCue>& cues, const SheetLabels& labels, SheetRemarks& remarks);

/// A spreadsheet's guard against formulas ('=, '+, '-, '@) and white space taken off.
[[nodiscard]] std::string plain_cell(std::string_view cell);

/// A statement of source cue_sheet and origin 0.
[[nodiscard]] Statement sheet_statement(Field field, std::vector<std::string> values, std::string_view as_written = {});

/// Roles by the side of the sheet they stand on.
[[nodiscard]] bool is_writer(std::string_view role);
[[nodiscard]] bool is_publisher(std::string_view role);
/// The CISAC code of a role written as code or word ("Composer/Author" is CA); upper case as written where it is
/// neither.
[[nodiscard]] std::string role_code(std::string_view written);

/// A share in hundredths of a percent, or none.
[[nodiscard]] std::optional<int> share_of(std::string_view written);
[[nodiscard]] std::string share_text(int hundredths);

/// The parties of a cell of a wide column: "Name (PRO) 50%", several separated by ";", " / " or line ends.
[[nodiscard]] std::vector<Party> parties_of(std::string_view cell, std::string_view role);

}  // namespace cuetheque
