// What the rows of a sheet change: each cell against what the archive shows in its place.
#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <utility>

#include "cli/cell_values.h"
#include "cli/csv.h"
#include "cli/edit_sheet.h"
#include "cli/edit_values.h"
#include "cli/publisher.h"
#include "cli/select.h"
#include "core/error.h"
#include "core/text.h"
#include "core/text_utf8.h"

namespace cuetheque {
namespace {

constexpr std::string_view says_none = "(empty)";

/// A text without what a spreadsheet may change in it: white space, and with `numbers` leading zeros and seconds of 00.
std::string plain(std::string_view text, bool numbers) {
  std::string out;
  for (const char c : trim(text)) {
    const bool white = c == ' ' || c == '\t' || c == '\r' || c == '\n';
    if (white && out.ends_with(' ')) continue;
    const bool digit = c >= '0' && c <= '9';
    const bool zero_before = out == "0" || out.ends_with(":0");
    if (numbers && digit && zero_before) out.pop_back();
    out += white ? ' ' : c;
  }
  while (numbers && out.ends_with(":0")) out.resize(out.size() - 2);
  return out;
}

/// Whether a spreadsheet that knows too few letters wrote `?` for what it could not.
bool lost_letters(std::string_view cell, std::string_view current) {
  bool lost = false;
  while (!cell.empty() && !current.empty()) {
    const auto now = first_character(cell), before = first_character(current);
    const bool gone = now.code == '?' && before.code > 0x7f;
    if (!gone && now.bytes != before.bytes) return false;
    lost |= gone;
    cell.remove_prefix(now.bytes.size());
    current.remove_prefix(before.bytes.size());
  }
  return lost && cell.empty() && current.empty();
}

/// 7.20642E+11: what a spreadsheet makes of a long number.
bool is_rounded_number(std::string_view cell) {
  const auto exponent = cell.find_first_not_of("0123456789.,");
  return exponent != std::string_view::npos && exponent > 0 && fold(cell.substr(exponent)).starts_with("e+");
}

/// "albums or tracks": what a field is a fact of.
std::string homes(Field field) {
  std::string text;
  for (const auto level : all_levels)
    if ((row_of(field).levels & bit_of(level)) != 0)
      text += fmt::format("{}{}s", text.empty() ? "" : " or ", level_name(level));
  return text;
}

/// A record or track, and what sheets show of it.
struct Shown {
  Id id;
  View view;
  const Statements* statements = nullptr;
};

class RowReader {
 public:
  RowReader(const EditSheet& sheet, const Archive& archive) : sheet_(sheet), publisher_(archive) {
    for (const auto& problem : sheet.problems) found_.problems.push_back(problem);
  }

  SheetEdits read() {
    for (const auto& row : sheet_.rows) {
      row_ = row.number;
      read_row(row);
    }
    return std::move(found_);
  }

 private:
  void read_row(const EditSheet::Row& row) {
    const auto& columns = sheet_.columns;
    if (!find_record(row.cells.size() > sheet_.id_column ? row.cells[sheet_.id_column] : std::string{})) return;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const auto cell = trim(row.cells[i]);
      if (cell.empty() || i == sheet_.id_column) continue;
      if (i >= columns.size() || columns[i].heading.empty())
        problem(fmt::to_string(i + 1), fmt::format("'{}' stands under no heading", cell));
      else if (columns[i].heading != "guess")  // follows from the rest
        read_cell(columns[i], cell);
    }
  }

  /// Sets own_ and album_ for the row's id.
  bool find_record(std::string_view cell) {
    const auto id = parse_id(trim(unguarded(trim(cell))));
    if (!id || !level_of(id->kind)) {
      problem("id", trim(cell).empty() ? "there is none" : fmt::format("'{}' is no id", trim(cell)));
      return false;
    }
    if (own_.id == *id) return true;
    auto record = publisher_.record(*id);
    if (!record) {
      problem("id", fmt::format("there is no record {}", to_string(*id)));
      return false;
    }
    const auto holder = id_of(*record);
    if (!record_ || id_of(*record_) != holder) {
      record_ = std::move(record);
      album_ = {holder, holder.kind == Kind::album ? shown_of(holder) : View{}, &record_->statements()};
    }
    if (id->kind == Kind::track)
      own_ = {*id, shown_of(*id), &track_of(*record_, id->number)->statements()};
    else
      own_ = {holder, shown_of(holder), &record_->statements()};
    return true;
  }

