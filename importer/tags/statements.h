#pragma once
#include <vector>

#include "core/records.pb.h"
#include "importer/reading.pb.h"

namespace cuetheque {

/// What the tags of one file state, by the level of the record each statement belongs to. Statements carry source
/// `tags` and no origin: the caller knows which file it was.
struct TagStatements {
  std::vector<Statement> production, album, track;
};

/// Turns neutral tags into statements by the field table: the strongest key of a field speaks, weaker ones only where
/// it is silent. Terms become vocabulary ids, dates keep their precision (FORMATS.md A.4), codes stay as written. What
/// lies on production and track is the track's. GAME and SHOW name a production and say its kind. Track and disc
/// numbers stay in the reading. Pure.
[[nodiscard]] TagStatements statements_of(const Reading& reading);

}  // namespace cuetheque
