#pragma once
#include <cstddef>
#include <cstdint>
#include <random>

namespace cuetheque {

/// Chance that falls alike on every machine: the standard's distributions do not.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}

  /// 0 … sides - 1
  std::size_t roll(std::size_t sides) { return static_cast<std::size_t>(engine_() % sides); }
  bool chance(std::size_t percent) { return roll(100) < percent; }
  template <typename List>
  const auto& pick(const List& list) {
    return list[roll(list.size())];
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace cuetheque
