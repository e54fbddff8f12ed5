#include "importer/cue_sheets/cue_sheet.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "core/text.h"
#include "importer/cue_sheets/parts.h"
#include "importer/cue_sheets/workbook.h"
#include "importer/encoding.h"
#include "importer/packed/zip.h"

namespace cuetheque {
namespace {

constexpr std::size_t most_bytes = 64 * 1024 * 1024;
constexpr std::size_t most_rows = 20'000;  // a film has some hundred cues, with a handful of parties each
constexpr std::size_t rows_before_header = 100;
constexpr std::string_view header_wants = "a title and a time, duration, usage or role";

/// A table cut at its header, and how its places are called.
struct Layout {
  std::string_view unit;
  SheetHeader header;
  std::vector<CsvRecord> labels, rows;
};

std::size_t known_columns(const SheetHeader& header) {
  return static_cast<std::size_t>(std::ranges::count_if(
      header.cells, [](const SheetHeaderCell& cell) { return cell.column != SheetColumn::none; }));
}

/// The header and the rows above it; `next` gives the records one by one.
template <typename Next>
std::optional<Layout> layout_above(std::string_view unit, Next next) {
  Layout layout{unit, {}, {}, {}};
  for (std::size_t i = 0; i < rows_before_header; ++i) {
    std::optional<CsvRecord> record = next();
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

template <typename Next>
void add_rows(Layout& layout, Next next) {
  while (std::optional<CsvRecord> record = next()) {
    if (record->line <= layout.header.line) continue;
    layout.rows.push_back(*std::move(record));
    if (layout.rows.size() > most_rows) break;
  }
}

/// The separator under which the header has the most columns that we know.
std::optional<Layout> layout_of_text(std::string_view text) {
  std::optional<Layout> best;
  char best_separator = ',';
  for (const char separator : {',', ';', '\t'}) {
    CsvReader reader(text, separator);
    auto layout = layout_above("line", [&] { return reader.next(); });
    if (!layout || (best && known_columns(layout->header) <= known_columns(best->header))) continue;
    best = std::move(layout);
    best_separator = separator;
  }
  CsvReader reader(text, best_separator);
  if (best) add_rows(*best, [&] { return reader.next(); });
  return best;
}

/// The first sheet that has a header of ours.
std::optional<Layout> layout_of_workbook(const Workbook& workbook) {
  for (const auto& sheet : workbook.sheets) {
    const auto from_start = [&] {
      return [&sheet, at = std::size_t{0}]() mutable {
        return at < sheet.size() ? std::optional(sheet[at++]) : std::nullopt;
      };
    };
    auto layout = layout_above("row", from_start());
    if (layout) add_rows(*layout, from_start());
    if (layout) return layout;
  }
  return std::nullopt;
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
  }
  return draft;
}

void note_encoding(const Decoded& decoded, SheetRemarks& remarks) {
  if (decoded.guessed) remarks.add(0, "encoding not stated", "guessed to be " + decoded.encoding);
  for (const auto& note : decoded.notes) remarks.add(0, note);
}

ParsedCueSheet read_layout(const Layout& layout, std::string_view path, const CueSheetOptions& options,
                           SheetRemarks remarks) {
  if (layout.rows.size() > most_rows) return refused(path, "a cue sheet of more than 20,000 rows");
  auto labels = sheet_labels(layout.labels, remarks);
  if (!labels.timecode_start) labels.set_timecode_start(options.timecode_start);
  auto cues = sheet_cues(layout.header, layout.rows, labels, remarks);
  if (cues.empty()) return refused(path, "a cue sheet without cues");
  check_sheet(cues, labels, remarks);
  name_production(labels.production, path, remarks);
  return {draft_of(std::move(cues), std::move(labels.production), path), std::move(remarks).take()};
}

ParsedCueSheet parse_workbook(std::string_view bytes, std::string_view path, const CueSheetOptions& options) {
  const auto workbook = read_workbook(bytes);
  if (!workbook.problem.empty()) return refused(path, fmt::format("{}: {}", no_cue_sheet, workbook.problem));
  const auto layout = layout_of_workbook(workbook);
  if (!layout) return refused(path, fmt::format("{}: no row of its sheets names {}", no_cue_sheet, header_wants));
  return read_layout(*layout, path, options, SheetRemarks(path, layout->unit));
}

ParsedCueSheet parse_text(std::string_view bytes, std::string_view path, const CueSheetOptions& options) {
  const auto decoded = decode(bytes, options.encoding);
  const auto layout = layout_of_text(decoded.text);
  if (!layout)
    return refused(path, fmt::format("{}: no line names {}; the first is '{}'", no_cue_sheet, header_wants,
                                     first_line(decoded.text)));
  SheetRemarks remarks(path, layout->unit);
  note_encoding(decoded, remarks);
  return read_layout(*layout, path, options, std::move(remarks));
}

/// Spreadsheets of the kinds we do not read, by their first bytes.
std::optional<std::string_view> other_spreadsheet(std::string_view bytes) {
  if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return "an .xls workbook";
  const bool open_document = is_zip(bytes) && bytes.substr(0, 200).find("opendocument") != std::string_view::npos;
  return open_document ? std::optional<std::string_view>("an OpenDocument spreadsheet") : std::nullopt;
}

}  // namespace

ParsedCueSheet parse_cue_sheet(std::string_view bytes, std::string_view path, const CueSheetOptions& options) {
  if (bytes.size() > most_bytes) return refused(path, "larger than 64 MiB");
  if (const auto other = other_spreadsheet(bytes))
    return refused(path, fmt::format("{} that can be read: {}; save it as .xlsx or CSV", no_cue_sheet, *other));
  return is_zip(bytes) ? parse_workbook(bytes, path, options) : parse_text(bytes, path, options);
}

}  // namespace cuetheque
