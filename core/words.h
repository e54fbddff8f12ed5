#pragma once
#include <algorithm>
#include <string_view>

/// Cells of our tables that hold several words, separated by single spaces: aliases, extensions, choices.
namespace cuetheque {

template <typename Visit>
constexpr void each_word(std::string_view words, Visit visit) {
  while (!words.empty()) {
    const auto end = std::min(words.find(' '), words.size());
    visit(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
}

[[nodiscard]] constexpr bool has_word(std::string_view words, std::string_view wanted) {
  bool found = false;
  each_word(words, [&](std::string_view word) { found |= word == wanted; });
  return found;
}

}  // namespace cuetheque
