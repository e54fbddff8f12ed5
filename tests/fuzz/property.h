#pragma once
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace cuetheque::fuzz {

/// Ends the program where a property does not hold: what libFuzzer and the replay take for a finding.
inline void demand(bool holds) {
  if (!holds) std::abort();
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace cuetheque::fuzz
