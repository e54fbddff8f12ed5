#pragma once
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/archive.h"

namespace cuetheque {

/// Something an operation changed that was changed again since.
struct UndoConflict {
  Id id;               ///< of the record; kind unknown: a root or a saved query
  std::string what;    ///< the statement, link … in words
  Revision later = 0;  ///< the operation that changed it last
};

/// What undoing an operation would do. Made again from the archive as it is, it continues an undo that was interrupted:
/// what is put back already is no conflict and nothing to do.
struct UndoPlan {
  struct Steps {
    std::vector<Revision> own;    ///< of the operation, that changed the record
    std::vector<Revision> later;  ///< of others after it
  };

  Revision operation = 0;
  std::string command;
  Revision undone_by = 0;  ///< the operation that has put it back already; 0 = none
  std::map<Id, Steps> records;
  std::map<std::string, Steps> others;  ///< folders, roots, saved queries, by element key (elements.h)
  std::vector<UndoConflict> conflicts;
  std::set<Id> kept;  ///< left as they are: made by the operation, but others link to them now

  std::size_t to_remove = 0;
  std::size_t to_restore = 0;
  std::size_t to_change = 0;
};

/// Error(usage) where there is no such operation.
[[nodiscard]] UndoPlan plan_undo(const Archive& archive, Revision operation);

/// Puts back what the operation changed, in steps of at most 1,000 records; begin `operation` with `undoes` set to the
/// plan's. Where something was changed since, it refuses (Error(findings) naming the later operation), unless
/// `partial`: then that stays. Gives the number of records changed.
std::size_t undo(Archive& archive, Operation& operation, const UndoPlan& plan, bool partial);

}  // namespace cuetheque
