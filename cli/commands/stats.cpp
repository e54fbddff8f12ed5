#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "cli/commands/all.h"
#include "cli/json_writer.h"
#include "cli/publisher.h"
#include "cli/select.h"
#include "cli/table.h"
#include "search/facet.h"

namespace cuetheque {
namespace {

constexpr auto all_levels = std::to_array(
    {ResultLevel::album, ResultLevel::track, ResultLevel::cue, ResultLevel::production, ResultLevel::name});

/// What the records of a level are told apart by, or may lack.
struct Part {
  ResultLevel level;
  std::string_view field;
};
constexpr auto told_apart = std::to_array<Part>({
    {ResultLevel::production, "kind"},
    {ResultLevel::production, "decade"},
    {ResultLevel::album, "albumkind"},
    {ResultLevel::track, "format"},
    {ResultLevel::track, "heard"},
});
constexpr auto lacked = std::to_array<Part>({
    {ResultLevel::album, "film"},
    {ResultLevel::album, "label"},
    {ResultLevel::track, "film"},
    {ResultLevel::track, "cue"},
    {ResultLevel::track, "composer"},
    {ResultLevel::track, "scene"},
    {ResultLevel::track, "mood"},
    {ResultLevel::cue, "album"},
    {ResultLevel::cue, "composer"},
    {ResultLevel::cue, "scene"},
    {ResultLevel::cue, "mood"},
});

/// What is known of all that a query finds.
struct Statistics {
  std::vector<std::size_t> counts;  ///< by level
  PlayingTime time;
  std::vector<Facet> apart;
  std::vector<Facet> lacking;
};

Statistics statistics(Session& session, const QueryNode& query) {
  const auto& index = session.index();
  const auto& archive = session.archive();
  Statistics all;
  for (const auto level : all_levels) all.counts.push_back(index.count(archive, query, level));
  all.time = index.playing_time(archive, query);
  const auto facet = [&](const Part& part) {
    // A cue number need not be known for a track to be tied to a cue.
    const auto what = part.field == "cue" ? Countable{"cue", column::cue, Kind::cue} : countable(part.field).value();
    return index.facet(archive, query, what, part.level);
  };
  for (const auto& part : told_apart) all.apart.push_back(facet(part));
  for (const auto& part : lacked) all.lacking.push_back(facet(part));
  return all;
}

std::string plural(ResultLevel level) {
  return fmt::format("{}s", level_name(level));
}

void print_table(Session& session, const Statistics& all) {
  Table table({{"WHAT", false}, {"VALUE"}, {"COUNT", false, true}});
  for (std::size_t i = 0; i < all_levels.size(); ++i)
    table.add({plural(all_levels[i]), "", std::to_string(all.counts[i])});
  table.add({"playing time", timecode(static_cast<std::int64_t>((all.time.milliseconds + 500) / 1000 * 1000)), ""});
  if (all.time.unknown > 0) table.add({"tracks of unknown length", "", std::to_string(all.time.unknown)});
  for (std::size_t i = 0; i < told_apart.size(); ++i)
    for (const auto& value : all.apart[i].values)
      table.add({fmt::format("{} by {}", plural(told_apart[i].level), told_apart[i].field), value.text,
                 std::to_string(value.count)});
  for (std::size_t i = 0; i < lacked.size(); ++i)
    if (all.lacking[i].found > 0)
      table.add({fmt::format("{} without", plural(lacked[i].level)), std::string(lacked[i].field),
                 std::to_string(all.lacking[i].without)});
  session.out().page();
  table.print(session.out());
}

void print_json(Session& session, const std::string& query, const Statistics& all) {
  JsonWriter json;
  const auto number = [&](std::string_view key, std::size_t value) {
    json.key(key).number(static_cast<std::int64_t>(value));
  };
  const auto begin = [&](const Part& part) {
    json.begin_object().key("level").text(level_name(part.level)).key("field").text(part.field);
  };
  json.begin_object().key("schema").number(1).key("query").text(query);
  for (std::size_t i = 0; i < all_levels.size(); ++i) number(plural(all_levels[i]), all.counts[i]);
  number("duration_ms", all.time.milliseconds);
  number("unknown_length", all.time.unknown);
  json.key("by").begin_array();
  for (std::size_t i = 0; i < told_apart.size(); ++i) {
    begin(told_apart[i]);
    json.key("values").begin_array();
    for (const auto& value : all.apart[i].values) {
      json.begin_object().key("value").text(value.text);
      number("count", value.count);
      json.end_object();
    }
    json.end_array().end_object();
  }
  json.end_array().key("known").begin_array();
  for (std::size_t i = 0; i < lacked.size(); ++i) {
    begin(lacked[i]);
    number("with", all.lacking[i].found - all.lacking[i].without);
    number("without", all.lacking[i].without);
    json.end_object();
  }
  session.out().write(json.end_array().end_object().take() + "\n");
}

}  // namespace

void declare_stats(Options& options) {
  add_switch(options, "json", "one JSON document");
}

int run_stats(Session& session, const Arguments& arguments) {
  const auto asked = ask(session, arguments.query());
  const auto all = statistics(session, *asked.tree);
  if (arguments.has("json"))
    print_json(session, asked.text, all);
  else
    print_table(session, all);
  return 0;
}

}  // namespace cuetheque
