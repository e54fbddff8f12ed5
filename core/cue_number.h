#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace cuetheque {

/// A cue number: reel (or act), `M`, index in the reel, suffix (FORMATS.md C.3). 1m02 is 1M2, so is R1P2; M001 has
/// no reel.
struct CueNumber {
  unsigned reel = 0;  ///< 0 = none
  unsigned index = 0;
  std::string suffix;   ///< "A", "S" … upper case
  std::string version;  ///< "alt", "v2" … lower case

  auto operator<=>(const CueNumber&) const = default;
};

[[nodiscard]] std::optional<CueNumber> parse_cue_number(std::string_view written);

/// A text that sorts as cue numbers do: 1M2 before 1M10, 1m02 equal to 1M2, unreadable ones last and among themselves
/// as written.
[[nodiscard]] std::string cue_number_key(std::string_view written);

}  // namespace cuetheque
