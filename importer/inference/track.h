#pragma once
#include <string_view>
#include <vector>

#include "importer/inference/inference.h"
#include "importer/inference/rules.h"

namespace cuetheque {

/// The rules that speak in a track's title, in the order of their words: of each run of words the longest.
[[nodiscard]] std::vector<const TrackRule*> rules_of_track(std::string_view title, FilmMusic album);

}  // namespace cuetheque
