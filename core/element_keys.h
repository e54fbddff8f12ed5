#pragma once
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "core/store_keys.h"

namespace cuetheque {

/// The letter every element key of a kind begins with; for ever. Small letters: of a track, whose own key (12 bytes,
/// without its letter) comes next.
namespace element {
inline constexpr std::string_view header = "H";
inline constexpr std::string_view merged_into = "Hm";
inline constexpr std::string_view assembly = "Hk";
inline constexpr std::string_view timing = "Ht";
inline constexpr std::string_view origin = "O";
inline constexpr std::string_view file = "F";
inline constexpr std::string_view track = "T";
inline constexpr std::string_view statement = "S";
inline constexpr std::string_view link = "L";
inline constexpr std::string_view remark = "M";
inline constexpr std::string_view picture = "P";
inline constexpr std::string_view party = "Y";
inline constexpr std::string_view track_statement = "s";
inline constexpr std::string_view track_picture = "p";
inline constexpr std::string_view order = "Z";  ///< of a list: + what all its keys begin with
inline constexpr std::size_t track_key_size = 12;
}  // namespace element

/// What a reference is written as where the index points to nothing.
[[nodiscard]] inline std::string dangling(std::uint32_t index) {
  return "#" + std::to_string(index);
}
[[nodiscard]] inline bool is_dangling(std::string_view ref) {
  return ref.starts_with('#');
}

/// Eight bytes for texts too long for a key (FNV-1a). Two that collide only share a key: they are told apart by their
/// occurrence.
[[nodiscard]] inline std::string short_hash(std::initializer_list<std::string_view> texts) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  const auto take = [&](std::string_view bytes) {
    for (const char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3ULL;
  };
  for (const auto text : texts) {
    take(big_endian(text.size()));
    take(text);
  }
  return big_endian(hash);
}

/// The lowest 32 bits, big-endian.
[[nodiscard]] inline std::string short_number(std::uint64_t number) {
  return big_endian(number).substr(4);
}

}  // namespace cuetheque
