#pragma once
#include <string>
#include <utility>
#include <vector>

#include "core/archive.h"

namespace cuetheque {

/// How the disk stands to the archive, under one root; paths are relative to it.
struct RootState {
  Root root;
  bool mounted = false;  ///< where it is not, nothing is known, and nothing is missing
  std::vector<std::string> added;
  std::vector<std::string> changed;
  std::vector<std::string> moved;  ///< there, and as a catalogued file that is gone was
  std::vector<std::string> gone;
  std::vector<std::pair<std::string, std::string>> unreadable;  ///< path, and why the last import could not read it
};

/// Walks every root and compares names, sizes and times with what imports saw. Opens no file, writes nothing.
[[nodiscard]] std::vector<RootState> disk_state(const Archive& archive);

}  // namespace cuetheque
