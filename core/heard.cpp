#include "core/heard.h"

#include <algorithm>

#include "core/resolve.h"

namespace cuetheque {

Heard heard(const Record& album, const Track& track, std::optional<Source> tie) {
  const auto stated = resolve(track.statements(), Field::heard);
  if (!stated.empty()) return {stated.first() == "yes", stated.guess};
  if (tie) return {true, *tie <= Source::path};
  const auto kinds = resolve(album.statements(), Field::albumkind);
  const bool inspired_only = !kinds.empty() && std::ranges::all_of(kinds.values, [](const std::string& kind) {
    return kind == "inspired-by" || kind == "compilation";
  });
  const bool inspired = std::ranges::find(kinds.values, "inspired-by") != kinds.values.end();
  if (inspired && inspired_only) return {false, kinds.guess};
  return {};
}

}  // namespace cuetheque
