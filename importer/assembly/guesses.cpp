#include "importer/assembly/guesses.h"

#include <set>

#include "core/paths.h"
#include "core/resolve.h"
#include "core/text.h"
#include "importer/assembly/path_titles.h"

namespace cuetheque {
namespace {

void guess_track(Track& track, FilmMusic film_music, Origins& origins) {
  const auto guess = infer_track(resolve(track.statements(), Field::title).first(), film_music);
  const auto add = [&](Field field, const std::vector<std::string>& values) {
    if (!values.empty())
      say(*track.mutable_statements(), statement_of(field, values, cuetheque::inferred), origins.rule("track titles"));
  };
  add(Field::scene, guess.scenes);
  add(Field::mood, guess.moods);
  add(Field::usage, guess.usages);
  if (!guess.heard.empty()) add(Field::heard, {guess.heard});
}

}  // namespace

std::string genres_of(const Record& album) {
  std::set<std::string> all;
  for (const auto& track : album.tracks())
    for (const auto& genre : resolve(track.statements(), Field::genre).values) all.insert(genre);
  std::string joined;
  for (const auto& genre : all) joined += (joined.empty() ? "" : "; ") + genre;
  return joined;
}

void guess_tracks(Record& album, FilmMusic film_music, Origins& origins) {
  for (auto& track : *album.mutable_tracks()) guess_track(track, film_music, origins);
}

void date_by_folder(std::vector<ProductionDraft>& productions, std::string_view folder) {
  const auto said = title_of_folder(name_of(folder));
  if (said.year.empty()) return;
  for (auto& production : productions)
    if (production.year.empty() && fold(production.title) == fold(said.title)) production.year = said.year;
}

}  // namespace cuetheque
