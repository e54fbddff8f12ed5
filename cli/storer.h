#pragma once
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

#include "core/catalogue.h"

namespace cuetheque {

/// Stores what an import has assembled, in the order it is given, in a thread of its own: while one unit's step is made
/// durable, the next unit is assembled. Few wait at once, so memory does not grow. After one has failed none is stored.
class Storer {
 public:
  using Store = std::function<Stored(Unit&&)>;

  /// `store` is called in the thread.
  explicit Storer(Store store);
  Storer(const Storer&) = delete;
  Storer& operator=(const Storer&) = delete;
  ~Storer() = default;  ///< what was given lands first

  /// Waits for its turn; throws what went wrong with one before it.
  void give(Unit&& unit);
  /// What became of the units since the last time this was asked, in their order: for each its own remarks, and what
  /// storing it did.
  [[nodiscard]] std::vector<Stored> landed();
  /// Whether one went wrong: there is no use in assembling more.
  [[nodiscard]] bool failed();
  /// There is no more to come: waits until all that was given has landed, or one has failed …
  void stop();
  /// … and throws what went wrong.
  void finish();

 private:
  std::optional<Unit> next(const std::stop_token& stop);
  void work(const std::stop_token& stop);

  Store store_;
  std::mutex mutex_;
  std::condition_variable_any given_;
  std::condition_variable taken_;
  std::deque<Unit> waiting_;
  std::vector<Stored> landed_;
  std::exception_ptr failure_;
  std::jthread thread_;  ///< the last member: it stops before the others go
};

}  // namespace cuetheque
