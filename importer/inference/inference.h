#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/draft.h"

namespace cuetheque {

/// Whether an album holds film music, as far as its title and genre tell: one of genre Rock whose title says nothing
/// holds songs.
enum class FilmMusic { said, unknown, denied };

/// What an album's title says about the album, by the rules in data/inference/album-titles.tsv. Everything here is a
/// guess (Source inferred); an album that does not say that it is a soundtrack gives nothing.
struct InferredAlbum {
  std::vector<ProductionDraft>
      productions;  ///< title, and kind, year and how where the title says them; source is `inferred`
  std::vector<std::string> albumkinds;    ///< ids of the vocabulary
  std::string title_without_designation;  ///< "Vertigo" of "Vertigo (Original Motion Picture Soundtrack)"; else the
                                          ///< title, trimmed
  FilmMusic film_music = FilmMusic::unknown;
};
/// `genre` (as the tags say, several joined by anything) may license what the title alone would not: "Vertigo" of genre
/// Soundtrack.
[[nodiscard]] InferredAlbum infer_album(std::string_view album_title, std::string_view genre);

/// What a track's title says, by data/inference/track-titles.tsv: ids of the vocabularies, each once, in the order of
/// the title. Among songs only the rules speak that are sure anywhere ("Main Title").
struct InferredTrack {
  std::vector<std::string> scenes;
  std::vector<std::string> moods;
  std::vector<std::string> usages;
  std::string heard;  ///< in the production: yes, no, or empty
};
[[nodiscard]] InferredTrack infer_track(std::string_view track_title, FilmMusic album);

}  // namespace cuetheque
