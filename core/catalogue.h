#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "core/archive.h"
#include "core/draft.h"
#include "core/moves.h"
#include "core/names.h"
#include "core/remark.h"

namespace cuetheque {

/// What storing did, for the summary of an import.
struct Stored {
  std::size_t albums_new = 0;
  std::size_t albums_changed = 0;
  std::size_t albums_same = 0;
  std::size_t tracks_new = 0;
  std::size_t productions_new = 0;
  std::size_t names_new = 0;
  std::size_t cues_new = 0;
  std::vector<Remark> remarks;  ///< what is left for a person to decide

  /// Whether a record is new or changed.
  [[nodiscard]] bool anything() const {
    return albums_new + albums_changed + productions_new + names_new + cues_new > 0;
  }
  Stored& operator+=(const Stored& other);
};

/// What else the import states of an album that is new, in the step that makes it; gives the album as it is then.
using NewAlbum = std::function<Record(Record album, Revision operation)>;

/// What is known when an import begins.
struct Circumstances {
  StillThere still_there;
  std::vector<Root> roots;  ///< as they stand now: albums of an export are known by where their audio lies
  NewAlbum new_album;
  bool had_albums = true;  ///< where the archive had none, none is looked for that might have moved
};

/// Joins drafts to what the archive already holds: finds the album again by its assembly key, or by its audio where
/// that moved; replaces only the statements of the files that were read; finds or makes productions and names; ties
/// cues to tracks. One step a unit, more where it holds very many albums. Every step is derived from the archive and
/// the unit alone, so that running an interrupted import again gives the same records under the same ids.
class Catalogue {
 public:
  explicit Catalogue(Operation& operation, Circumstances circumstances = {})
      : operation_(operation), circumstances_(std::move(circumstances)) {}

  Stored store(Unit unit);

 private:
  Operation& operation_;
  Circumstances circumstances_;
  NameKeeper names_;
};

/// The record after a re-import: pure. Statements of origins (root, path) that `draft` read again are replaced by the
/// draft's, all others and every curator's statement stay; tracks keep their ids (by file and range, then by disc and
/// position), files that are gone stay.
[[nodiscard]] Record merged(const Record& stored, const Record& draft);

}  // namespace cuetheque
