#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/ids.h"

namespace cuetheque {

/// How numbers and ids are spelt in the keys of the store: big-endian, so that their order as bytes is their order as
/// numbers.
[[nodiscard]] inline std::string big_endian(std::uint64_t number) {
  std::string bytes(8, '\0');
  for (std::size_t place = 8; place-- > 0; number >>= 8U) bytes[place] = static_cast<char>(number & 0xffU);
  return bytes;
}

/// The number at the front of `bytes`; 0 where there are fewer than eight.
[[nodiscard]] inline std::uint64_t number_of(std::string_view bytes) {
  if (bytes.size() < 8) return 0;
  std::uint64_t number = 0;
  for (const char byte : bytes.substr(0, 8)) number = number << 8U | static_cast<unsigned char>(byte);
  return number;
}

[[nodiscard]] inline std::string record_key(Id id) {
  return static_cast<char>(id.kind) + big_endian(id.number);
}

/// Under an exact key, one entry for each record that carries it.
[[nodiscard]] inline std::string key_prefix(std::string_view key) {
  std::string entry(key);
  entry += '\0';
  return entry;
}
[[nodiscard]] inline std::string key_entry(std::string_view key, Id id) {
  return key_prefix(key) + big_endian(pack(id));
}

/// Root and path are separated by NUL, which neither can hold.
[[nodiscard]] inline std::string folder_key(std::string_view root, std::string_view path) {
  return key_prefix(root).append(path);
}

/// A before-image: first the step, then the record; id 0 holds what the step changed outside the records (folders,
/// roots, saved queries).
[[nodiscard]] inline std::string before_key(std::uint64_t revision, Id id) {
  return big_endian(revision) + big_endian(pack(id));
}

/// Single values.
inline constexpr std::string_view head_key = "head";
inline constexpr std::string_view time_key = "time";  ///< of the newest step
inline constexpr std::string_view open_key = "open";  ///< number of the operation that is not closed
inline constexpr std::string_view format_key = "format";
inline constexpr std::string_view uuid_key = "uuid";
inline constexpr std::string_view root_prefix = "root/";    ///< + name
inline constexpr std::string_view saved_prefix = "saved/";  ///< + name: the text of a saved query
inline constexpr std::string_view next_prefix = "next/";    ///< + kind byte: the next free number

[[nodiscard]] inline std::string next_key(Kind kind) {
  return std::string(next_prefix) + static_cast<char>(kind);
}
[[nodiscard]] inline std::string root_key(std::string_view name) {
  return std::string(root_prefix).append(name);
}
[[nodiscard]] inline std::string saved_key(std::string_view name) {
  return std::string(saved_prefix).append(name);
}

}  // namespace cuetheque
