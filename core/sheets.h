#pragma once
#include "core/archive.h"
#include "core/draft.h"
#include "core/names.h"

namespace cuetheque {

/// What storing a cue sheet made.
struct StoredSheet {
  std::size_t productions_new = 0;
  std::size_t cues_new = 0;
  std::size_t names_new = 0;
};

/// Stores a cue sheet: its production, its cues (those of an earlier reading keep their ids), and their ties to the
/// tracks of the albums that hold the production's music.
StoredSheet store_sheet(Step& step, const CueSheetDraft& sheet, NameKeeper& names);

/// Ties an album that arrives after its film's cue sheet to the cues that are already there.
void tie_cues(Step& step, const Record& album);

}  // namespace cuetheque
