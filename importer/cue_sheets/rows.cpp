#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>

#include "core/cue_number.h"
#include "core/identifiers.h"
#include "core/text.h"
#include "core/vocabulary.h"
#include "importer/cue_sheets/parts.h"

namespace cuetheque {
namespace {

/// What a usage also says of voice and picture (FORMATS.md C.4).
struct UsageMeans {
  std::string_view usage;
  std::string_view vocal;
  std::string_view visual;
};
constexpr auto usage_means = std::to_array<UsageMeans>({
    {"bi", "instrumental", "background"},
    {"bv", "vocal", "background"},
    {"vi", "instrumental", "visual"},
    {"vv", "vocal", "visual"},
    {"vs", "", "visual"},
    {"fi", "instrumental", ""},
    {"fv", "vocal", ""},
    {"score", "", "background"},
    {"background", "", "background"},
});

constexpr std::array<std::string_view, 3> composer_roles{"C", "CA", "W"};
constexpr std::array<std::string_view, 2> lyricist_roles{"A", "SA"};
constexpr std::array<std::string_view, 2> arranger_roles{"AR", "SR"};

/// Several values of one cell, at ";" and " / " (FORMATS.md A.4).
std::vector<std::string> several(std::string_view cell) {
  std::vector<std::string> values;
  while (!cell.empty()) {
    const auto end = std::min({cell.find(';'), cell.find(" / "), cell.size()});
    if (const auto value = trim(cell.substr(0, end)); !value.empty()) values.emplace_back(value);
    cell.remove_prefix(end);
    cell.remove_prefix(std::min<std::size_t>(cell.starts_with(" / ") ? 3 : 1, cell.size()));
  }
  return values;
}

/// The term a usage means: the whole text, or a code before its explanation ("BI - background instrumental").
const Term* usage_term(std::string_view written) {
  const auto* vocabulary = vocabulary_of(Field::usage);
  if (vocabulary == nullptr) return nullptr;
  if (const auto* term = vocabulary->find(written)) return term;
  const auto end = written.find_first_of("-(:,");
  return end == std::string_view::npos ? nullptr : vocabulary->find(trim(written.substr(0, end)));
}

std::string joined(const std::vector<std::string>& columns) {
  std::string text;
  for (const auto& column : columns) text += fmt::format("{}'{}'", text.empty() ? "" : ", ", column.substr(0, 40));
  return text.substr(0, 300);
}

class RowReader {
 public:
  RowReader(const SheetHeader& header, SheetLabels& labels, SheetRemarks& remarks)
      : header_(header), labels_(labels), remarks_(remarks) {}

  void add(const CsvRecord& row);
  std::vector<SheetCue> finish() &&;

 private:
  [[nodiscard]] std::string text(SheetColumn column) const;
  [[nodiscard]] std::string cell(std::size_t column) const;
  [[nodiscard]] bool usable(const CsvRecord& row);
  [[nodiscard]] bool same_production();
  [[nodiscard]] bool begins_cue();
  [[nodiscard]] bool repeats_last() const;

  void begin_cue();
  void add_parties();
  void add_wide_parties(std::size_t column);
  void complete_party(Party& party, std::size_t wide_column);
  void add_long_party();
  void put(Party party);

  void state(Field field, std::vector<std::string> values, std::string_view as_written = {});
  void state_terms(Field field, SheetColumn column);
  void state_usage();
  void state_code(Field field, Scheme scheme, SheetColumn column);
  void state_number();
  void state_implied(std::string_view usage);
  [[nodiscard]] bool said(Field field) const;
  [[nodiscard]] std::optional<milliseconds> time(SheetColumn column, std::string_view what);
  void set_timing();
  void set_hint();

  [[nodiscard]] SheetCue& last() { return cues_.back(); }

