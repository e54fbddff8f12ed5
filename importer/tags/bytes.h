#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace cuetheque {

/// Little- and big-endian numbers in untrusted bytes. Bytes past the end read as 0: a parser checks what it got, not
/// whether it may look.
[[nodiscard]] constexpr std::uint8_t byte_at(std::string_view data, std::size_t at) {
  return at < data.size() ? static_cast<std::uint8_t>(data[at]) : std::uint8_t{0};
}

[[nodiscard]] constexpr std::uint64_t big(std::string_view data, std::size_t at, std::size_t length) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < length; ++i) value = value << 8U | byte_at(data, at + i);
  return value;
}

[[nodiscard]] constexpr std::uint64_t little(std::string_view data, std::size_t at, std::size_t length) {
  std::uint64_t value = 0;
  for (std::size_t i = length; i > 0; --i) value = value << 8U | byte_at(data, at + i - 1);
  return value;
}

[[nodiscard]] constexpr std::uint16_t big16(std::string_view d, std::size_t at) {
  return static_cast<std::uint16_t>(big(d, at, 2));
}
[[nodiscard]] constexpr std::uint32_t big32(std::string_view d, std::size_t at) {
  return static_cast<std::uint32_t>(big(d, at, 4));
}
[[nodiscard]] constexpr std::uint64_t big64(std::string_view d, std::size_t at) {
  return big(d, at, 8);
}
[[nodiscard]] constexpr std::uint16_t little16(std::string_view d, std::size_t at) {
  return static_cast<std::uint16_t>(little(d, at, 2));
}
[[nodiscard]] constexpr std::uint32_t little32(std::string_view d, std::size_t at) {
  return static_cast<std::uint32_t>(little(d, at, 4));
}
[[nodiscard]] constexpr std::uint64_t little64(std::string_view d, std::size_t at) {
  return little(d, at, 8);
}

/// Four bytes of seven bits each, as ID3v2 writes sizes.
[[nodiscard]] constexpr std::uint32_t synchsafe(std::string_view data, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 7U | (byte_at(data, at + i) & 0x7FU);
  return value;
}

/// Milliseconds of so many samples; 0 where the rate is unknown or the count is no possible length (over 1,000 hours).
[[nodiscard]] constexpr std::uint64_t milliseconds(std::uint64_t samples, std::uint64_t rate) {
  constexpr std::uint64_t longest = 3'600'000'000ULL;
  if (rate == 0) return 0;
  const auto seconds = samples / rate;
  if (seconds > longest / 1000) return 0;
  return seconds * 1000 + (samples % rate * 1000 + rate / 2) / rate;
}

}  // namespace cuetheque
