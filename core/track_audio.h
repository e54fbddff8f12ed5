#pragma once
#include <cstdint>
#include <optional>

#include "core/records.pb.h"

namespace cuetheque {

/// The audio file of a track of this album, or null.
[[nodiscard]] const AudioFile* file_of(const Record& album, const Track& track);

/// How long a track of this album plays, in milliseconds, always more than 0: its range of the audio, else its file,
/// and what of it lies in later files; else what a catalogue states; none where nobody knows.
[[nodiscard]] std::optional<std::int64_t> playing_ms(const Record& album, const Track& track);

/// Takes away where the track's audio lies, and how a CUE file cuts it.
void clear_audio(Track& track);

}  // namespace cuetheque
