#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <utility>

#include "core/identifiers.h"
#include "core/text.h"
#include "importer/cue_sheets/parts.h"

namespace cuetheque {
namespace {

constexpr int most_parties = 999;  // of one cue: their shares are summed, their names compared with each other

constexpr std::array<std::string_view, 3> composer_roles{"C", "CA", "W"};
constexpr std::array<std::string_view, 2> lyricist_roles{"A", "SA"};
constexpr std::array<std::string_view, 2> arranger_roles{"AR", "SR"};

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
  [[nodiscard]] std::string text(SheetColumn column) const { return row_->text(column); }
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

  [[nodiscard]] SheetCue& last() { return cues_.back(); }

  const SheetHeader& header_;
  SheetLabels& labels_;
  SheetRemarks& remarks_;
  std::optional<SheetRow> row_;
  std::string folded_title_;  ///< of the production, once it has one
  std::size_t crowded_ = 0;   ///< line of the last cue with too many parties
  std::vector<SheetCue> cues_;
};

void RowReader::add(const CsvRecord& row) {
  row_.emplace(header_, row);
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
  if (folded_title_.empty()) folded_title_ = fold(production.title);
  if (film.empty() || fold(film) == folded_title_) return true;
  remarks_.add(row_->line(), fmt::format("error: a cue of another production, '{}'", film), "row left out");
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
    remarks_.add(row_->line(), "warning: a row without sequence number has a title of its own", "a cue");
  return true;
}

void RowReader::begin_cue() {
  SheetCue cue;
  cue.line = row_->line();
  cue.seq = text(SheetColumn::seq);
  cue.record.set_kind(cuetheque::cue);
  cue.record.mutable_timing()->set_sequence(static_cast<std::uint32_t>(cues_.size() + 1));
  state_cue(cue, *row_, labels_, remarks_);
  cues_.push_back(std::move(cue));
}

void RowReader::add_parties() {
  for (std::size_t i = 0; i < header_.cells.size(); ++i)
    if (header_.cells[i].column == SheetColumn::party) add_wide_parties(i);
  add_long_party();
}

void RowReader::add_wide_parties(std::size_t column) {
  auto parties = parties_of(row_->cell(column), header_.cells[column].role, header_.has(SheetColumn::minutes));
  // The columns beside it hold one value each: with several names nobody knows whose.
  if (parties.size() == 1) complete_party(parties.front(), column);
  for (auto& party : parties) put(std::move(party));
}

void RowReader::complete_party(Party& party, std::size_t wide_column) {
  for (std::size_t i = 0; i < header_.cells.size(); ++i) {
    if (header_.cells[i].party != wide_column) continue;
    const auto value = row_->cell(i);
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
    remarks_.add(row_->line(), "error: a party without a name", "left out");
}

void RowReader::put(Party party) {
  if (last().record.parties_size() == most_parties) {
    if (std::exchange(crowded_, last().line) != last().line)
      remarks_.add(row_->line(), fmt::format("error: a cue of more than {} parties", most_parties), "left out");
    return;
  }
  if (!party.role().empty() && !is_writer(party.role()) && !is_publisher(party.role()))
    remarks_.add(row_->line(), fmt::format("warning: role '{}' is not known", party.role()), "kept");
  if (!party.ipi().empty() && !is_valid(Scheme::ipi, party.ipi()))
    remarks_.add(row_->line(), fmt::format("warning: IPI '{}' is not right: {}", party.ipi(), row_of(Scheme::ipi).rule),
                 "kept");
  if (!party.share().empty()) {
    const auto share = share_of(party.share());
    if (!share)
      remarks_.add(row_->line(), fmt::format("error: share '{}' is not a percentage", party.share()), "left out");
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
