#include "importer/cue_sheets/workbook.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <pugixml.hpp>
#include <utility>

#include "importer/cue_sheets/cell_styles.h"
#include "importer/packed/zip.h"

namespace cuetheque {
namespace {

constexpr std::size_t most_sheets = 32;
constexpr std::size_t most_rows = 20'200;  // a little more than a cue sheet may have
constexpr std::size_t most_columns = 256;
constexpr std::size_t most_text = 32U << 20U;  // of all cells: shared strings may be used again and again
constexpr std::size_t most_cell = 64 * 1024;

/// Names without the prefix that some writers give every element.
std::string_view local(const char* name) {
  const std::string_view whole(name);
  const auto colon = whole.find(':');
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

pugi::xml_node child(pugi::xml_node parent, std::string_view name) {
  return parent.find_child([&](pugi::xml_node one) { return local(one.name()) == name; });
}

std::string_view attribute(pugi::xml_node node, std::string_view name) {
  for (const auto one : node.attributes())
    if (local(one.name()) == name) return one.value();
  return {};
}

std::optional<std::size_t> number_of(std::string_view text) {
  std::size_t value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  return failed == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// The text of a string item: its own, or that of its runs, without the readings of Japanese.
std::string text_of(pugi::xml_node item) {
  std::string text;
  for (const auto one : item.children()) {
    if (local(one.name()) == "t") text += one.text().get();
    if (local(one.name()) == "r") text += child(one, "t").text().get();
    if (text.size() > most_cell) return text.substr(0, most_cell);
  }
  return text;
}

/// "BC12" -> 54; none where there are no letters.
std::optional<std::size_t> column_of(std::string_view reference) {
  std::size_t column = 0;
  for (const char c : reference.substr(0, 4)) {
    if (c < 'A' || c > 'Z') break;
    column = column * 26 + static_cast<std::size_t>(c - 'A' + 1);
  }
  return column == 0 ? std::nullopt : std::optional(column - 1);
}

bool is_wanted(std::string_view name) {
  return name == "xl/workbook.xml" || name == "xl/_rels/workbook.xml.rels" || name == "xl/sharedStrings.xml" ||
         name == "xl/styles.xml" || (name.starts_with("xl/worksheets/") && name.ends_with(".xml"));
}

/// A workbook being read, part by part: the XML of one is gone before the next is opened.
class Reader {
 public:
  explicit Reader(std::map<std::string, std::string> parts) : parts_(std::move(parts)) {}

  Workbook read() {
    read_strings();
    read_styles();
    for (const auto& name : sheet_names()) {
      if (workbook_.sheets.size() == most_sheets) break;
      read_sheet(name);
      if (!workbook_.problem.empty()) return {{}, std::move(workbook_.problem)};
    }
    if (workbook_.sheets.empty()) workbook_.problem = "a workbook without sheets";
    return std::move(workbook_);
  }

 private:
  /// The root of a part; empty where the part is not there or no XML.
  pugi::xml_node open(const std::string& name) {
    const auto part = parts_.find(name);
    document_.reset();
    if (part == parts_.end()) return {};
    const bool read = document_.load_buffer_inplace(part->second.data(), part->second.size());
    return read ? document_.document_element() : pugi::xml_node();
  }

  void read_strings() {
    for (const auto item : open("xl/sharedStrings.xml").children())
      if (local(item.name()) == "si") strings_.push_back(text_of(item));
  }

  void read_styles() {
    const auto root = open("xl/styles.xml");
    std::map<std::string, CellStyle, std::less<>> codes;
    for (const auto one : child(root, "numFmts").children())
      codes.emplace(attribute(one, "numFmtId"), style_of_code(attribute(one, "formatCode")));
    for (const auto one : child(root, "cellXfs").children()) {
      const auto id = attribute(one, "numFmtId");
      const auto code = codes.find(id);
      styles_.push_back(code != codes.end() ? code->second
                                            : style_of_builtin(static_cast<unsigned>(number_of(id).value_or(0))));
    }
  }

  /// The parts of the sheets in the order of the workbook; in that of their names where it does not say.
  std::vector<std::string> sheet_names() {
    std::map<std::string, std::string, std::less<>> targets;
    for (const auto one : open("xl/_rels/workbook.xml.rels").children()) {
      const std::string target(attribute(one, "Target"));
      targets.emplace(attribute(one, "Id"), target.starts_with('/') ? target.substr(1) : "xl/" + target);
    }
    std::vector<std::string> names;
    const auto root = open("xl/workbook.xml");
    since_1904_ = attribute(child(root, "workbookPr"), "date1904") == "1";
    for (const auto one : child(root, "sheets").children()) {
      const auto target = targets.find(attribute(one, "id"));
      if (target != targets.end() && parts_.contains(target->second)) names.push_back(target->second);
    }
    if (names.empty())
      for (const auto& [name, text] : parts_)
        if (name.starts_with("xl/worksheets/")) names.push_back(name);
    return names;
  }

  void read_sheet(const std::string& name) {
    std::vector<CsvRecord> rows;
    for (const auto one : child(open(name), "sheetData").children()) {
      if (rows.size() == most_rows) break;
      const auto number = number_of(attribute(one, "r"));
      CsvRecord row{number.value_or(rows.empty() ? 1 : rows.back().line + 1), {}, {}};
      std::size_t unplaced = 0;  // cells that do not say where they stand follow each other
      for (const auto cell : one.children()) read_cell(row, cell, unplaced);
      rows.push_back(std::move(row));
    }
    workbook_.sheets.push_back(std::move(rows));
  }

  void read_cell(CsvRecord& row, pugi::xml_node cell, std::size_t& unplaced) {
    const auto column = column_of(attribute(cell, "r")).value_or(unplaced++);
    if (column >= most_columns || !workbook_.problem.empty()) return;
    auto text = cell_text(cell);
    if (text.empty()) return;
    text_ += text.size() + (std::max(column + 1, row.cells.size()) - row.cells.size()) * sizeof(text);
    if (row.cells.size() <= column) row.cells.resize(column + 1);
    if (text_ > most_text) workbook_.problem = "a workbook of more than 32 MiB of text";
    row.cells[column] = std::move(text);
  }

  [[nodiscard]] std::string cell_text(pugi::xml_node cell) const {
    const auto type = attribute(cell, "t");
    if (type == "inlineStr") return text_of(child(cell, "is"));
    const std::string_view value = child(cell, "v").text().get();
    if (type == "s") {
      const auto index = number_of(value);
      return index && *index < strings_.size() ? strings_[*index] : std::string{};
    }
    if (type == "b") return value == "1" ? "TRUE" : "FALSE";
    if (type == "e") return {};
    if (type == "str" || type == "d") return std::string(value.substr(0, most_cell));
    const auto style = number_of(attribute(cell, "s")).value_or(0);
    return styled(value.substr(0, 64), style < styles_.size() ? styles_[style] : CellStyle::number, since_1904_);
  }

  std::map<std::string, std::string> parts_;
  pugi::xml_document document_;
  std::vector<std::string> strings_;
  std::vector<CellStyle> styles_;
  bool since_1904_ = false;
  std::size_t text_ = 0;
  Workbook workbook_;
};

}  // namespace

Workbook read_workbook(std::string_view bytes) {
  auto zip = zip_parts(bytes, is_wanted);
  if (!zip.problem.empty()) return {{}, std::move(zip.problem)};
  if (!zip.parts.contains("xl/workbook.xml")) return {{}, "a ZIP that holds no workbook"};
  return Reader(std::move(zip.parts)).read();
}

}  // namespace cuetheque
