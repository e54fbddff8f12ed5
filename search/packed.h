#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cuetheque {

/// Numbers as the index's metadata keep them: seven bits a byte, lowest first, the eighth bit where more follow.
inline void add_packed(std::string& bytes, std::uint64_t number) {
  for (; number >= 0x80U; number >>= 7U) bytes += static_cast<char>((number & 0x7fU) | 0x80U);
  bytes += static_cast<char>(number);
}

/// Takes one off the front; none at the end and where the bytes are damaged.
inline std::optional<std::uint64_t> take_packed(std::string_view& bytes) {
  std::uint64_t number = 0;
  for (std::size_t at = 0; at < bytes.size() && at < 10; ++at) {
    const auto byte = static_cast<std::uint8_t>(bytes[at]);
    number |= static_cast<std::uint64_t>(byte & 0x7fU) << (7 * at);
    if (byte >= 0x80U) continue;
    bytes.remove_prefix(at + 1);
    return number;
  }
  return std::nullopt;
}

}  // namespace cuetheque
