#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/records.pb.h"

namespace cuetheque {

/// The pieces of a record that are changed, compared and put back one by one (DESIGN.md 4: undo): one for each
/// statement (part, field, source, origin, change), link, file, track, origin, party, picture and remark, one for the
/// order of each list, one for each single value. By key; keys and values are bytes, and are stored: their form is for
/// ever.
using Elements = std::map<std::string, std::string>;

/// The record cut up. Nothing is lost: not the order of things, not fields that this version does not know.
[[nodiscard]] Elements elements_of(const Record& record);
/// Puts it together again; the inverse of `elements_of`. Elements missing from the order of their list come last; a
/// list's order may name elements that are not there. Error(damaged) for anything that `elements_of` cannot have made.
[[nodiscard]] Record from_elements(const Elements& elements);

/// What a step keeps of a record: how it was where it is different now. Kind and id are left to the caller.
[[nodiscard]] Before before_image(const std::optional<Record>& old, const std::optional<Record>& now);

/// Keys of the elements without which this one means nothing: the origins and files it points to, the track it
/// describes.
[[nodiscard]] std::vector<std::string> needs_of(std::string_view key, std::string_view value);

/// The order of a list: put together from both sides rather than ever in conflict.
[[nodiscard]] bool is_order(std::string_view key);
/// `now`, with what only `old` names put in where it stood.
[[nodiscard]] std::string merged_order(std::string_view old, std::string_view now);

/// Folders (D), roots and saved queries (R) in a before-image: a letter, then the key as stored.
[[nodiscard]] inline std::string other_element_key(bool folder, std::string_view stored_key) {
  return (folder ? "D" : "R") + std::string(stored_key);
}

}  // namespace cuetheque
