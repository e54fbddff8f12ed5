#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "core/date.h"
#include "core/identifiers.h"
#include "core/text.h"
#include "core/vocabulary.h"
#include "importer/cue_sheets/parts.h"

namespace cuetheque {
namespace {

/// What a label's value is for. Labels that are none of these become notes of the production.
enum class Use : std::uint8_t {
  note,
  statement,
  title,
  kind,
  year,
  air_date,
  format,
  rate,
  production_duration,
  total_music,
  timecode_start
};

struct Label {
  std::string_view key;
  Use use;
  Field field = Field::note;
};

constexpr auto known_labels = std::to_array<Label>({
    {"format", Use::format},
    {"productiontitle", Use::title},
    {"production", Use::title},
    {"programmetitle", Use::title},
    {"film", Use::title},
    {"filmtitle", Use::title},
    {"title", Use::title},
    {"productiontype", Use::kind},
    {"seriestitle", Use::statement, Field::series},
    {"series", Use::statement, Field::series},
    {"season", Use::statement, Field::season},
    {"seasonnumber", Use::statement, Field::season},
    {"episodetitle", Use::statement, Field::episode},
    {"episodenumber", Use::statement, Field::episode},
    {"year", Use::year},
    {"yearofproduction", Use::year},
    {"airdate", Use::air_date},
    {"originalairdate", Use::air_date},
    {"releasedate", Use::air_date},
    {"country", Use::statement, Field::country},
    {"countryoforigin", Use::statement, Field::country},
    {"language", Use::statement, Field::language},
    {"productioncompany", Use::statement, Field::studio},
    {"studio", Use::statement, Field::studio},
    {"director", Use::statement, Field::director},
    {"isan", Use::statement, Field::isan},
    {"eidr", Use::statement, Field::eidr},
    {"imdb", Use::statement, Field::imdb},
    {"imdbid", Use::statement, Field::imdb},
    {"composer", Use::statement, Field::composer},
    {"musicsupervisor", Use::statement, Field::supervisor},
    {"musiceditor", Use::statement, Field::editor},
    {"productionduration", Use::production_duration},
    {"programmeduration", Use::production_duration},
    {"totalduration", Use::production_duration},
    {"showlength", Use::production_duration},
    {"totalmusic", Use::total_music},
    {"totalmusicduration", Use::total_music},
    {"musiclength", Use::total_music},
    {"timecodestart", Use::timecode_start},
    {"starttimecode", Use::timecode_start},
    {"framerate", Use::rate},
});

/// A label and the value beside it.
struct Pair {
  std::size_t line = 0;
  std::string label;
  std::string value;
};

/// The pairs of a row: its first text is a label, so is every other one that ends in a colon.
std::vector<Pair> pairs_of(const CsvRecord& row) {
  std::vector<Pair> pairs;
  for (const auto& cell : row.cells) {
    auto text = plain_cell(cell);
    if (text.empty()) continue;
    const bool label = pairs.empty() || text.ends_with(':');
    if (label)
      pairs.push_back({row.line, std::move(text), {}});
    else if (pairs.back().value.empty())
      pairs.back().value = std::move(text);
  }
  std::erase_if(pairs, [](const Pair& pair) { return pair.value.empty(); });
  return pairs;
}

class LabelReader {
 public:
  explicit LabelReader(SheetRemarks& remarks) : remarks_(remarks) { labels_.production.source = cue_sheet; }

  void read(const Pair& pair);
  SheetLabels finish() &&;

 private:
  void state(Field field, std::string value);
  void state_identifier(const Pair& pair, Field field);
  void read_year(const Pair& pair, bool with_note);
  void read_format(const Pair& pair);
  void read_rate(const Pair& pair);
  [[nodiscard]] std::optional<milliseconds> time(const Pair& pair);
  [[nodiscard]] std::string stated(Field field) const;

