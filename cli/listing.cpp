#include "cli/listing.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "cli/cell_values.h"
#include "cli/csv.h"
#include "cli/guesses.h"
#include "cli/highlight.h"
#include "cli/select.h"
#include "cli/table.h"
#include "core/error.h"

namespace cuetheque {
namespace {

/// A column of a level's table: a heading and what stands in the cell.
struct CellRow {
  Table::Column column;
  std::string (*text)(const View& flat);
};

template <std::size_t N>
struct Key {
  char text[N]{};
  consteval Key(const char (&literal)[N]) { std::copy_n(literal, N, text); }  // NOLINT(google-explicit-constructor)
};

template <Key key>
std::string cell(const View& flat) {
  return marked(flat, key.text);
}

std::string place_on_disc(const View& flat) {
  const auto disc = joined(flat, "disc"), track = joined(flat, "track");
  return disc.empty() ? track : fmt::format("{}.{}", disc, track);
}

constexpr auto album_cells = std::to_array<CellRow>({
    {{"ID", false}, cell<"id">},
    {{"ALBUM"}, cell<"album">},
    {{"FILM (YEAR)"}, film_and_year},
    {{"ARTIST"}, cell<"albumartist">},
    {{"DATE", false}, cell<"date">},
    {{"TRACKS", false}, cell<"track_count">},
});
constexpr auto track_cells = std::to_array<CellRow>({
    {{"ID", false}, cell<"id">},
    {{"#", false}, place_on_disc},
    {{"TITLE"}, cell<"title">},
    {{"COMPOSER"}, cell<"composer">},
    {{"FILM (YEAR)"}, film_and_year},
    {{"ALBUM"}, cell<"album">},
    {{"LENGTH", false}, cell<"length">},
});
constexpr auto cue_cells = std::to_array<CellRow>({
    {{"ID", false}, cell<"id">},
    {{"FILM (YEAR)"}, film_and_year},
    {{"CUE", false}, cell<"cue">},
    {{"IN", false}, cell<"tc_in">},
    {{"TITLE"}, cell<"title">},
    {{"SCENE"}, cell<"scene">},
    {{"MOOD"}, cell<"mood">},
    {{"ON ALBUM"}, cell<"album">},
});
constexpr auto production_cells = std::to_array<CellRow>({
    {{"ID", false}, cell<"id">},
    {{"FILM"}, cell<"film">},
    {{"YEAR", false}, cell<"year">},
    {{"KIND"}, cell<"kind">},
    {{"DIRECTOR"}, cell<"director">},
});
constexpr auto name_cells = std::to_array<CellRow>({
    {{"ID", false}, cell<"id">},
    {{"NAME"}, cell<"name">},
    {{"ALSO KNOWN AS"}, cell<"alias">},
});

std::span<const CellRow> cells_of(ResultLevel level) {
  switch (level) {
    case ResultLevel::album:
      return album_cells;
    case ResultLevel::track:
      return track_cells;
    case ResultLevel::cue:
      return cue_cells;
    case ResultLevel::production:
      return production_cells;
    case ResultLevel::name:
      break;
  }
  return name_cells;
}

}  // namespace

std::string film_and_year(const View& flat) {
  const auto film = marked(flat, "film"), year = marked(flat, "film_year");
  return year.empty() ? film : fmt::format("{} ({})", film, year);
}

void add_listing_options(Options& options) {
  add_switch(options, "json", "one JSON document");
  add_switch(options, "jsonl", "one JSON object a line");
  add_switch(options, "csv", "comma-separated values, with a header");
  add_switch(options, "tsv", "TAB-separated values, with a header");
  add_switch(options, "ids", "ids alone, one a line");
  add_switch(options, "files", "audio files, one a line");
  add_option(options, "format", "TEXT", "a line for each, as in '{film} ({film_year})'");
  add_switch(options, "null,0", "end lines with NUL instead of a line feed");
}

Listing::Listing(const Arguments& arguments, ResultLevel level) : level_(level) {
  static constexpr std::array<std::pair<const char*, Form>, 7> forms{{{"json", Form::json},
                                                                      {"jsonl", Form::jsonl},
                                                                      {"csv", Form::csv},
                                                                      {"tsv", Form::tsv},
                                                                      {"ids", Form::ids},
                                                                      {"files", Form::files},
                                                                      {"format", Form::text}}};
  const char* asked = nullptr;
  for (const auto& [option, form] : forms) {
    if (!arguments.has(option)) continue;
    if (asked) throw Error(Cause::usage, fmt::format("--{} and --{} exclude each other", asked, option));
    asked = option;
    form_ = form;
  }
  if (form_ == Form::text) template_.emplace(arguments.text("format"), level);
  if (!arguments.has("null")) return;
  if (form_ != Form::ids && form_ != Form::files && form_ != Form::text)
    throw Error(Cause::usage, "--null ends the lines of --ids, --files or --format", {}, "one of them has to be there");
  line_end_ = std::string(1, '\0');
}

void Listing::print(Session& session, const std::vector<Id>& ids, const About& about) const {
  if (form_ == Form::table) return print_table(session, ids, about);
  if (form_ == Form::json) return print_json(session, ids, about);
  if (form_ == Form::csv || form_ == Form::tsv) return print_cells(session, ids);
  const Publisher publisher(session.archive());
  for (const auto id : ids) print_line(session, publisher, id);
}

void Listing::print_line(Session& session, const Publisher& publisher, Id id) const {
  auto& out = session.out();
  if (form_ == Form::ids) return out.write(to_string(id) + line_end_);
  if (form_ == Form::files) {
    for (const auto& file : publisher.files(id)) out.write(out.safe(file) + line_end_);
    return;
  }
  const auto view = form_ == Form::jsonl ? publisher.view(id) : publisher.head(id);
  if (!view) return;
  out.write(form_ == Form::jsonl ? json_line(*view)
                                 : template_->fill(flattened(*view, level_), out.terminal()) + line_end_);
}

void Listing::print_json(Session& session, const std::vector<Id>& ids, const About& about) const {
  const Publisher publisher(session.archive());
  JsonWriter json;
  json.begin_object().key("schema").number(1).key("query").text(about.query).key("level").text(level_name(level_));
  json.key("total").number(static_cast<std::int64_t>(about.total));
  if (!about.suggestion.empty()) json.key("suggestion").text(about.suggestion);
  json.key("results").begin_array();
  for (const auto id : ids) {
    if (const auto view = publisher.view(id)) write_json(json, *view);
    session.out().write(json.take());
  }
  json.end_array().end_object();
  session.out().write(json.take() + '\n');
}

void Listing::print_table(Session& session, const std::vector<Id>& ids, const About& about) const {
  const Publisher publisher(session.archive());
  const auto cells = cells_of(level_);
  std::vector<Table::Column> columns;
  for (const auto& row : cells) columns.push_back(row.column);
  Table table(columns);
  for (const auto id : ids) {
    const auto view = publisher.head(id);
    if (!view) continue;
    const auto flat = flattened(*view, level_);
    Table::Row row;
    for (const auto& each : cells) row.push_back(each.text(flat));
    table.add(std::move(row));
  }
  const QueryNode nothing;
  const Highlight highlight(about.tree ? *about.tree : nothing);
  session.out().page();
  table.print(session.out(), [&](const std::string& cell) { return highlight.in(cell, session.out()); });
}

void Listing::print_cells(Session& session, const std::vector<Id>& ids) const {
  const Publisher publisher(session.archive());
  const CsvStyle style{form_ == Form::tsv ? '\t' : ',', false};
  const auto columns = columns_of(level_);
  session.out().write(session.out().safe_lines(csv_row({columns.begin(), columns.end()}, style)));
  for (const auto id : ids) {
    const auto view = publisher.head(id);
    if (!view) continue;
    const auto flat = flattened(*view, level_);
    std::vector<std::string> row;
    for (const auto column : columns) row.push_back(sheet_cell(flat, column));
    session.out().write(session.out().safe_lines(csv_row(row, style)));
  }
}

}  // namespace cuetheque