  const SheetHeader& header_;
  SheetLabels& labels_;
  SheetRemarks& remarks_;
  const CsvRecord* row_ = nullptr;
  std::vector<SheetCue> cues_;
};

std::string RowReader::cell(std::size_t column) const {
  return column < row_->cells.size() ? plain_cell(row_->cells[column]) : std::string{};
}

std::string RowReader::text(SheetColumn column) const {
  for (std::size_t i = 0; i < header_.cells.size(); ++i)
    if (header_.cells[i].column == column && !header_.cells[i].party) return cell(i);
  return {};
}

void RowReader::add(const CsvRecord& row) {
  row_ = &row;
  if (row.blank() || !usable(row) || !same_production()) return;
  if (begins_cue()) begin_cue();
  add_parties();
}

bool RowReader::usable(const CsvRecord& row) {
  if (!row.problem.empty()) {
    remarks_.add(row.line, fmt::format("error: {}", row.problem), "row left out");
    return false;
  }
  for (std::size_t i = header_.cells.size(); i < row.cells.size(); ++i) {
    if (plain_cell(row.cells[i]).empty()) continue;
    remarks_.add(row.line, fmt::format("error: {} cells under {} columns", row.cells.size(), header_.cells.size()),
                 "row left out");
    return false;
  }
  return true;
}

bool RowReader::same_production() {
  const auto film = text(SheetColumn::film);
  auto& production = labels_.production;
  if (production.title.empty()) production.title = film;
  if (const auto year = text(SheetColumn::year); production.year.empty() && year.size() == 4) production.year = year;
  if (film.empty() || fold(film) == fold(production.title)) return true;
  remarks_.add(row_->line, fmt::format("error: a cue of another production, '{}'", film), "row left out");
  return false;
}

bool RowReader::repeats_last() const {
  const auto& before = cues_.back().record.statements();
  const auto same = [&](Field field, const std::string& value) {
    const auto found = std::ranges::find(before, row_of(field).number, &Statement::field);
    return value.empty() || (found != before.end() && found->values(0) == value);
  };
  return same(Field::title, text(SheetColumn::title)) && same(Field::cue, text(SheetColumn::cue_number));
}

bool RowReader::begins_cue() {
  const auto seq = text(SheetColumn::seq);
  if (cues_.empty()) return true;
  if (!seq.empty()) return seq != last().seq || !repeats_last();
  if (repeats_last()) return !text(SheetColumn::tc_in).empty() && !last().record.timing().has_in_ms();
  if (header_.has(SheetColumn::seq))
    remarks_.add(row_->line, "warning: a row without sequence number has a title of its own", "a cue");
  return true;
}

void RowReader::begin_cue() {
  SheetCue cue;
  cue.line = row_->line;
  cue.seq = text(SheetColumn::seq);
  cue.record.set_kind(cuetheque::cue);
  cue.has_label = !text(SheetColumn::label).empty();
  cues_.push_back(std::move(cue));
  state(Field::title, {text(SheetColumn::title)});
  state_number();
  state_usage();
  state_terms(Field::vocal, SheetColumn::vocal);
  state_terms(Field::visual, SheetColumn::visual);
  state_terms(Field::origin, SheetColumn::origin);
  state_terms(Field::scene, SheetColumn::scene);
  state_terms(Field::mood, SheetColumn::mood);
  state(Field::theme, several(text(SheetColumn::theme)));
  state(Field::performer, several(text(SheetColumn::performer)));
  state_code(Field::iswc, Scheme::iswc, SheetColumn::iswc);
  state_code(Field::isrc, Scheme::isrc, SheetColumn::isrc);
  state(Field::note, {text(SheetColumn::notes)});
  set_timing();
  set_hint();
}

void RowReader::state(Field field, std::vector<std::string> values, std::string_view as_written) {
  std::erase(values, std::string{});
  if (!values.empty()) *last().record.add_statements() = sheet_statement(field, std::move(values), as_written);
}

bool RowReader::said(Field field) const {
  return std::ranges::any_of(cues_.back().record.statements(),
                             [&](const Statement& one) { return one.field() == row_of(field).number; });
}

void RowReader::state_number() {
  const auto written = text(SheetColumn::cue_number);
  if (!written.empty() && !parse_cue_number(written))
    remarks_.add(row_->line, fmt::format("warning: cue number '{}' is not reel, M and index", written), "kept");
  state(Field::cue, {written});
}

void RowReader::state_terms(Field field, SheetColumn column) {
  const auto written = text(column);
  if (written.empty() || said(field)) return;
  std::vector<std::string> terms;
  for (const auto& word : several(written)) terms.push_back(term_id(field, word));
  // "Library / Production" is one term although it looks like two.
  if (const auto* whole = vocabulary_of(field) ? vocabulary_of(field)->find(written) : nullptr) terms = {whole->id};
  const bool changed = terms.size() != 1 || terms.front() != written;
  state(field, std::move(terms), changed ? written : std::string_view{});
}

void RowReader::state_usage() {
  const auto written = text(SheetColumn::usage);
  if (written.empty()) return;
  // PD stands in the usage column of US forms, but says whose the music is.
  if (header_key(written) == "pd") return state(Field::origin, {"public-domain"}, written);
  std::vector<std::string> ids;
  for (const auto& word : several(written)) {
    const auto* term = usage_term(word);
    if (term == nullptr) remarks_.add(row_->line, fmt::format("warning: usage '{}' is not known", word), "kept");
    ids.push_back(term == nullptr ? word : term->id);
  }
  const auto first = ids.empty() ? std::string{} : ids.front();
  state(Field::usage, std::move(ids), written);
  state_implied(first);
}

// The sheet's own columns for voice and picture say it better than the code does.
void RowReader::state_implied(std::string_view usage) {
  const auto means = std::ranges::find(usage_means, usage, &UsageMeans::usage);
  if (means == usage_means.end()) return;
  if (text(SheetColumn::vocal).empty()) state(Field::vocal, {std::string(means->vocal)}, text(SheetColumn::usage));
  if (text(SheetColumn::visual).empty()) state(Field::visual, {std::string(means->visual)}, text(SheetColumn::usage));
}

void RowReader::state_code(Field field, Scheme scheme, SheetColumn column) {
  const auto written = text(column);
  if (written.empty()) return;
  const bool valid = is_valid(scheme, written);
  const auto& row = row_of(scheme);
  if (!valid)
    remarks_.add(row_->line, fmt::format("warning: {} '{}' is not right: {}", row.name, written, row.rule), "kept");
  const auto value = !valid                   ? written
                     : scheme == Scheme::iswc ? displayed(scheme, written)
                                              : normalised(scheme, written);
  state(field, {value}, value == written ? std::string_view{} : written);
}

std::optional<milliseconds> RowReader::time(SheetColumn column, std::string_view what) {
  const auto written = text(column);
  if (written.empty()) return std::nullopt;
  const auto time = parse_timecode(written, labels_.rate);
  if (!time) remarks_.add(row_->line, fmt::format("error: {} '{}' is not a time", what, written), "left out");
  return time;
}

void RowReader::set_timing() {
  auto& timing = *last().record.mutable_timing();
  timing.set_sequence(static_cast<std::uint32_t>(cues_.size()));
  if (const auto in = time(SheetColumn::tc_in, "in")) timing.set_in_ms(in->count());
  if (const auto out = time(SheetColumn::tc_out, "out")) timing.set_out_ms(out->count());
  if (const auto length = time(SheetColumn::duration, "duration")) timing.set_duration_ms(length->count());
  const bool from_ends =
      !timing.has_duration_ms() && timing.has_in_ms() && timing.has_out_ms() && timing.out_ms() > timing.in_ms();
  if (from_ends) timing.set_duration_ms(timing.out_ms() - timing.in_ms());
}

void RowReader::set_hint() {
  auto& hint = last().hint;
  hint.isrc = text(SheetColumn::isrc);
  hint.catalogue_number = text(SheetColumn::catalogue_number);
  const auto number = text(SheetColumn::track_number);
  std::uint32_t value = 0;
  const auto [end, failed] = std::from_chars(number.data(), number.data() + number.size(), value);
  if (failed == std::errc{} && end == number.data() + number.size() && value <= 9999) hint.track_number = value;
  if (hint.track_number == 0 && !number.empty())
    remarks_.add(row_->line, fmt::format("warning: track number '{}' is not a number", number), "left out");
}

void RowReader::add_parties() {
  for (std::size_t i = 0; i < header_.cells.size(); ++i)
    if (header_.cells[i].column == SheetColumn::party) add_wide_parties(i);
  add_long_party();
}

void RowReader::add_wide_parties(std::size_t column) {
  auto parties = parties_of(cell(column), header_.cells[column].role);
  // The columns beside it hold one value each: with several names nobody knows whose.
  if (parties.size() == 1) complete_party(parties.front(), column);
  for (auto& party : parties) put(std::move(party));
}

void RowReader::complete_party(Party& party, std::size_t wide_column) {
  for (std::size_t i = 0; i < header_.cells.size(); ++i) {
    if (header_.cells[i].party != wide_column) continue;
    const auto value = cell(i);
    if (header_.cells[i].column == SheetColumn::society && party.society().empty()) party.set_society(value);
    if (header_.cells[i].column == SheetColumn::ipi) party.set_ipi(padded_ipi(value));
    if (header_.cells[i].column == SheetColumn::share && party.share().empty()) party.set_share(value);
  }
}

void RowReader::add_long_party() {
  Party party;
  party.set_role(role_code(text(SheetColumn::role)));
  party.set_name(text(SheetColumn::name));
  party.set_ipi(padded_ipi(text(SheetColumn::ipi)));
  party.set_society(text(SheetColumn::society));
  party.set_share(text(SheetColumn::share));
  if (!party.name().empty()) return put(std::move(party));
  if (!party.role().empty() || !party.ipi().empty() || !party.share().empty())
    remarks_.add(row_->line, "error: a party without a name", "left out");
}

void RowReader::put(Party party) {
  if (!party.role().empty() && !is_writer(party.role()) && !is_publisher(party.role()))
    remarks_.add(row_->line, fmt::format("warning: role '{}' is not known", party.role()), "kept");
  if (!party.ipi().empty() && !is_valid(Scheme::ipi, party.ipi()))
    remarks_.add(row_->line, fmt::format("warning: IPI '{}' is not right: {}", party.ipi(), row_of(Scheme::ipi).rule),
                 "kept");
  if (!party.share().empty()) {
    const auto share = share_of(party.share());
    if (!share)
      remarks_.add(row_->line, fmt::format("error: share '{}' is not a percentage", party.share()), "left out");
    party.set_share(share ? share_text(*share) : std::string{});
  }
  *last().record.add_parties() = std::move(party);
}

/// The names of the parties with one of these roles, each once, in their order.
template <std::size_t count>
std::vector<std::string> named(const Record& cue, const std::array<std::string_view, count>& wanted) {
  std::vector<std::string> names;
  for (const auto& party : cue.parties()) {
    const bool fits = std::ranges::find(wanted, party.role()) != wanted.end();
    if (fits && std::ranges::find(names, party.name()) == names.end()) names.push_back(party.name());
  }
  return names;
}

std::vector<SheetCue> RowReader::finish() && {
  if (!header_.left_out.empty())
    remarks_.add(header_.line, fmt::format("warning: columns not known or repeated: {}", joined(header_.left_out)),
                 "left out");
  for (auto& cue : cues_) {
    const auto add = [&](Field field, std::vector<std::string> names) {
      if (!names.empty()) *cue.record.add_statements() = sheet_statement(field, std::move(names));
    };
    add(Field::composer, named(cue.record, composer_roles));
    add(Field::lyricist, named(cue.record, lyricist_roles));
    add(Field::arranger, named(cue.record, arranger_roles));
  }
  return std::move(cues_);
}

}  // namespace

std::vector<SheetCue> sheet_cues(const SheetHeader& header, const std::vector<CsvRecord>& rows, SheetLabels& labels,
                                 SheetRemarks& remarks) {
  RowReader reader(header, labels, remarks);
  for (const auto& row : rows) reader.add(row);
  return std::move(reader).finish();
}

}  // namespace cuetheque
