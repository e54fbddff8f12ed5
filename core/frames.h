#pragma once
#include <chrono>
#include <cstdint>
#include <ratio>

namespace cuetheque {

/// CD frames: 1/75 s, the only unit positions inside an audio file are kept in (FORMATS.md B.3). Never milliseconds.
using Frames = std::chrono::duration<std::int64_t, std::ratio<1, 75>>;

/// Milliseconds, rounded down as MPD does, for durations and display.
[[nodiscard]] constexpr std::chrono::milliseconds to_milliseconds(Frames frames) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(frames);
}

/// The frame a file's end lies in: a partial last frame counts, so that nothing is cut off.
[[nodiscard]] constexpr Frames to_frames(std::chrono::milliseconds length) {
  return std::chrono::ceil<Frames>(length);
}

}  // namespace cuetheque
