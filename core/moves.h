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

/// Gives the audio of a record that vanished the places under which the draft holds the same content, and what lay
/// beside it there (sheets, pictures) the places it went along to; each new place is given once. Returns the folders
/// that were left; none = nothing moved.
[[nodiscard]] std::set<Place> follow_moves(Record& record, const Record& draft, const StillThere& still_there);

}  // namespace cuetheque
