#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>

#include "cli/commands/all.h"
#include "cli/json_writer.h"
#include "cli/publisher.h"
#include "cli/select.h"
#include "cli/table.h"
#include "cli/times.h"
#include "core/cue_ties.h"
#include "core/error.h"
#include "core/resolve.h"
#include "core/text.h"
#include "core/track_audio.h"

namespace cuetheque {
namespace {

/// Two tracks that hold the same music, or one that the other album has not.
struct Difference {
  const Track* from = nullptr;
  const Track* to = nullptr;
  std::string by;  ///< isrc or title
  std::string_view change;
};

std::string title_of(const Track* track) {
  return track == nullptr ? std::string() : resolve(track->statements(), Field::title).first();
}

/// Longer and shorter as anybody hears it: by more than two seconds, and two in a hundred.
std::string_view change_of(const Record& a, const Track& from, const Record& b, const Track& to,
                           const std::string& by) {
  const auto before = playing_ms(a, from), now = playing_ms(b, to);
  const auto heard = before ? std::max<std::int64_t>(2000, *before / 50) : 0;
  if (before && now && *now > *before + heard) return "longer";
  if (before && now && *now < *before - heard) return "shorter";
  return by == "isrc" || fold(title_of(&from)) == fold(title_of(&to)) ? "same" : "alternate";
}

/// The pairs, the surest first; what is left over is dropped or new. In the order of the first album, then the second.
std::vector<Difference> differences(const Record& a, const Record& b) {
  struct Pair {
    const Track *from, *to;
    CueTie tie;
  };
  std::vector<Pair> pairs;
  for (const auto& track : a.tracks())
    for (auto& tie : alike_on(a, track, b)) pairs.push_back({&track, track_of(b, tie.track), std::move(tie)});
  std::ranges::stable_sort(pairs, std::ranges::greater(), [](const Pair& pair) { return pair.tie.score; });
  std::map<const Track*, Difference> found;
  std::set<const Track*> taken;
  for (auto& [from, to, tie] : pairs)
    if (!found.contains(from) && taken.insert(to).second)
      found.emplace(from, Difference{from, to, tie.how, change_of(a, *from, b, *to, tie.how)});
  std::vector<Difference> all;
  for (const auto& track : a.tracks()) {
    const auto pair = found.find(&track);
    all.push_back(pair != found.end() ? pair->second : Difference{&track, nullptr, "", "dropped"});
  }
  for (const auto& track : b.tracks())
    if (!taken.contains(&track)) all.push_back({nullptr, &track, "", "new"});
  return all;
}

Record album_named(Session& session, const Publisher& publisher, const std::string& word) {
  const auto ids = select(session, ask(session, word), ResultLevel::album);
  if (ids.size() != 1)
    throw Error(Cause::usage, fmt::format("{} is {}, not one", shown(word), counted(ids.size(), "album")), "diff",
                "an id, or a query that finds one album");
  auto record = publisher.record(ids.front());
  if (!record) throw no_such_record(ids.front());
  return std::move(*record);
}

std::string length_of(const Record& album, const Track* track) {
  const auto ms = track == nullptr ? std::nullopt : playing_ms(album, *track);
  return ms ? minutes_text((*ms + 500) / 1000) : std::string();
}

std::string place_of(const Track* track) {
  if (track == nullptr || track->position() == 0) return {};
  return track->disc() > 1 ? fmt::format("{}.{}", track->disc(), track->position())
                           : fmt::format("{}{}", track->side(), track->position());
}

void write_side(JsonWriter& json, std::string_view key, const Record& album, const Track* track) {
  if (track == nullptr) return;
  json.key(key).begin_object().key("id").text(to_string({Kind::track, track->id()})).key("title").text(title_of(track));
  if (const auto ms = playing_ms(album, *track)) json.key("duration_ms").number(*ms);
  json.end_object();
}

std::string json_of(const Publisher& publisher, const Record& a, const Record& b, const std::vector<Difference>& all) {
  JsonWriter json;
  json.begin_object().key("schema").number(1).key("albums").begin_array();
  write_json(json, publisher.album_head(a));
  write_json(json, publisher.album_head(b));
  json.end_array().key("tracks").begin_array();
  for (const auto& one : all) {
    json.begin_object().key("change").text(one.change);
    if (!one.by.empty()) json.key("by").text(one.by);
    write_side(json, "from", a, one.from);
    write_side(json, "to", b, one.to);
    json.end_object();
  }
  return json.end_array().end_object().take() + "\n";
}

void print(Session& session, const Record& a, const Record& b, const std::vector<Difference>& all) {
  Table table({{"CHANGE", false},
               {"NO", false, true},
               {"FIRST"},
               {"LENGTH", false, true},
               {"NO", false, true},
               {"SECOND"},
               {"LENGTH", false, true}});
  for (const auto& one : all)
    table.add({std::string(one.change), place_of(one.from), title_of(one.from), length_of(a, one.from),
               place_of(one.to), title_of(one.to), length_of(b, one.to)});
  session.out().page();
  table.print(session.out());
}

}  // namespace

void declare_diff(Options& options) {
  add_switch(options, "json", "one JSON document");
}

int run_diff(Session& session, const Arguments& arguments) {
  const auto words = arguments.all_words();
  const Publisher publisher(session.archive());
  const auto a = album_named(session, publisher, words.at(0)), b = album_named(session, publisher, words.at(1));
  const auto all = differences(a, b);
  if (arguments.has("json"))
    session.out().write(json_of(publisher, a, b, all));
  else
    print(session, a, b, all);
  return std::ranges::all_of(all, [](const Difference& one) { return one.change == "same"; }) ? 0 : 1;
}

}  // namespace cuetheque
