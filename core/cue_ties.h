#pragma once
#include <vector>

#include "core/draft.h"
#include "core/records.pb.h"

namespace cuetheque {

/// The tracks of these albums that hold a cue's music: by recording code, by the catalogue number and track number the
/// sheet gives, else by equal folded title. Links to other albums' tracks, and a curator's, stay as they are. Returns
/// the cue with its links; equal to what was given where nothing changes.
[[nodiscard]] Record tied(Record cue, const std::vector<Record>& albums, const CueSheetDraft::Hint& hint = {});

}  // namespace cuetheque
