#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/draft.h"
#include "importer/assembly/said.h"
#include "importer/inference/inference.h"

namespace cuetheque {

/// Every genre that a track of an album being assembled has, each once, joined.
[[nodiscard]] std::string genres_of(const Record& album);

/// States what the titles of the tracks let guess of scene, mood, usage and hearing.
void guess_tracks(Record& album, FilmMusic film_music, Origins& origins);

/// "Vertigo (1958)" is the folder of a film, and 1958 its year.
void date_by_folder(std::vector<ProductionDraft>& productions, std::string_view folder);

}  // namespace cuetheque
