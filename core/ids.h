#pragma once
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/records.pb.h"

namespace cuetheque {

/// A record's permanent, typeable name inside its archive: a letter for its kind and a number from 1 (`F12 A340 T5501
/// C77 N9 R3`). Never reused. Everywhere outside the archive it is `archive-uuid/A340`.
struct Id {
  Kind kind = kind_unknown;
  std::uint64_t number = 0;

  auto operator<=>(const Id&) const = default;
};

[[nodiscard]] std::string to_string(Id id);

/// Reads `A340` (letter in either case, no leading zero, nothing before or after); none for anything else.
[[nodiscard]] std::optional<Id> parse_id(std::string_view text);

/// One 64-bit number for kind and number together, as the journal and the index keep it; ordered by kind, then number.
[[nodiscard]] constexpr std::uint64_t pack(Id id) {
  return static_cast<std::uint64_t>(id.kind) << 56U | id.number;
}
[[nodiscard]] constexpr Id unpack(std::uint64_t packed) {
  return {static_cast<Kind>(packed >> 56U), packed & 0x00ff'ffff'ffff'ffffULL};
}

[[nodiscard]] inline Id id_of(const Record& record) {
  return {record.kind(), record.id()};
}

}  // namespace cuetheque

template <>
struct std::hash<cuetheque::Id> {
  std::size_t operator()(cuetheque::Id id) const noexcept { return std::hash<std::uint64_t>{}(cuetheque::pack(id)); }
};
