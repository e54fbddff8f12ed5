#pragma once
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace cuetheque {

/// Values that a thread of its own makes a few ahead of their one taker, in the order it makes them. `make` is called
/// by that thread alone, until it gives none or throws. The thread has ended when this has.
template <typename Value>
class Ahead {
 public:
  using Make = std::function<std::optional<Value>()>;

  /// No more than `most` values wait.
  Ahead(Make make, std::size_t most)
      : make_(std::move(make)), most_(most), thread_([this](const std::stop_token& stop) { work(stop); }) {}

  /// The next value; none after the last. Throws what `make` threw, in its place after the values made before.
  [[nodiscard]] std::optional<Value> next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !made_.empty() || ended_; });
    if (made_.empty()) {
      if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
      return std::nullopt;
    }
    std::optional<Value> first(std::move(made_.front()));
    made_.pop_front();
    lock.unlock();
    changed_.notify_one();
    return first;
  }

 private:
  void work(const std::stop_token& stop) {
    std::exception_ptr failure;
    try {
      while (auto value = make_())
        if (!put(std::move(*value), stop)) break;
    } catch (...) {
      failure = std::current_exception();
    }
    end(std::move(failure));
  }

  /// Whether it is still wanted.
  [[nodiscard]] bool put(Value value, const std::stop_token& stop) {
    {
      std::unique_lock lock(mutex_);
      if (!changed_.wait(lock, stop, [&] { return made_.size() < most_; }) || stop.stop_requested()) return false;
      made_.push_back(std::move(value));
    }
    changed_.notify_one();
    return true;
  }

  void end(std::exception_ptr failure) {
    {
      const std::scoped_lock lock(mutex_);
      failure_ = std::move(failure);
      ended_ = true;
    }
    changed_.notify_one();
  }

  Make make_;
  std::size_t most_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<Value> made_;
  bool ended_ = false;
  std::exception_ptr failure_;
  std::jthread thread_;  ///< the last member: it stops before the others go
};

}  // namespace cuetheque
