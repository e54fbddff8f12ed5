#pragma once
#include "core/records.pb.h"
#include "importer/assembly/cue_join.h"

namespace cuetheque {

/// Writes into a track where its CUE file cuts it: INDEX 01 and where it ends, INDEX 00, INDEX 02 and up, PREGAP and
/// POSTGAP, FLAGS. Which files these lie in is the caller's to say.
void cut_track(Track& track, const CueFile& sheet, const TrackRange& range);

}  // namespace cuetheque
