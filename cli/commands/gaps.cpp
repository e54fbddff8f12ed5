#include <fmt/format.h>

#include "cli/commands/all.h"
#include "cli/json_writer.h"
#include "cli/numbers.h"
#include "cli/publisher.h"
#include "cli/select.h"
#include "cli/table.h"
#include "core/links.h"

namespace cuetheque {
namespace {

/// What of a film's music is on no album, and what of its albums is no cue of it.
struct Gaps {
  View film;
  std::vector<View> cues;
  std::vector<View> tracks;
  bool known = false;  ///< there are cues: without them nothing can be said
};

Gaps gaps_of(const Publisher& publisher, const Record& film) {
  Gaps gaps{publisher.production(film), {}, {}, false};
  for (const auto& cue : publisher.linking(id_of(film), Kind::cue)) {
    gaps.known = true;
    if (links_to(cue, Kind::track).empty()) gaps.cues.push_back(publisher.cue(cue));
  }
  if (!gaps.known) return gaps;
  for (const auto& album : publisher.linking(id_of(film), Kind::album)) {
    // On an album of several films nothing but a cue tells which one a track is from.
    if (links_to(album, Kind::production).size() != 1) continue;
    for (const auto& track : album.tracks())
      if (!publisher.tie_of(track.id())) gaps.tracks.push_back(publisher.track(album, track));
  }
  return gaps;
}

void write_all(JsonWriter& json, std::string_view key, const std::vector<View>& views) {
  json.key(key).begin_array();
  for (const auto& view : views) write_json(json, view);
  json.end_array();
}

std::string json_of(const std::vector<Gaps>& films) {
  JsonWriter json;
  json.begin_object().key("schema").number(1).key("films").begin_array();
  for (const auto& gaps : films) {
    json.begin_object();
    json.key("id").text(joined(gaps.film, "id")).key("film").text(joined(gaps.film, "film"));
    if (const auto year = whole_number(joined(gaps.film, "year"))) json.key("year").number(*year);
    json.key("cues_known").flag(gaps.known);
    write_all(json, "unreleased", gaps.cues);
    write_all(json, "no_cue", gaps.tracks);
    json.end_object();
  }
  return json.end_array().end_object().take() + "\n";
}

void print(Session& session, const std::vector<Gaps>& films) {
  Table table({{"FILM"}, {"WHAT", false}, {"ID", false}, {"CUE", false}, {"TITLE"}, {"ALBUM"}});
  for (const auto& gaps : films) {
    const auto film = joined(gaps.film, "film");
    for (const auto& cue : gaps.cues)
      table.add({film, "on no album", joined(cue, "id"), joined(cue, "cue"), joined(cue, "title"), ""});
    for (const auto& track : gaps.tracks)
      table.add({film, "no cue", joined(track, "id"), "", joined(track, "title"), joined(track, "album")});
    if (!gaps.known) session.say(fmt::format("{}: no cue of it is known, so that nothing can be missed", film));
  }
  session.out().page();
  table.print(session.out());
}

}  // namespace

void declare_gaps(Options& options) {
  add_switch(options, "json", "one JSON document");
}

int run_gaps(Session& session, const Arguments& arguments) {
  const auto asked = ask(session, arguments.query());
  const auto ids = select(session, asked, ResultLevel::production);
  const Publisher publisher(session.archive());
  std::vector<Gaps> films;
  for (const auto id : ids)
    if (const auto film = publisher.record(id)) films.push_back(gaps_of(publisher, *film));
  if (arguments.has("json"))
    session.out().write(json_of(films));
  else
    print(session, films);
  if (films.empty()) session.say("nothing found");
  return 0;
}

}  // namespace cuetheque
