#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace cuetheque {

/// Which disc of an album a name speaks of.
struct DiscName {
  unsigned disc = 0;   ///< from 1; 0 = only the side is said
  std::string side;    ///< "A", "B" …, or empty
  std::string title;   ///< what else the name says: "The Film" of "Disc 2 – The Film"
  bool bonus = false;  ///< a disc after the others, whatever their number: "Bonus Disc"

  bool operator==(const DiscName&) const = default;
};

/// A name that is a disc and nothing else: "CD1", "Disc 2 – The Film", "[Disk 3]", "Vinyl 2", "Side A", "LP 1 Side B",
/// "CD01 (bonus)", "Bonus Disc".
[[nodiscard]] std::optional<DiscName> disc_of_name(std::string_view name);

/// A title that ends in a disc: "Vertigo CD1", "Vertigo (Disc 2)", "Vertigo [CD 2 of 3]", "Vertigo, Disc 2 - The Film",
/// "Vertigo (Bonus CD)".
struct TitledDisc {
  std::string stem;  ///< "Vertigo"
  DiscName disc;

  bool operator==(const TitledDisc&) const = default;
};
[[nodiscard]] std::optional<TitledDisc> disc_of_title(std::string_view title);

/// The disc a file lies on, from the folders of its path (relative, bytes) below the unit's folder; that folder's own
/// name counts too, and so do its siblings ("Vertigo CD2/01.flac"). The sides A and B are disc 1, C and D disc 2 where
/// no disc is said. Empty: nothing said.
[[nodiscard]] DiscName disc_of_path(std::string_view unit_folder, std::string_view path);

}  // namespace cuetheque
