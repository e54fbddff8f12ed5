// The reading of a sheet: its headings and rows. What they change is in edit_sheet_rows.cpp.
#include "cli/edit_sheet.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <set>

#include "cli/publisher.h"
#include "cli/select.h"
#include "core/error.h"
#include "core/text.h"
#include "importer/csv.h"

namespace cuetheque {
namespace {

constexpr std::string_view album_prefix = "album_";

/// Every heading an export writes.
std::set<std::string_view> exported_headings() {
  std::set<std::string_view> headings;
  for (const auto level : all_levels)
    for (const auto column : columns_of(level)) headings.insert(column);
  return headings;
}

Error no_such_column(std::string_view heading, std::size_t column, const std::set<std::string_view>& exported) {
  std::vector<std::string_view> names(exported.begin(), exported.end());
  for (const auto& row : fields) names.push_back(row.name);
  const auto close = nearest(heading, names);
  return {Cause::usage,
          fmt::format("column {}: there is no field '{}'", column, shown(heading)),
          {},
          close ? fmt::format("did you mean {}?", *close) : "`cuetheque fields` lists them"};
}

std::optional<Field> album_field(std::string_view heading) {
  if (!heading.starts_with(album_prefix)) return std::nullopt;
  const auto field = field_named(heading.substr(album_prefix.size()));
  return field && (row_of(*field).levels & on_album) != 0 ? field : std::nullopt;
}

EditSheet::Column column_called(std::string_view cell, std::size_t number, const std::set<std::string_view>& exported) {
  EditSheet::Column column{fold(trim(cell)), std::nullopt, false};
  const auto& heading = column.heading;
  if (heading.empty()) return column;
  column.field = field_named(heading);
  if (column.field || exported.contains(heading)) return column;
  column.field = album_field(heading);
  if (!column.field) throw no_such_column(heading, number, exported);
  column.of_album = true;
  return column;
}

void read_headings(EditSheet& sheet, const std::vector<std::string>& cells) {
  const auto exported = exported_headings();
  for (const auto& cell : cells) {
    auto column = column_called(cell, sheet.columns.size() + 1, exported);
    if (!column.heading.empty() &&
        std::ranges::find(sheet.columns, column.heading, &EditSheet::Column::heading) != sheet.columns.end())
      throw Error(Cause::usage, fmt::format("two columns are called '{}'", shown(column.heading)));
    sheet.columns.push_back(std::move(column));
  }
  const auto id = std::ranges::find(sheet.columns, "id", &EditSheet::Column::heading);
  if (id == sheet.columns.end())
    throw Error(Cause::usage, "there is no column 'id'", {},
                "rows are told apart by it: `cuetheque export csv` has it");
  sheet.id_column = static_cast<std::size_t>(id - sheet.columns.begin());
}

/// Takes off a first line `sep=;`, which some spreadsheets write and want.
char take_separator(std::string_view& text) {
  const bool said = text.size() > 5 && fold(text.substr(0, 4)) == "sep=" && (text[5] == '\r' || text[5] == '\n');
  if (!said) return separator_of(text);
  const char separator = text[4];
  text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  return separator;
}

}  // namespace

EditSheet parse_edit_sheet(std::string_view text) {
  EditSheet sheet;
  const auto separator = take_separator(text);
  CsvReader reader(text, separator);
  const auto headings = reader.next();
  if (!headings || !headings->problem.empty() || headings->blank())
    throw Error(Cause::usage, "there are no headings in the first row");
  read_headings(sheet, headings->cells);
  for (std::size_t number = 2; auto record = reader.next(); ++number) {
    if (!record->problem.empty())
      sheet.problems.push_back(fmt::format("row {}, line {}: {}", number, record->line, record->problem));
    else if (!record->blank())
      sheet.rows.push_back({number, std::move(record->cells)});
  }
  return sheet;
}

}  // namespace cuetheque
