#include "core/open_ties.h"

#include <algorithm>

#include "core/cue_ties.h"
#include "core/keys.h"
#include "core/links.h"

namespace cuetheque {
namespace {

/// The albums of a film; those of the last one asked for are kept, since the cues of a film follow one another.
class AlbumsOfFilm {
 public:
  explicit AlbumsOfFilm(const Archive& archive) : archive_(archive) {}

  const std::vector<Record>& of(Id film) {
    if (film == film_) return albums_;
    film_ = film;
    albums_.clear();
    for (const auto id : archive_.ids_of(linked_key(film))) {
      auto album = id.kind == Kind::album ? archive_.find(id) : std::nullopt;
      if (album && album->merged_into() == 0) albums_.push_back(std::move(*album));
    }
    return albums_;
  }

 private:
  const Archive& archive_;
  Id film_;
  std::vector<Record> albums_;
};

}  // namespace

std::vector<Id> cues_left_open(const Archive& archive) {
  std::vector<Id> open;
  AlbumsOfFilm albums(archive);
  archive.each(Kind::cue, [&](const Record& cue) {
    const auto is_open = [&](const Record& album) { return !ties_on(cue, album).possible.empty(); };
    const auto films = cue.merged_into() == 0 ? links_to(cue, Kind::production) : std::vector<Link>();
    if (std::ranges::any_of(films, [&](const Link& film) {
          return std::ranges::any_of(albums.of({film.kind(), film.id()}), is_open);
        }))
      open.push_back(id_of(cue));
    return true;
  });
  return open;
}

}  // namespace cuetheque
