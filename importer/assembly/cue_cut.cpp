#include "importer/assembly/cue_cut.h"

namespace cuetheque {
namespace {

/// PREGAP, POSTGAP and FLAGS, which every track may have.
template <typename Kept>
void keep_silence_and_flags(Kept& kept, const CueFile::Track& said) {
  if (said.pregap) kept.set_silence_before_frames(said.pregap->count());
  if (said.postgap) kept.set_silence_after_frames(said.postgap->count());
  for (const auto& flag : said.flags) kept.add_flags(flag);
}

void keep_index(SubIndex& kept, unsigned number, Frames at) {
  kept.set_number(number);
  kept.set_frames(at.count());
}

void keep_data(Track& track, const CueFile& sheet, const TrackRange& range, const DataPlace& place) {
  const auto& said = sheet.tracks[place.track];
  auto& data = *track.add_data();
  data.set_number(said.number);
  data.set_mode(said.mode);
  data.set_before(place.before);
  data.set_title(said.title);
  keep_silence_and_flags(data, said);
  if (sheet.files[place.file].name != sheet.files[range.file].name) {
    data.set_file(sheet.files[place.file].name);
    data.set_file_type(sheet.files[place.file].type);
  }
  for (const auto& index : said.indices)
    if (index.file == place.file)
      keep_index(*data.add_indexes(), index.number, index.at);
    else if (index.number == 0 && index.file == range.file)
      data.set_pregap_beside(index.at.count());
}

}  // namespace

void cut_track(Track& track, const CueFile& sheet, const TrackRange& range) {
  if (range.start) track.set_start_frames(range.start->count());
  if (range.end) track.set_end_frames(range.end->count());
  if (range.pregap) track.set_pregap_frames(range.pregap->count());
  // What is hidden before the first track is not that track.
  if (range.hidden) return;
  keep_silence_and_flags(track, sheet.tracks[range.track]);
  for (const auto& further : range.further) {
    auto& kept = *track.add_indexes();
    keep_index(kept, further.number, further.at);
    if (further.end) kept.set_end_frames(further.end->count());
  }
  for (const auto& place : data_beside(sheet, range.track)) keep_data(track, sheet, range, place);
}

}  // namespace cuetheque
