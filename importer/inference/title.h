#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "importer/inference/rules.h"

namespace cuetheque {

/// An album title taken apart: what its designations say, and the words that are left.
struct ReadTitle {
  std::string_view left;                ///< into the title: no designation, no separator or quotation mark around it
  std::vector<const AlbumRule*> rules;  ///< of the designations, in the order of the title
  std::string year;                     ///< one that stood alone in brackets, or empty
  std::optional<std::string_view> production;  ///< what a bracket names: (From "Vertigo")
};

/// Takes designations off the end, the brackets and the start of a title until none is left.
[[nodiscard]] ReadTitle read_title(std::string_view title);

/// A title without the volumes, discs and seasons at its end, and their rules.
struct Volumes {
  std::string_view stem;
  std::vector<const AlbumRule*> rules;
};
[[nodiscard]] Volumes volumes_of(std::string_view title);

/// Whether a title is nothing but a volume, disc or season.
[[nodiscard]] bool is_volume(std::string_view title);

/// The rules that speak about what is left, of words that several read the longest: those for collections only where
/// the title did not prove itself a soundtrack.
[[nodiscard]] std::vector<const AlbumRule*> rules_within(std::string_view left, bool proven);

/// The rules whose designations make up the whole text, or none where they prove nothing.
[[nodiscard]] std::vector<const AlbumRule*> designations(std::string_view text);

/// White space, separators and one pair of quotation marks around a title taken off.
[[nodiscard]] std::string_view tidy(std::string_view title);

}  // namespace cuetheque
