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

std::optional<std::int64_t> length_of(const AudioFile* file) {
  return file == nullptr ? std::nullopt : known(static_cast<std::int64_t>(file->duration_ms()));
}

const AudioFile* file_at(const Record& album, std::uint32_t index) {
  return index < static_cast<std::uint32_t>(album.files_size()) ? &album.files(static_cast<int>(index)) : nullptr;
}

/// What of a track lies in the later files that its further indexes name: each from its beginning, none where the
/// length of one is not known.
std::optional<std::int64_t> continued_ms(const Record& album, const Track& track) {
  std::int64_t sum = 0;
  auto counted = track.file();
  for (const auto& index : track.indexes()) {
    if (!index.has_file() || index.file() == counted) continue;
    counted = index.file();
    const auto length = index.has_end_frames() ? known(to_milliseconds(Frames{index.end_frames()}).count())
                                               : length_of(file_at(album, counted));
    if (!length) return std::nullopt;
    sum += *length;
  }
  return sum;
}

}  // namespace

const AudioFile* file_of(const Record& album, const Track& track) {
  return track.has_file() ? file_at(album, track.file()) : nullptr;
}

std::optional<std::int64_t> playing_ms(const Record& album, const Track& track) {
  const Frames start{track.start_frames()};
  if (track.has_end_frames()) return known(to_milliseconds(Frames{track.end_frames()} - start).count());
  const auto whole = length_of(file_of(album, track));
  const auto continued = continued_ms(album, track);
  if (!whole || !continued) return stated_ms(track);
  return known(*whole - to_milliseconds(start).count() + *continued);
}

void clear_audio(Track& track) {
  track.clear_file();
  track.clear_sheet();
  track.clear_start_frames();
  track.clear_end_frames();
  track.clear_pregap_frames();
  track.clear_pregap_file();
  track.clear_silence_before_frames();
  track.clear_silence_after_frames();
  track.clear_indexes();
  track.clear_flags();
  track.clear_data();
}

}  // namespace cuetheque
