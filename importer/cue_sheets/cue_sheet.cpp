#include "importer/cue_sheets/cue_sheet.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "core/text.h"
#include "importer/cue_sheets/parts.h"
#include "importer/encoding.h"

namespace cuetheque {
namespace {

constexpr std::size_t most_bytes = 64 * 1024 * 1024;
constexpr std::size_t most_rows = 20'000;  // a film has some hundred cues, with a handful of parties each
constexpr std::size_t rows_before_header = 100;
constexpr std::size_t most_remarks = 500;

/// A sheet's records on both sides of its header.
struct Layout {
  char separator = ',';
  SheetHeader header;
  std::vector<CsvRecord> labels;
};

std::size_t known_columns(const SheetHeader& header) {
  return static_cast<std::size_t>(std::ranges::count_if(
      header.cells, [](const SheetHeaderCell& cell) { return cell.column != SheetColumn::none; }));
}

/// The header under one separator, with the rows above it.
std::optional<Layout> layout_with(std::string_view text, char separator) {
  CsvReader reader(text, separator);
  Layout layout{separator, {}, {}};
  for (std::size_t i = 0; i < rows_before_header; ++i) {
    auto record = reader.next();
    if (!record) break;
    auto header = sheet_header(*record);
    if (!header) {
      layout.labels.push_back(*std::move(record));
      continue;
    }
    layout.header = *std::move(header);
    return layout;
  }
  return std::nullopt;
}

/// The separator under which the header has the most columns that we know.
std::optional<Layout> layout_of(std::string_view text) {
  std::optional<Layout> best;
  for (const char separator : {',', ';', '\t'}) {
    auto layout = layout_with(text, separator);
    if (layout && (!best || known_columns(layout->header) > known_columns(best->header))) best = std::move(layout);
  }
  return best;
}

std::vector<CsvRecord> rows_below(std::string_view text, const Layout& layout) {
  CsvReader reader(text, layout.separator);
  std::vector<CsvRecord> rows;
  while (auto record = reader.next()) {
    if (record->line <= layout.header.line) continue;
    rows.push_back(*std::move(record));
    if (rows.size() > most_rows) break;
  }
  return rows;
}

ParsedCueSheet refused(std::string_view path, std::string what) {
  return {std::nullopt, {{std::string(path), {}, std::move(what), "not read", true}}};
}

std::string first_line(std::string_view text) {
  const auto from = std::min(text.find_first_not_of("\r\n"), text.size());
  text.remove_prefix(from);
  auto line = std::string(text.substr(0, std::min<std::size_t>(text.find_first_of("\r\n"), 60)));
  std::ranges::replace(line, '\t', ' ');
  return line;
}

/// A sheet that names no production is of the one its file is named after: a guess, and said to be one.
void name_production(ProductionDraft& production, std::string_view path, SheetRemarks& remarks) {
  if (!production.title.empty()) return;
  auto stem = path.substr(path.find_last_of('/') + 1);
  stem = stem.substr(0, stem.rfind('.'));
  production.title = clean(stem);
  production.source = cuetheque::path;
  remarks.add(0, "warning: no Production Title", production.title);
}

CueSheetDraft draft_of(std::vector<SheetCue> cues, ProductionDraft production, std::string_view path) {
  CueSheetDraft draft;
  draft.production = std::move(production);
  draft.sheet.set_path(std::string(path));
  for (auto& cue : cues) {
    *cue.record.add_origins() = draft.sheet;
    draft.cues.push_back(std::move(cue.record));
    draft.hints.push_back(std::move(cue.hint));
  }
  return draft;
}

void note_encoding(const Decoded& decoded, SheetRemarks& remarks) {
  if (decoded.guessed) remarks.add(0, "encoding not stated", "guessed to be " + decoded.encoding);
  for (const auto& note : decoded.notes) remarks.add(0, note);
}

}  // namespace

void SheetRemarks::add(std::size_t line, std::string what, std::string read_as) {
  if (remarks_.size() == most_remarks) {
    ++left_out_;
    return;
  }
  remarks_.push_back(
      {path_, line == 0 ? std::string{} : fmt::format("line {}", line), std::move(what), std::move(read_as), false});
}

std::vector<Remark> SheetRemarks::take() && {
  if (left_out_ > 0) remarks_.push_back({path_, {}, fmt::format("{} further remarks left out", left_out_), {}, false});
  return std::move(remarks_);
}

std::string plain_cell(std::string_view cell) {
  cell = trim(cell);
  if (cell.size() >= 2 && cell[0] == '\'' && std::string_view("=+-@").find(cell[1]) != std::string_view::npos)
    cell.remove_prefix(1);
  return clean(cell);
}

Statement sheet_statement(Field field, std::vector<std::string> values, std::string_view as_written) {
  Statement statement;
  statement.set_field(row_of(field).number);
  for (auto& value : values) statement.add_values(std::move(value));
  statement.set_source(cue_sheet);
  statement.add_origins(0);
  statement.set_as_written(std::string(as_written));
  return statement;
}

ParsedCueSheet parse_cue_sheet(std::string_view bytes, std::string_view path, std::string_view encoding) {
  if (bytes.size() > most_bytes) return refused(path, "larger than 64 MiB");
  const auto decoded = decode(bytes, encoding);
  const auto layout = layout_of(decoded.text);
  if (!layout)
    return refused(
        path,
        fmt::format("not a cue sheet: no line names a title and a time, duration, usage or role; the first is '{}'",
                    first_line(decoded.text)));
  const auto rows = rows_below(decoded.text, *layout);
  if (rows.size() > most_rows) return refused(path, "a cue sheet of more than 20,000 rows");
  SheetRemarks remarks(path);
  note_encoding(decoded, remarks);
  auto labels = sheet_labels(layout->labels, remarks);
  auto cues = sheet_cues(layout->header, rows, labels, remarks);
  if (cues.empty()) return refused(path, "a cue sheet without cues");
  check_sheet(cues, labels, remarks);
  name_production(labels.production, path, remarks);
  return {draft_of(std::move(cues), std::move(labels.production), path), std::move(remarks).take()};
}

}  // namespace cuetheque
