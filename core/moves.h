#pragma once
#include <functional>
#include <set>
#include <string>
#include <utility>

#include "core/records.pb.h"

namespace cuetheque {

/// Whether a file (root, path relative to it) is still on disk; false too where its root is mounted and the file gone.
/// A root that is offline keeps its files: answer true.
using StillThere = std::function<bool(const std::string& root, const std::string& path)>;

/// A root and a path in it.
using Place = std::pair<std::string, std::string>;

/// Gives the audio of a record that left its place (it is gone, or other audio of the record lies there now) the place
/// under which the draft holds it: the same content, or the same length and format with the same title, the same name
/// of its own or three companions that match as well (moved and retagged). What lay beside it (sheets, pictures) goes
/// along. Two files that changed places change places here. Each new place is given once. A file whose place another
/// one took, and which is nowhere, gets the place that one left. Returns the places that were left; none = nothing
/// moved.
[[nodiscard]] std::set<Place> follow_moves(Record& record, const Record& draft, const StillThere& still_there);

}  // namespace cuetheque
