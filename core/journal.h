#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "core/archive.h"
#include "core/digest.h"
#include "core/remark.h"

namespace cuetheque {

/// What an entry's `chain` must be: SHA-256 over the chain before it and all the entry says.
[[nodiscard]] Sha256 chain_of(const JournalEntry& entry);

/// Reads the whole journal: every step is there, in order, its chain right, time never going back, and the head is the
/// last. A finding for each break, none where all is sound.
[[nodiscard]] std::vector<Remark> verify_chain(const Archive& archive);

/// One operation as `log` lists it.
struct OperationSummary {
  Revision number = 0;
  std::int64_t time_ms = 0;  ///< of its first step, UTC
  std::string user;
  std::string command;
  std::string summary;       ///< in words, from its last step
  std::size_t steps = 0;     ///< that changed something
  std::size_t records = 0;   ///< changed, counted once a step
  bool open = false;         ///< not closed: a crash or an interrupt
  bool interrupted = false;  ///< closed by the operation after it
  bool partial = false;
  Revision undoes = 0;     ///< 0 = it is no undo
  Revision undone_by = 0;  ///< the operation that has put it back; 0 = none
};

/// The newest operations first, at most `limit`; 0 = all.
[[nodiscard]] std::vector<OperationSummary> operations(const Archive& archive, std::size_t limit = 0);

}  // namespace cuetheque
