#pragma once
#include <cstdint>
#include <vector>
#include <xapian.h>

#include "core/archive.h"

namespace cuetheque {

/// Successive records of one kind.
struct Stretch {
  Id first;
  std::uint64_t last = 0;  ///< number of the last one
};

/// A part of an archive whose documents are built by themselves, and the document numbers kept for them: parts are
/// joined without renumbering, in the order of their records.
struct Shard {
  std::vector<Stretch> stretches;
  std::size_t documents = 0;  ///< at most
  Xapian::docid first = 0;    ///< number of the first document
  Xapian::docid end = 0;      ///< number after the last one it may have
};

/// Cuts an archive as it is now into parts of about `documents_a_part` documents; where those are too many to be
/// joined, into fewer and larger ones. An empty archive has one empty part.
[[nodiscard]] std::vector<Shard> shards_of(const Archive& archive, std::size_t documents_a_part);

}  // namespace cuetheque
