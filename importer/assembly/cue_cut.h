#pragma once
#include "core/records.pb.h"
#include "importer/assembly/cue_join.h"

namespace cuetheque {

/// Writes into a track where its CUE file cuts it: INDEX 01 and where it ends, INDEX 00, INDEX 02 and up (in the order
/// of the range's), PREGAP and POSTGAP, FLAGS, and the data tracks it keeps. Which files these lie in is the caller's
/// to say; data in a FILE without audio names it.
void cut_track(Track& track, const CueFile& sheet, const TrackRange& range);

}  // namespace cuetheque
