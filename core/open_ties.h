#pragma once
#include <vector>

#include "core/archive.h"

namespace cuetheque {

/// The cues that several tracks of an album of their film may be, or that none surely is (cue_ties.h), in ascending
/// order: what is left for a person to decide with `link` and `unlink`. It is asked of the archive each time, for it
/// hangs on albums, cues and links together.
[[nodiscard]] std::vector<Id> cues_left_open(const Archive& archive);

}  // namespace cuetheque
