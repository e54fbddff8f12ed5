#pragma once
#include <optional>
#include <vector>

#include "core/records.pb.h"

namespace cuetheque {

/// Whether a track is only stated by a catalogue: it has no audio, and no CUE file says that it should.
[[nodiscard]] inline bool is_catalogued(const Track& track) {
  return !track.has_file() && !track.has_sheet();
}

/// Which stored track each draft track is, as an index into the record's tracks; none where it is new. By its audio
/// first, then by its place on the album, last by its MusicBrainz ids; the latter two also between audio and what a
/// catalogue states. The drafts point to the record's own files and origins.
[[nodiscard]] std::vector<std::optional<int>> match_tracks(const Record& stored, const std::vector<Track>& drafts);

}  // namespace cuetheque
