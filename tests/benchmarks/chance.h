#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <string_view>

namespace cuetheque {

/// Random choices that are the same everywhere: the standard's distributions may differ between libraries, its engine
/// may not.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : engine_(seed) {}

  std::uint64_t bits() { return engine_(); }
  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(engine_() % limit); }
  bool one_in(std::size_t chances) { return below(chances) == 0; }
  /// Few are frequent, most are rare: log-uniform ranks.
  std::string_view zipf(std::span<const std::string_view> words) {
    const double share = static_cast<double>(engine_() >> 11U) * 0x1.0p-53;
    const auto rank = static_cast<std::size_t>(std::pow(static_cast<double>(words.size()) + 1.0, share)) - 1;
    return words[std::min(rank, words.size() - 1)];
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace cuetheque