  SheetRemarks& remarks_;
  SheetLabels labels_;
};

void LabelReader::read(const Pair& pair) {
  const auto known = std::ranges::find(known_labels, header_key(pair.label), &Label::key);
  switch (known == known_labels.end() ? Use::note : known->use) {
    case Use::note:
      return state(Field::note,
                   fmt::format("{}: {}", pair.label.substr(0, pair.label.find_last_not_of(": ") + 1), pair.value));
    case Use::statement:
      return state_identifier(pair, known->field);
    case Use::title:
      labels_.production.title = pair.value;
      return;
    case Use::kind:
      labels_.production.kind = term_id(Field::kind, pair.value);
      return;
    case Use::year:
      return read_year(pair, false);
    case Use::air_date:
      return read_year(pair, true);
    case Use::format:
      return read_format(pair);
    case Use::rate:
      return read_rate(pair);
    case Use::production_duration:
      labels_.production_duration = time(pair);
      if (labels_.production_duration) state(Field::runtime, clock_text(*labels_.production_duration));
      return;
    case Use::total_music:
      labels_.total_music = time(pair);
      return;
    case Use::timecode_start:
      labels_.set_timecode_start(time(pair));
      return;
  }
}

// A field has one statement; a second label of it adds a value where the field holds several.
void LabelReader::state(Field field, std::string value) {
  auto& statements = labels_.production.statements;
  const auto found = std::ranges::find(statements, row_of(field).number, &Statement::field);
  if (found == statements.end())
    statements.push_back(sheet_statement(field, {std::move(value)}));
  else if (row_of(field).count == Count::many)
    found->add_values(std::move(value));
  else
    found->mutable_values(0)->append(" ").append(value);
}

void LabelReader::state_identifier(const Pair& pair, Field field) {
  const auto scheme = scheme_of(field);
  if (scheme && !is_valid(*scheme, pair.value))
    remarks_.add(
        pair.line,
        fmt::format("warning: {} '{}' is not right: {}", row_of(*scheme).name, pair.value, row_of(*scheme).rule),
        "kept");
  state(field, scheme ? displayed(*scheme, pair.value) : pair.value);
}

void LabelReader::read_year(const Pair& pair, bool with_note) {
  if (with_note) state(Field::note, fmt::format("{}: {}", pair.label, pair.value));
  const auto date = parse_date(pair.value);
  if (!date)
    return remarks_.add(pair.line, fmt::format("warning: no year in {} '{}'", pair.label, pair.value), "left out");
  if (!date->remark.empty()) remarks_.add(pair.line, date->remark);
  // The year of production is stronger than that of a broadcast.
  if (!with_note || labels_.production.year.empty()) labels_.production.year = fmt::format("{:04}", year_of(*date));
}

void LabelReader::read_format(const Pair& pair) {
  if (pair.value != "cuetheque-cuesheet/1")
    remarks_.add(pair.line, fmt::format("warning: format '{}'", pair.value), "cuetheque-cuesheet/1");
}

void LabelReader::read_rate(const Pair& pair) {
  const auto rate = parse_frame_rate(pair.value);
  if (!rate) return remarks_.add(pair.line, fmt::format("warning: frame rate '{}'", pair.value), "25");
  labels_.rate = *rate;
  state(Field::framerate, pair.value);
}

std::optional<milliseconds> LabelReader::time(const Pair& pair) {
  const auto time = parse_timecode(pair.value, labels_.rate);
  if (!time) remarks_.add(pair.line, fmt::format("warning: {} '{}' is not a time", pair.label, pair.value), "left out");
  return time;
}

std::string LabelReader::stated(Field field) const {
  const auto found = std::ranges::find(labels_.production.statements, row_of(field).number, &Statement::field);
  return found == labels_.production.statements.end() ? std::string{} : found->values(0);
}

// The episodes of a series are productions of their own, and each needs a title of its own.
SheetLabels LabelReader::finish() && {
  auto& title = labels_.production.title;
  if (title.empty()) title = stated(Field::series);
  const auto episode = stated(Field::episode);
  if (!episode.empty() && title.find(episode) == std::string::npos)
    title = title.empty() ? episode : fmt::format("{}: {}", title, episode);
  return std::move(labels_);
}

}  // namespace

void SheetLabels::set_timecode_start(std::optional<milliseconds> start) {
  timecode_start = start;
  if (start) production.statements.push_back(sheet_statement(Field::tcstart, {clock_text(*start)}));
}

SheetLabels sheet_labels(const std::vector<CsvRecord>& rows, SheetRemarks& remarks) {
  LabelReader reader(remarks);
  std::vector<Pair> pairs;
  for (const auto& row : rows) std::ranges::move(pairs_of(row), std::back_inserter(pairs));
  // Times are read by the frame rate, wherever that stands.
  std::stable_partition(pairs.begin(), pairs.end(),
                        [](const Pair& pair) { return header_key(pair.label) == "framerate"; });
  for (const auto& pair : pairs) reader.read(pair);
  return std::move(reader).finish();
}

}  // namespace cuetheque
