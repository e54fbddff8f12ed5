#pragma once
#include <filesystem>

#include "core/archive.h"

namespace cuetheque {

/// Whether a file is one that the archive is made from: audio by its name, or anything that an import has looked at
/// under a root. Nothing that is published ever takes its place.
[[nodiscard]] bool is_original(const Archive& archive, const std::filesystem::path& place);

}  // namespace cuetheque
