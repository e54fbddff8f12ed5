#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cli/edits.h"
#include "core/archive.h"
#include "core/ids.h"

namespace cuetheque {

/// A sheet that comes back from a spreadsheet: rows keyed on the column `id`, each other column a field or something
/// that is only shown. Rows and columns may have been taken out or put in another order.
struct EditSheet {
  struct Column {
    std::string heading;  ///< in lower case; empty where nothing stood
    std::optional<Field> field;
    bool of_album = false;  ///< `album_note` beside a track's own `note`
  };
  struct Row {
    std::size_t number = 0;  ///< as a spreadsheet counts: the headings are row 1
    std::vector<std::string> cells;
  };
  std::vector<Column> columns;
  std::size_t id_column = 0;
  std::vector<Row> rows;              ///< without those that are blank
  std::vector<std::string> problems;  ///< rows that could not be read
};

/// Reads RFC 4180 with commas, semicolons or TABs, whichever the headings use, or the separator that a first line
/// `sep=;` names. Error(usage) where there are no headings, no `id`, one twice, or one that nothing is called, with the
/// nearest that something is.
[[nodiscard]] EditSheet parse_edit_sheet(std::string_view text);

/// What the cells say that differs from what the archive shows. An empty cell says nothing, `(empty)` that there is
/// none; a cell that shows what the archive does says nothing either, guess or not, also after a spreadsheet took white
/// space or the leading zeros of a code. On a track's row the columns of albums are its album's.
struct SheetEdits {
  std::map<Id, std::vector<Edit>> edits;
  std::vector<std::string> problems;  ///< "row 3, column date: …": where there are any, none of it is to be written
};
[[nodiscard]] SheetEdits edits_of(const EditSheet& sheet, const Archive& archive);

}  // namespace cuetheque
