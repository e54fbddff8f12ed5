#pragma once
#include <vector>

#include "core/archive.h"
#include "core/draft.h"
#include "core/names.h"
#include "core/remark.h"

namespace cuetheque {

/// What storing a cue sheet made.
struct StoredSheet {
  std::size_t productions_new = 0;
  std::size_t cues_new = 0;
  std::size_t names_new = 0;
  std::vector<Remark> remarks;  ///< cues that several tracks may be
};

/// Stores a cue sheet: its production, its cues (those of an earlier reading keep their ids), and their ties to the
/// tracks of the albums that hold the production's music.
StoredSheet store_sheet(Step& step, const CueSheetDraft& sheet, NameKeeper& names);

/// A cue with its ties to the albums of its films brought up to date.
Record retied(Step& step, Record cue);

/// Ties an album that arrives after its film's cue sheet to the cues that are already there, and unties it from those
/// of films it went with `before` and no longer does; gives remarks on what is left for a person to decide.
std::vector<Remark> tie_cues(Step& step, const Record& album, const Record& before);

}  // namespace cuetheque
