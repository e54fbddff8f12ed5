#include "importer/csv.h"

#include <algorithm>
#include <array>

namespace cuetheque {
namespace {

constexpr std::size_t most_bytes = 1024 * 1024;
constexpr std::size_t most_cells = 4096;
constexpr std::size_t most_read_again = 16 * most_bytes;

bool is_white(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

bool CsvRecord::blank() const {
  return problem.empty() && std::ranges::all_of(cells, is_white);
}

std::optional<CsvRecord> CsvReader::next() {
  if (at_ >= text_.size()) return std::nullopt;
  const auto start = at_;
  const auto line = line_;
  auto read = record();
  read.line = line;
  if (read.problem.empty()) return read;
  read.cells.clear();
  // Each line may begin a record that goes on for a MiB: a hostile text of some MiB would take minutes.
  read_again_ += at_ - start;
  if (read_again_ > most_read_again) {
    at_ = text_.size();
    read.problem += ", like so many before it that the rest was left out";
    return read;
  }
  at_ = start;
  line_ = line;
  skip_line();
  return read;
}

CsvRecord CsvReader::record() {
  CsvRecord record;
  const auto start = at_;
  for (;;) {
    if (record.cells.size() == most_cells) return {0, {}, "more than 4096 cells"};
    auto read = cell(start + most_bytes);
    if (!read.problem.empty()) return {0, {}, std::move(read.problem)};
    record.cells.push_back(std::move(read.text));
    if (at_ >= text_.size() || text_[at_] != separator_) break;
    ++at_;
  }
  end_of_line();
  return record;
}

CsvReader::Cell CsvReader::cell(std::size_t limit) {
  Cell cell;
  bool quoted = false;
  for (bool first = true; at_ < text_.size(); first = false) {
    const char c = text_[at_];
    if (at_ >= limit) return {{}, "record longer than 1 MiB"};
    if (c == '\0') return {{}, "NUL in a cell"};
    const bool ends = c == separator_ || c == '\n' || c == '\r';
    if (!quoted && ends) return cell;
    ++at_;
    if (c == '"' && (first || quoted)) {
      const bool doubled = quoted && at_ < text_.size() && text_[at_] == '"';
      if (doubled) cell.text += text_[at_++];
      if (!doubled) quoted = !quoted;
      continue;
    }
    if (quoted && (c == '\n' || (c == '\r' && !text_.substr(at_).starts_with('\n')))) ++line_;
    cell.text += c;
  }
  if (quoted) cell.problem = "quote that is never closed";
  return cell;
}

void CsvReader::end_of_line() {
  if (at_ >= text_.size()) return;
  at_ += text_.substr(at_).starts_with("\r\n") ? 2 : 1;
  ++line_;
}

void CsvReader::skip_line() {
  at_ = std::min(text_.find_first_of("\r\n", at_), text_.size());
  end_of_line();
}

char separator_of(std::string_view line) {
  constexpr std::array candidates{',', ';', '\t'};
  std::array<std::size_t, candidates.size()> counts{};
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' || c == '\r') break;
    for (std::size_t i = 0; i < candidates.size(); ++i)
      if (c == candidates[i]) ++counts[i];
  }
  return candidates[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())];
}

}  // namespace cuetheque
