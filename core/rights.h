#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cuetheque {

/// One right in a piece of music, as a value of the field `right` holds it: who controls what, where, for what, until
/// when, and whether that is cleared. `master: Cinevox Record, in DE AT, for film, until 2028-12-31, cleared`: what
/// comes first, all else in any order, each part may be left out and is then not known.
struct Right {
  std::string what;                      ///< one of `right_kinds`
  std::string holder;                    ///< no comma in it
  std::vector<std::string> territories;  ///< country codes of two capitals, or `world`
  std::string media;                     ///< in the curator's words
  std::string until;                     ///< YYYY, YYYY-MM, YYYY-MM-DD, or `perpetual`
  std::string status;                    ///< one of `right_statuses`

  bool operator==(const Right&) const = default;
};

inline constexpr auto right_kinds =
    std::to_array<std::string_view>({"master", "publishing", "synchronisation", "mechanical", "performance", "print"});
inline constexpr auto right_statuses =
    std::to_array<std::string_view>({"cleared", "requested", "refused", "expired", "uncleared"});
inline constexpr std::string_view everywhere = "world";
inline constexpr std::string_view for_ever = "perpetual";

/// Reads a right; none where a part of it is not understood: what is half read must not pass as cleared.
[[nodiscard]] std::optional<Right> parse_right(std::string_view text);

/// The right in its normal form; `parse_right` reads the same from it.
[[nodiscard]] std::string text_of(const Right& right);

/// How a right is written, for a hint.
[[nodiscard]] std::string looks_of_right();

}  // namespace cuetheque
