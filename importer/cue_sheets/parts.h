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
  /// `unit` is what a position counts: lines of a text, rows of a workbook.
  SheetRemarks(std::string_view path, std::string_view unit) : path_(path), unit_(unit) {}

  void add(std::size_t line, std::string what, std::string read_as = {});
  [[nodiscard]] std::vector<Remark> take() &&;

 private:
  std::string path_;
  std::string_view unit_;
  std::vector<Remark> remarks_;
  std::size_t left_out_ = 0;
};

/// One row under a header; its cells without a spreadsheet's guards.
class SheetRow {
 public:
  SheetRow(const SheetHeader& header, const CsvRecord& record) : header_(&header), record_(&record) {}

  [[nodiscard]] std::size_t line() const { return record_->line; }
  [[nodiscard]] std::string cell(std::size_t column) const;
  /// The first text under the columns of this kind, or empty; and all of them.
  [[nodiscard]] std::string text(SheetColumn column) const;
  [[nodiscard]] std::vector<std::string> texts(SheetColumn column) const;

 private:
  const SheetHeader* header_;
  const CsvRecord* record_;
};

/// A cue as its rows gave it.
struct SheetCue {
  std::size_t line = 0;  ///< of its first row
  std::string seq;       ///< as written
  Record record;
};

/// What stands above the table.
struct SheetLabels {
  ProductionDraft production;
  FrameRate rate;
  std::optional<milliseconds> production_duration;
  std::optional<milliseconds> total_music;
  std::optional<milliseconds> timecode_start;

  /// Says where the production starts, as a fact of it too.
  void set_timecode_start(std::optional<milliseconds> start);
};
[[nodiscard]] SheetLabels sheet_labels(const std::vector<CsvRecord>& rows, SheetRemarks& remarks);

/// The table's rows joined into cues; rows that name the production fill it in.
[[nodiscard]] std::vector<SheetCue> sheet_cues(const SheetHeader& header, const std::vector<CsvRecord>& rows,
                                               SheetLabels& labels, SheetRemarks& remarks);

/// What the first row of a cue states of it, but for its parties.
void state_cue(SheetCue& cue, const SheetRow& row, const SheetLabels& labels, SheetRemarks& remarks);

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

/// What stands in a cell between these signs and this slash ("/" or " / "), trimmed and none of it empty; 1,000 at
/// most.
[[nodiscard]] std::vector<std::string_view> pieces_of(std::string_view cell, std::string_view signs,
                                                      std::string_view slash);

/// A share in hundredths of a percent, or none.
[[nodiscard]] std::optional<int> share_of(std::string_view written);
[[nodiscard]] std::string share_text(int hundredths);

/// The parties of a cell of a wide column: "Name (PRO) 50%", several separated by ";", " / " or line ends; where names
/// are last names only, as on the Nordic form, by "/" too.
[[nodiscard]] std::vector<Party> parties_of(std::string_view cell, std::string_view role, bool last_names = false);

}  // namespace cuetheque
