#pragma once
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <stop_token>
#include <thread>

#include "core/archive.h"

namespace cuetheque {

/// Keeps the search index up with an archive that is being written, in a thread of its own. It is told only that
/// something landed; what, it reads in the journal. A failure here never stops the import: the archive is the truth,
/// and the index catches up later.
class Indexer {
 public:
  explicit Indexer(const Archive& archive, bool quiet);
  Indexer(const Indexer&) = delete;
  Indexer& operator=(const Indexer&) = delete;
  ~Indexer() = default;

  /// So many tracks and cues landed.
  void landed(std::size_t tracks);
  /// There is no more to come: what has landed goes into the index while the archive is tidied up.
  void all_landed();
  /// Waits until the index holds all that has landed; throws what went wrong on the way.
  void finish();

 private:
  void work(const std::stop_token& stop);

  const Archive& archive_;
  bool quiet_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::size_t waiting_ = 0;
  std::exception_ptr failure_;
  std::jthread thread_;  ///< the last member: it stops before the others go
};

}  // namespace cuetheque
