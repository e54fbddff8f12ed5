#pragma once
#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace cuetheque {

/// The whole number a text is, with nothing before or after; none for anything else.
[[nodiscard]] inline std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t value = 0;
  const auto end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  return error == std::errc{} && stop == end && !text.empty() ? std::optional(value) : std::nullopt;
}

}  // namespace cuetheque
