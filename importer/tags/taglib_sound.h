#pragma once
#include <algorithm>

#include "importer/tags/tag_sheet.h"

namespace cuetheque {

/// TagLib says -1 or 0 for what it does not know; here that is 0.
[[nodiscard]] constexpr std::uint32_t known(int value) {
  return static_cast<std::uint32_t>(std::max(value, 0));
}

/// What TagLib's properties of any format say about the sound; nothing where it made none.
template <typename Properties>
[[nodiscard]] Sound sound_of(const Properties* properties) {
  if (properties == nullptr) return {};
  Sound sound{known(properties->lengthInMilliseconds()), known(properties->sampleRate()), known(properties->channels()),
              0};
  if constexpr (requires { properties->bitsPerSample(); }) sound.bits = known(properties->bitsPerSample());
  return sound;
}

}  // namespace cuetheque
