#pragma once
#include <optional>
#include <vector>

#include "core/archive.h"
#include "core/draft.h"

namespace cuetheque {

/// The album that a catalogued draft describes: the one that states its MusicBrainz release, else one of the same
/// barcode, or of the same label (where one of them states none: of the same title) and catalogue number, with as many
/// tracks, that does not state another release.
[[nodiscard]] std::optional<Record> find_release(Step& step, const AlbumDraft& draft);

/// The entry that catalogues and exports made of the album whose audio this is, without its audio (exports.h); found by
/// the same signs, and by where an export says that the audio lies.
[[nodiscard]] std::optional<Record> find_entry(Step& step, const AlbumDraft& draft, const std::vector<Root>& roots);

}  // namespace cuetheque
