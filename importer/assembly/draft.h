#pragma once
#include <vector>

#include "importer/assembly/groups.h"

namespace cuetheque {

/// The album that a group of clusters makes: its files, tracks in order of disc and position, and what tags, CUE files,
/// paths and inference say. Of the remarks (sorted by path) it keeps those about its own files.
[[nodiscard]] AlbumDraft draft_of(const Known& known, const std::vector<Cluster>& clusters, const Group& group,
                                  const std::vector<Remark>& remarks);

}  // namespace cuetheque
