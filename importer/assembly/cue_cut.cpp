#include "importer/assembly/cue_cut.h"

namespace cuetheque {

void cut_track(Track& track, const CueFile& sheet, const TrackRange& range) {
  if (range.start) track.set_start_frames(range.start->count());
  if (range.end) track.set_end_frames(range.end->count());
  if (range.pregap) track.set_pregap_frames(range.pregap->count());
  // What is hidden before the first track is not that track.
  if (range.hidden) return;
  const auto& said = sheet.tracks[range.track];
  if (said.pregap) track.set_silence_before_frames(said.pregap->count());
  if (said.postgap) track.set_silence_after_frames(said.postgap->count());
  for (const auto& flag : said.flags) track.add_flags(flag);
  for (const auto& index : said.indices) {
    if (index.number < 2 || index.file != range.file) continue;
    auto& further = *track.add_indexes();
    further.set_number(index.number);
    further.set_frames(index.at.count());
  }
}

}  // namespace cuetheque
