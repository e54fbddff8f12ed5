#pragma once
#include <optional>
#include <vector>

#include "core/archive.h"
#include "core/draft.h"

namespace cuetheque {

// What becomes of an album that an export of an archive tells of (AlbumDraft::exported). It is found again as the entry
// that the same line made before; else it is the album with its identifiers (releases.h), or the one whose audio lies
// where the export says: there it is one more source, and its audio is that album's own. Where there is none, it makes
// an entry, whose files are missing ones until their audio is imported and joins it.

/// The album that an exported draft describes.
[[nodiscard]] std::optional<Record> find_exported(Step& step, const AlbumDraft& draft, const std::vector<Root>& roots);

/// The entry that names the files of an album with audio.
[[nodiscard]] std::optional<Record> find_told(Step& step, const Record& album, const std::vector<Root>& roots);

/// Whether an album is only what catalogues and exports tell: it has no audio, and no CUE file says that it should.
[[nodiscard]] bool is_entry(const Record& album);

/// What is told of an album but where its audio lies: its tracks are a catalogue's, with the playing time as a fact.
[[nodiscard]] Record without_audio(Record album);

}  // namespace cuetheque
