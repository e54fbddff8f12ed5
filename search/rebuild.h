#pragma once
#include <filesystem>

#include "core/archive.h"
#include "search/writing.h"

namespace cuetheque {

/// Builds the index of an archive in `folder`, which must not exist: its parts by as many threads as there are cores,
/// then all of them joined (PERFORMANCE.md: twice as fast as one writer, and compact). What the archive gets after this
/// began is left to be replayed from the mark. `progress` is called by one thread at a time, but not always the same.
void build_index(const Archive& archive, const std::filesystem::path& folder, const Progress& progress,
                 std::size_t documents_a_part);

}  // namespace cuetheque
