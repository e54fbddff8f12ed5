#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "core/catalogue.h"
#include "importer/importer.h"

namespace cuetheque {

/// The paths of an import as places under roots, and the roots that have to be made for them.
struct Places {
  std::vector<ImportPlace> places;
  std::vector<Root> new_roots;
};

/// A path lies under the root whose mount holds it (the deepest of several), else under a new one: the path itself, or
/// its folder where it is a file. `name` names the root instead; Error(usage) where a root of that name lies elsewhere.
/// Error(usage) for a path that does not exist, or is a device, a pipe or a socket.
[[nodiscard]] Places find_places(const std::vector<std::string>& paths, const std::string& name,
                                 std::vector<Root> roots);

/// Tells whether a file is on disk; one whose root is not mounted counts as there.
[[nodiscard]] StillThere still_there_under(const std::vector<Root>& roots);

/// Whether a root's folder is there now.
[[nodiscard]] bool is_mounted(const Root& root);

}  // namespace cuetheque
