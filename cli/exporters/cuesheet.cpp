// FORMATS.md C.7: the canonical cue sheet of each film, one row for each cue and party.
#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/csv.h"
#include "cli/exporters/all.h"
#include "core/fields.h"
#include "core/resolve.h"
#include "core/text.h"

namespace cuetheque {
namespace {

using Cells = std::vector<std::string>;

struct LabelRow {
  std::string_view label;
  Field field;
};
constexpr auto labels = std::to_array<LabelRow>({{"Production Title", Field::film},
                                                 {"Production Type", Field::kind},
                                                 {"Series Title", Field::series},
                                                 {"Season", Field::season},
                                                 {"Episode Title", Field::episode},
                                                 {"Year", Field::year},
                                                 {"Country", Field::country},
                                                 {"Language", Field::language},
                                                 {"Production Company", Field::studio},
                                                 {"Director", Field::director},
                                                 {"Composer", Field::composer},
                                                 {"Music Supervisor", Field::supervisor},
                                                 {"Music Editor", Field::editor},
                                                 {"Production Duration", Field::runtime},
                                                 {"Timecode Start", Field::tcstart},
                                                 {"Frame Rate", Field::framerate},
                                                 {"ISAN", Field::isan},
                                                 {"EIDR", Field::eidr},
                                                 {"IMDb", Field::imdb}});

constexpr auto columns = std::to_array<std::string_view>(
    {"seq",          "cue_number", "title", "tc_in",     "tc_out",  "duration", "usage", "vocal",
     "visual",       "origin",     "scene", "performer", "iswc",    "isrc",     "label", "catalogue_number",
     "track_number", "role",       "name",  "ipi",       "society", "share",    "notes"});
constexpr std::size_t first_of_party = 17;
/// Columns of our own, behind the others where any cue has them.
constexpr auto further = std::to_array<Field>({Field::mood, Field::theme, Field::tunecode});

/// Terms and the codes the sheet has for them; a term without one stands by its id, which reads back as itself.
struct Code {
  Field field;
  std::string_view term, code;
};
constexpr auto codes = std::to_array<Code>(
    {{Field::usage, "bi", "BI"},           {Field::usage, "bv", "BV"},         {Field::usage, "vi", "VI"},
     {Field::usage, "vv", "VV"},           {Field::usage, "fi", "FI"},         {Field::usage, "fv", "FV"},
     {Field::usage, "mt", "MT"},           {Field::usage, "et", "ET"},         {Field::usage, "ot", "OT"},
     {Field::usage, "ct", "CT"},           {Field::usage, "theme", "T"},       {Field::usage, "vs", "VS"},
     {Field::usage, "logo", "LOGO"},       {Field::vocal, "vocal", "V"},       {Field::vocal, "instrumental", "I"},
     {Field::visual, "visual", "V"},       {Field::visual, "background", "B"}, {Field::origin, "commissioned", "X"},
     {Field::origin, "pre-existing", "P"}, {Field::origin, "library", "L"}});

std::string code_of(Field field, const std::string& term) {
  const auto code =
      std::ranges::find_if(codes, [&](const Code& one) { return one.field == field && one.term == term; });
  return code == codes.end() ? term : std::string(code->code);
}

std::string values_of(const Record& record, Field field) {
  std::string joined;
  for (const auto& value : resolve(record.statements(), field).values)
    joined += (joined.empty() ? "" : "; ") + code_of(field, value);
  return joined;
}

std::string time_of(bool known, std::int64_t ms) {
  return known ? timecode(ms) : std::string{};
}

Cells cue_cells(const Record& cue, std::size_t seq) {
  const auto& timing = cue.timing();
  const auto value = [&](Field field) { return values_of(cue, field); };
  return {std::to_string(seq),
          value(Field::cue),
          value(Field::title),
          time_of(timing.has_in_ms(), timing.in_ms()),
          time_of(timing.has_out_ms(), timing.out_ms()),
          time_of(timing.has_duration_ms(), timing.duration_ms()),
          value(Field::usage),
          value(Field::vocal),
          value(Field::visual),
          value(Field::origin),
          value(Field::scene),
          value(Field::performer),
          value(Field::iswc),
          value(Field::isrc),
          value(Field::label),
          value(Field::catalognumber),
          value(Field::recordtrack)};
}

Cells party_cells(const Party& party) {
  return {party.role(), party.name(), party.ipi(), party.society(), party.share()};
}

/// One film's sheet.
class Sheet {
 public:
  Sheet(const ExportJob& job, const Record& production, std::vector<Record> cues)
      : style_{',', job.raw_csv}, production_(production), cues_(std::move(cues)) {
    std::ranges::stable_sort(cues_, {}, [](const Record& cue) { return cue.timing().sequence(); });
    for (const auto field : further)
      if (std::ranges::any_of(cues_, [&](const Record& cue) { return !values_of(cue, field).empty(); }))
        further_.push_back(field);
  }

  std::string text() {
    row({"Format", "cuetheque-cuesheet/1"});
    for (const auto& label : labels)
      for (const auto& value : resolve(production_.statements(), label.field).values)
        row({std::string(label.label), value});
    // What a sheet says under labels of its own is kept as notes that begin with them.
    for (const auto& note : resolve(production_.statements(), Field::note).values) add_note(note);
    if (const auto music = total_music(); music > 0) row({"Total Music", timecode(music)});
    text_ += "\r\n";
    Cells headings(columns.begin(), columns.end());
    for (const auto field : further_) headings.emplace_back(row_of(field).name);
    row(headings);
    for (std::size_t i = 0; i < cues_.size(); ++i) add_cue(cues_[i], i + 1);
    return std::move(text_);
  }

 private:
  void row(const Cells& cells) { text_ += csv_row(cells, style_); }

  void add_note(const std::string& note) {
    const auto colon = note.find(": ");
    const bool label = colon != std::string::npos && colon > 0 && colon < 40;
    row(label ? Cells{note.substr(0, colon), note.substr(colon + 2)} : Cells{"Note", note});
  }

  void add_cue(const Record& cue, std::size_t seq) {
    auto cells = cue_cells(cue, seq);
    auto notes = values_of(cue, Field::note);
    for (int i = 0; i < std::max(1, cue.parties_size()); ++i) {
      const auto party = i < cue.parties_size() ? party_cells(cue.parties(i)) : Cells(5);
      cells.insert(cells.end(), party.begin(), party.end());
      cells.push_back(std::exchange(notes, {}));
      for (const auto field : further_) cells.push_back(i == 0 ? values_of(cue, field) : std::string{});
      row(cells);
      cells.assign(first_of_party, {});
    }
  }

  [[nodiscard]] std::int64_t total_music() const {
    std::int64_t sum = 0;
    for (const auto& cue : cues_) sum += cue.timing().duration_ms();
    return sum;
  }

  CsvStyle style_;
  const Record& production_;
  std::vector<Record> cues_;
  std::vector<Field> further_;
  std::string text_;
};

}  // namespace

void export_cuesheet(const ExportJob& job, const ExportSink& sink) {
  job.each([&](Id id) {
    const auto production = job.publisher.record(id);
    if (!production || production->kind() != Kind::production) return;
    auto cues = job.publisher.linking(id_of(*production), Kind::cue);
    if (cues.empty()) return;
    sink.begin(resolve(production->statements(), Field::film).first());
    sink.write(Sheet(job, *production, std::move(cues)).text());
  });
}

}  // namespace cuetheque
