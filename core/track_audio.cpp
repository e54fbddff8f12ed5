#include "core/track_audio.h"

#include <charconv>

#include "core/frames.h"
#include "core/resolve.h"

namespace cuetheque {
namespace {

std::optional<std::int64_t> known(std::int64_t ms) {
  return ms > 0 ? std::optional(ms) : std::nullopt;
}

std::optional<std::int64_t> stated_ms(const Track& track) {
  const auto text = resolve(track.statements(), Field::playingtime).first();
  std::int64_t ms = 0;
  std::from_chars(text.data(), text.data() + text.size(), ms);
  return known(ms);
}

}  // namespace

const AudioFile* file_of(const Record& album, const Track& track) {
  const bool known = track.has_file() && track.file() < static_cast<std::uint32_t>(album.files_size());
  return known ? &album.files(static_cast<int>(track.file())) : nullptr;
}

std::optional<std::int64_t> playing_ms(const Record& album, const Track& track) {
  const Frames start{track.start_frames()};
  if (track.has_end_frames()) return known(to_milliseconds(Frames{track.end_frames()} - start).count());
  const auto* file = file_of(album, track);
  const auto whole = file != nullptr ? static_cast<std::int64_t>(file->duration_ms()) : 0;
  if (whole == 0) return stated_ms(track);
  return known(whole - to_milliseconds(start).count());
}

}  // namespace cuetheque