  [[nodiscard]] View shown_of(Id id) const {
    return flattened(publisher_.head(id).value_or(View{}), *level_of(id.kind));
  }

  /// What a column states something of; none for what is only shown.
  [[nodiscard]] const Shown* target(const EditSheet::Column& column) const {
    if (!column.field) return nullptr;
    const auto levels = row_of(*column.field).levels;
    if (!column.of_album && (levels & bit_of(*level_of(own_.id.kind))) != 0) return &own_;
    return (levels & on_album) != 0 && album_.id.kind == Kind::album ? &album_ : nullptr;
  }

  void read_cell(const EditSheet::Column& column, std::string_view written) {
    const auto* of = target(column);
    const auto cell = unguarded(written);
    if (is_shown(column, of, written) || is_shown(column, of, cell)) return;
    if (!of) return refuse(column, cell);
    const auto& row = row_of(*column.field);
    const auto current = resolve(*of->statements, row.id);
    if (row.type == Type::code && is_rounded_number(cell))
      return problem(column.heading, fmt::format("a spreadsheet rounded '{}': make the column text", cell));
    if (lost_letters(cell, cell_of(current.values)))
      return problem(column.heading, fmt::format("a spreadsheet lost letters in '{}': save it as UTF-8", cell));
    if (cell == says_none) return note(column, *of, {row.id, Edit::Act::empty, {}});
    try {
      auto values = kept_values(row, cell);
      if (values != current.values) note(column, *of, {row.id, Edit::Act::state, std::move(values)});
    } catch (const Error& error) {
      problem(column.heading, fmt::format("{} ({})", error.what(), error.hint()));
    }
  }

  static std::vector<std::string> kept_values(const FieldRow& row, std::string_view cell) {
    if (row.count == Count::one) return {kept_value(row.id, cell)};
    std::vector<std::string> values;
    for (const auto& value : values_in(cell))
      if (!trim(value).empty()) values.push_back(kept_value(row.id, value));
    if (values.empty()) values.push_back(kept_value(row.id, {}));
    return values;
  }

  /// Whether the cell is what a sheet of this record shows there. A column that a track and its album share, as `film`,
  /// may be either's.
  [[nodiscard]] bool is_shown(const EditSheet::Column& column, const Shown* of, std::string_view cell) const {
    std::string_view key = column.heading;
    const bool numbers = !of || row_of(*column.field).type == Type::code;
    if (of) key = row_of(*column.field).name;
    const auto same = [&](const std::string& text) {
      return !text.empty() && (text == cell || plain(text, numbers) == plain(cell, numbers));
    };
    if (of) return same(sheet_cell(of->view, key)) || same(cell_of(resolve(*of->statements, *column.field).values));
    return same(sheet_cell(own_.view, key)) || same(sheet_cell(album_.view, key));
  }

  void refuse(const EditSheet::Column& column, std::string_view cell) {
    if (column.field)
      return problem(column.heading, fmt::format("no fact of {}: a sheet of {} can change it", to_string(own_.id),
                                                 homes(*column.field)));
    auto before = sheet_cell(own_.view, column.heading);
    if (before.empty()) before = sheet_cell(album_.view, column.heading);
    problem(column.heading, fmt::format("cannot be changed: it is '{}', not '{}'", before, cell));
  }

  void note(const EditSheet::Column& column, const Shown& of, Edit edit) {
    auto& edits = found_.edits[of.id];
    const auto earlier = std::ranges::find(edits, edit.field, &Edit::field);
    if (earlier == edits.end()) return edits.push_back(std::move(edit));
    if (earlier->act != edit.act || earlier->values != edit.values)
      problem(column.heading, fmt::format("{} contradicts {} in another row of {}", written(edit), written(*earlier),
                                          to_string(of.id)));
  }

  void problem(std::string_view column, const std::string& what) {
    found_.problems.push_back(fmt::format("row {}, column {}: {}", row_, column, what));
  }

  const EditSheet& sheet_;
  Publisher publisher_;
  SheetEdits found_;
  std::size_t row_ = 0;
  std::optional<Record> record_;
  Shown own_, album_;  ///< the row's, and the album that holds it
};

}  // namespace

SheetEdits edits_of(const EditSheet& sheet, const Archive& archive) {
  return RowReader(sheet, archive).read();
}

}  // namespace cuetheque
