#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "importer/tags/tag_sheet.h"

namespace cuetheque {

/// Turns what a container's reader found into the message that goes to the importer: text cleaned, long fields cut,
/// people, genres and moods split where it is safe, track and disc numbers read (FORMATS.md A.4). Keys that no field of
/// the catalogue carries are left out.
[[nodiscard]] Reading finish(AudioFacts&& facts);

/// Splits a tag of people, genres or moods that has one value, and keeps that as it was written.
void split_where_safe(Tag& tag, bool slashes);

/// Splits one value of a people field, genre or mood: at ";", at " / ", at "/" alone only where the format separates so
/// (`slashes`) and every part is a full name or one the authority file knows. Never at commas, ampersands or words. One
/// part = nothing to split.
[[nodiscard]] std::vector<std::string> split_value(std::string_view value, bool slashes);

/// "4", "4/12", "A1". Absent parts are 0 or empty.
struct PartNumber {
  std::uint32_t number = 0;
  std::uint32_t total = 0;
  std::string side;
};
[[nodiscard]] std::optional<PartNumber> parse_part_number(std::string_view text);

}  // namespace cuetheque
