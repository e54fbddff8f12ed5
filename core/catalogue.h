#pragma once
#include <cstddef>

#include "core/archive.h"
#include "core/draft.h"

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

  Stored& operator+=(const Stored& other);
};

/// Joins drafts to what the archive already holds: finds the album again by its assembly key or its files, replaces
/// only the statements of the files that were read, finds or makes productions and names, ties cues to tracks. One step
/// a unit, more where it is large.
class Catalogue {
 public:
  explicit Catalogue(Operation& operation) : operation_(operation) {}

  Stored store(const Unit& unit);

 private:
  Operation& operation_;
};

/// The record after a re-import: pure. Statements of origins (root, path) that `draft` read again are replaced by the
/// draft's, all others and every curator's statement stay; tracks keep their ids (by file and range, then by disc and
/// position), files that are gone stay.
[[nodiscard]] Record merged(const Record& stored, const Record& draft);

}  // namespace cuetheque
