#include "search/facet.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

#include "cli/bars.h"
#include "cli/commands/all.h"
#include "cli/csv.h"
#include "cli/json_writer.h"
#include "cli/listing.h"
#include "cli/numbers.h"
#include "cli/select.h"
#include "cli/table.h"
#include "core/ascii.h"
#include "core/error.h"
#include "core/text.h"

namespace cuetheque {
namespace {

constexpr std::size_t screenful = 50;
constexpr std::size_t longest_bar = 40;

Countable field_named_by(const std::string& name) {
  if (const auto what = countable(name)) return *what;
  const auto near = nearest(name, countable_names());
  throw Error(
      Cause::usage, fmt::format("{} cannot be counted by its values", shown(name)), {},
      near ? fmt::format("did you mean {}?", *near) : fmt::format("these can: {}", fmt::join(countable_names(), " ")));
}

/// A value under the name it is known by.
struct Row {
  std::string text;
  FacetValue value;
};

std::string name_of_record(const Publisher& publisher, Id id) {
  const auto view = publisher.head(id);
  if (!view) return to_string(id);
  if (id.kind != Kind::production) return joined(*view, id.kind == Kind::album ? "album" : "name");
  const auto year = joined(*view, "year");
  return joined(*view, "film") + (year.empty() ? "" : fmt::format(" ({})", year));
}

bool before(const Row& a, const Row& b) {
  const auto x = whole_number(a.text), y = whole_number(b.text);
  if (x && y) return *x < *y;
  return fold(a.text) < fold(b.text);
}

/// How the values are put in order, and which of them are shown.
struct Shown {
  bool by_value = false;
  bool down = false;
  std::size_t offset = 0;
  std::size_t limit = 0;  ///< 0: all
};

Shown shown_as(const Arguments& arguments, const Countable& what, bool screen) {
  auto sort = arguments.has("sort") ? arguments.text("sort") : what.time ? "value" : "count";
  Shown shown;
  shown.down = sort.starts_with('-');
  if (shown.down) sort.erase(0, 1);
  if (sort != "value" && sort != "count")
    throw Error(Cause::usage, fmt::format("cannot sort by {}", cuetheque::shown(sort)), "--sort", "count or value");
  shown.by_value = sort == "value";
  shown.offset = arguments.number("offset").value_or(0);
  shown.limit = arguments.number("limit").value_or(screen && !shown.by_value ? screenful : 0);
  return shown;
}

std::vector<Row> rows_of(Session& session, const Facet& facet, const Shown& shown) {
  const Publisher publisher(session.archive());
  std::vector<Row> rows;
  for (const auto& value : facet.values) rows.push_back({value.text, value});
  const auto name = [&](Row& row) {
    if (row.value.record) row.text = name_of_record(publisher, *row.value.record);
  };
  if (shown.by_value) {
    std::ranges::for_each(rows, name);
    std::ranges::stable_sort(rows, before);
  }
  if (shown.down) std::ranges::reverse(rows);
  rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(std::min(shown.offset, rows.size())));
  if (shown.limit > 0 && rows.size() > shown.limit) rows.resize(shown.limit);
  if (!shown.by_value) std::ranges::for_each(rows, name);
  return rows;
}

/// What is asked for, for those who print it.
struct Question {
  const Asked& asked;
  const Countable& what;
  ResultLevel level;
};

void print_json(Session& session, const Question& question, const Facet& facet, const std::vector<Row>& rows) {
  JsonWriter json;
  const auto number = [&](std::string_view key, std::size_t value) {
    json.key(key).number(static_cast<std::int64_t>(value));
  };
  json.begin_object().key("schema").number(1).key("query").text(question.asked.text);
  json.key("level").text(level_name(question.level)).key("field").text(question.what.name);
  number("total", facet.found);
  number("without", facet.without);
  number("different", facet.values.size());
  json.key("values").begin_array();
  for (const auto& [text, value] : rows) {
    json.begin_object().key("value").text(text);
    if (value.record) json.key("id").text(to_string(*value.record));
    number("count", value.count);
    json.end_object();
  }
  session.out().write(json.end_array().end_object().take() + "\n");
}

void print_cells(Session& session, const Question& question, const std::vector<Row>& rows, char separator) {
  const CsvStyle style{separator, false};
  std::vector<std::string> heading{std::string(question.what.name), "count"};
  if (question.what.records != kind_unknown) heading.emplace_back("id");
  session.out().write(csv_row(heading, style));
  for (const auto& [text, value] : rows) {
    std::vector<std::string> cells{text, std::to_string(value.count)};
    if (value.record) cells.push_back(to_string(*value.record));
    session.out().write(session.out().safe_lines(csv_row(cells, style)));
  }
}

void print_table(Session& session, const Question& question, const std::vector<Row>& rows) {
  const auto heading = upper(question.what.name);
  std::size_t most = 0;
  for (const auto& row : rows) most = std::max(most, row.value.count);
  const bool bars = session.out().terminal();
  std::vector<Table::Column> columns{{heading}, {"COUNT", false, true}};
  if (bars) columns.push_back({"", false});
  Table table(columns);
  for (const auto& [text, value] : rows) {
    Table::Row row{text, std::to_string(value.count)};
    if (bars) row.push_back(bar(value.count, most, std::min(longest_bar, session.out().width() / 2)));
    table.add(std::move(row));
  }
  session.out().page();
  table.print(session.out());
  session.out().flush();
}

void say_total(const Session& session, const Question& question, const Facet& facet, std::size_t rows) {
  const auto of = rows < facet.values.size() ? fmt::format("{} of ", rows) : std::string();
  session.say(fmt::format("{}{} in {}, {} without{}", of, counted(facet.values.size(), "value"),
                          counted(facet.found, question.level), facet.without,
                          of.empty() ? "" : "; --limit 0 shows all"));
}

}  // namespace

void declare_facet(Options& options) {
  add_level_options(options);
  add_option(options, "sort", "BY", "count (the most frequent first) or value; -count, -value the other way");
  add_option(options, "limit", "N", "at most so many values (0: all)");
  add_option(options, "offset", "N", "leave out the first so many");
  add_switch(options, "json", "one JSON document");
  add_switch(options, "csv", "comma-separated values, with a header");
  add_switch(options, "tsv", "TAB-separated values, with a header");
}

int run_facet(Session& session, const Arguments& arguments) {
  auto words = arguments.all_words();
  const auto what = field_named_by(words.front());
  words.erase(words.begin());
  const auto asked = ask(session, query_of(words));
  const auto level = level_for(arguments, asked, ResultLevel::album);
  if (level == ResultLevel::name)
    throw Error(Cause::usage, "people have no values to count by", "--people",
                "`cuetheque facet person QUERY` counts the people credited in what a query finds");
  const Question question{asked, what, level};
  const bool for_people = !arguments.has("json") && !arguments.has("csv") && !arguments.has("tsv");
  const auto shown = shown_as(arguments, what, for_people && session.out().terminal());
  auto& index = session.index();
  const auto facet = index.facet(session.archive(), *asked.tree, what, level);
  const auto rows = rows_of(session, facet, shown);
  if (arguments.has("json"))
    print_json(session, question, facet, rows);
  else if (!for_people)
    print_cells(session, question, rows, arguments.has("tsv") ? '\t' : ',');
  else
    print_table(session, question, rows);
  if (for_people && (session.out().terminal() || session.verbose())) say_total(session, question, facet, rows.size());
  return 0;
}

}  // namespace cuetheque
