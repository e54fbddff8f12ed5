#include "cli/publisher.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <fmt/format.h>
#include <set>

#include "cli/guesses.h"
#include "cli/numbers.h"
#include "cli/stated_facts.h"
#include "core/heard.h"
#include "core/keys.h"
#include "core/links.h"
#include "core/text.h"
#include "core/track_audio.h"
#include "importer/cue_sheets/timecode.h"

namespace cuetheque {
namespace {

constexpr auto album_keys = std::to_array<Field>({Field::album, Field::albumkind, Field::albumartist, Field::label,
                                                  Field::catalognumber, Field::barcode, Field::date});
constexpr auto production_keys = std::to_array<Field>({Field::film, Field::kind, Field::year});
constexpr auto track_keys = std::to_array<Field>(
    {Field::title, Field::artist, Field::composer, Field::isrc, Field::genre, Field::mood, Field::scene});
constexpr auto cue_keys = std::to_array<Field>({Field::cue, Field::title});
constexpr auto name_keys = std::to_array<Field>({Field::name, Field::alias});

std::string summary_of(const Record& record, Field field) {
  return resolve(record.statements(), field).first();
}

View party_view(const Party& party) {
  View view;
  add_text(view, "role", party.role());
  add_text(view, "name", party.name());
  add_text(view, "ipi", party.ipi());
  add_text(view, "society", party.society());
  add_text(view, "share", party.share());
  if (party.name_id() != 0) add_text(view, "name_id", to_string({Kind::name, party.name_id()}));
  return view;
}

void add_timing(View& view, const CueTiming& timing) {
  if (timing.has_in_ms()) add_text(view, "tc_in", timecode(timing.in_ms()));
  if (timing.has_out_ms()) add_text(view, "tc_out", timecode(timing.out_ms()));
  if (timing.has_duration_ms()) add_number(view, "duration_ms", timing.duration_ms());
}

std::optional<Link> first_link(const Record& record, Kind kind) {
  const auto links = links_to(record, kind);
  return links.empty() ? std::nullopt : std::optional(links.front());
}

View tie_view(const Link& link) {
  View view;
  add_text(view, "track", to_string({Kind::track, link.id()}));
  add_text(view, "how", link.source() == curator ? "curator" : link.how());
  if (link.score() != 0) add_number(view, "score", link.score());
  return view;
}

}  // namespace

Publisher::Publisher(const Archive& archive) : archive_(&archive) {
  for (const auto& root : archive.roots()) mounts_[root.name()] = root.mount();
}

View Publisher::album(const Record& album) const {
  return album_of(album, true);
}

View Publisher::album_head(const Record& album) const {
  return album_of(album, false);
}

View Publisher::album_of(const Record& album, bool whole) const {
  View view;
  add_text(view, "id", to_string(id_of(album)));
  StatedFacts facts{album.statements(), view, {}};
  facts.add_all(album_keys, on_album);
  std::vector<View> productions;
  bool guess = false;
  for (const auto& link : links_to(album, Kind::production)) {
    guess |= link.source() <= Source::path;
    if (const auto found = record({Kind::production, link.id()})) productions.push_back(production_of(*found, &link));
  }
  add_objects(view, "productions", std::move(productions));
  if (whole) {
    std::vector<View> tracks;
    for (const auto& track : album.tracks()) tracks.push_back(track_alone(album, track));
    add_objects(view, "tracks", std::move(tracks));
    add_objects(view, "cues", cues_of(album));
    add_objects(view, "pictures", pictures_on(album));
  } else {
    add_number(view, "track_count", album.tracks_size());
  }
  add_list(view, "guess", std::move(facts.guess));
  if (guess) add_guess(view, "film");
  return view;
}

View Publisher::production_of(const Record& production, const Link* link) const {
  View view;
  add_text(view, "id", to_string(id_of(production)));
  StatedFacts facts{production.statements(), view, {}};
  for (const auto field : production_keys) facts.add(field);
  if (link && !link->how().empty()) {
    add_text(view, "how", link->how());
    if (link->source() <= Source::path) facts.guess.emplace_back("how");
  }
  facts.add_rest(production_keys, on_production);
  add_list(view, "guess", std::move(facts.guess));
  return view;
}

View Publisher::production(const Record& production) const {
  auto view = production_of(production, nullptr);
  std::vector<View> albums;
  for (const auto& album : linking(id_of(production), Kind::album)) {
    View entry;
    add_text(entry, "id", to_string(id_of(album)));
    add_text(entry, "album", summary_of(album, Field::album));
    add_text(entry, "date", summary_of(album, Field::date));
    for (const auto& link : links_to(album, Kind::production))
      if (link.id() == production.id()) add_text(entry, "how", link.how());
    albums.push_back(std::move(entry));
  }
  add_objects(view, "albums", std::move(albums));
  std::vector<View> cues;
  for (const auto& cue : linking(id_of(production), Kind::cue)) cues.push_back(cue_alone(cue));
  add_objects(view, "cues", std::move(cues));
  return view;
}

View Publisher::track_alone(const Record& album, const Track& track) const {
  View view;
  add_text(view, "id", to_string({Kind::track, track.id()}));
  if (track.disc() != 0) add_number(view, "disc", track.disc());
  if (track.position() != 0) add_number(view, "track", track.position());
  add_text(view, "side", track.side());
  StatedFacts facts{track.statements(), view, {}};
  facts.add_all(track_keys, on_track);
  add_place(view, album, track);
  const auto answer = heard(album, track, tie_of(track.id()));
  if (answer.answer) add_text(view, row_of(Field::heard).name, *answer.answer ? "yes" : "no");
  if (answer.answer && answer.guess) facts.guess.emplace_back(row_of(Field::heard).name);
  add_list(view, "guess", std::move(facts.guess));
  return view;
}

std::optional<Source> Publisher::tie_of(std::uint64_t track) const {
  std::optional<Source> surest;
  for (const auto& cue : linking({Kind::track, track}, Kind::cue))
    for (const auto& link : links_to(cue, Kind::track))
      if (link.id() == track) surest = std::max(surest, std::optional(link.source()));
  return surest;
}

View Publisher::track(const Record& album, const Track& track) const {
  auto view = track_alone(album, track);
  add_text(view, "album", summary_of(album, Field::album));
  add_text(view, "album_id", to_string(id_of(album)));
  // On an album of several films only a cue tells which one a track is from.
  if (links_to(album, Kind::production).size() == 1) {
    add_film(view, album);
  } else if (const auto cues = linking({Kind::track, track.id()}, Kind::cue); !cues.empty()) {
    add_film(view, cues.front());
  }
  return view;
}

void Publisher::add_film(View& view, const Record& linked) const {
  const auto link = first_link(linked, Kind::production);
  const auto production = link ? record({Kind::production, link->id()}) : std::nullopt;
  if (!production) return;
  const auto film = resolve(production->statements(), Field::film),
             year = resolve(production->statements(), Field::year);
  add_text(view, "film", film.first());
  add_text(view, "film_id", to_string(id_of(*production)));
  if (const auto number = whole_number(year.first())) add_number(view, "film_year", *number);
  if (film.guess || link->source() <= Source::path) add_guess(view, "film");
  if (year.guess) add_guess(view, "film_year");
}

View Publisher::cue_alone(const Record& record) const {
  View view;
  add_text(view, "id", to_string(id_of(record)));
  if (const auto link = first_link(record, Kind::production))
    add_text(view, "production", to_string({Kind::production, link->id()}));
  StatedFacts facts{record.statements(), view, {}};
  for (const auto field : cue_keys) facts.add(field);
  add_timing(view, record.timing());
  facts.add_rest(cue_keys, on_cue);
  std::vector<std::string> tracks;
  std::vector<View> ties;
  for (const auto& link : links_to(record, Kind::track)) {
    tracks.push_back(to_string({Kind::track, link.id()}));
    ties.push_back(tie_view(link));
  }
  add_list(view, "tracks", std::move(tracks));
  add_objects(view, "ties", std::move(ties));
  std::vector<View> parties;
  for (const auto& party : record.parties()) parties.push_back(party_view(party));
  add_objects(view, "parties", std::move(parties));
  add_list(view, "guess", std::move(facts.guess));
  return view;
}

View Publisher::cue(const Record& record) const {
  auto view = cue_alone(record);
  if (const auto link = first_link(record, Kind::track))
    if (const auto album = this->record({Kind::track, link->id()})) {
      add_text(view, "album", summary_of(*album, Field::album));
      add_text(view, "album_id", to_string(id_of(*album)));
    }
  add_film(view, record);
  return view;
}

View Publisher::name(const Record& record) const {
  View view;
  add_text(view, "id", to_string(id_of(record)));
  StatedFacts facts{record.statements(), view, {}};
  facts.add_all(name_keys, on_name);
  add_list(view, "guess", std::move(facts.guess));
  return view;
}

std::vector<View> Publisher::cues_of(const Record& album) const {
  std::set<Id> ids;
  for (const auto& track : album.tracks())
    for (const auto id : archive_->ids_of(linked_key({Kind::track, track.id()})))
      if (id.kind == Kind::cue) ids.insert(id);
  std::vector<View> cues;
  for (const auto id : ids)
    if (const auto found = record(id)) cues.push_back(cue_alone(*found));
  return cues;
}

std::string timecode(std::int64_t ms) {
  return clock_text(std::chrono::milliseconds(ms));
}

}  // namespace cuetheque
