#include "core/lengths.h"

#include "core/frames.h"

namespace cuetheque {

std::optional<std::int64_t> length_of(const Record& album, const Track& track) {
  const bool has_file = track.has_file() && track.file() < static_cast<std::uint32_t>(album.files_size());
  const auto whole =
      has_file ? static_cast<std::int64_t>(album.files(static_cast<int>(track.file())).duration_ms()) : 0;
  const Frames start(track.start_frames());
  const auto length = track.has_end_frames() ? to_milliseconds(Frames(track.end_frames()) - start).count()
                      : whole > 0            ? whole - to_milliseconds(start).count()
                                             : 0;
  return length > 0 ? std::optional(length) : std::nullopt;
}

}  // namespace cuetheque
