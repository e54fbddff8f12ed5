#pragma once
#include <optional>

#include "core/archive.h"
#include "core/draft.h"

namespace cuetheque {

/// The album that a catalogued draft describes: the one that states its MusicBrainz release, else one of the same
/// barcode, or of the same label and catalogue number, with as many tracks, that does not state another release.
[[nodiscard]] std::optional<Record> find_release(Step& step, const AlbumDraft& draft);

/// The entry without files that a catalogue made of the album whose audio this is; found by the same signs.
[[nodiscard]] std::optional<Record> find_entry(Step& step, const AlbumDraft& draft);

}  // namespace cuetheque
