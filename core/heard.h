#pragma once
#include <optional>

#include "core/records.pb.h"

namespace cuetheque {

/// Whether a track is heard in the production its album goes with. Unknown is not no: a score album without a cue sheet
/// says nothing.
struct Heard {
  std::optional<bool> answer;
  bool guess = false;
};

/// What is stated wins. A track tied to a cue is heard (`tie` is the source of that link; a tie by title alone is a
/// guess). A track of an album that is only "inspired by" is not, since that is what the kind means (FORMATS.md G.4).
[[nodiscard]] Heard heard(const Record& album, const Track& track, std::optional<Source> tie);

}  // namespace cuetheque
