#include "cli/storer.h"

#include <utility>

namespace cuetheque {
namespace {

// Enough that neither thread waits for the other where albums differ in size; each is a folder's worth of memory.
constexpr std::size_t most_waiting = 4;

}  // namespace

Storer::Storer(Store store) : store_(std::move(store)), thread_([this](const std::stop_token& stop) { work(stop); }) {}

void Storer::give(Unit&& unit) {
  {
    std::unique_lock lock(mutex_);
    taken_.wait(lock, [this] { return failure_ || waiting_.size() < most_waiting; });
    if (failure_) std::rethrow_exception(failure_);
    waiting_.push_back(std::move(unit));
  }
  given_.notify_one();
}

std::vector<Stored> Storer::landed() {
  const std::scoped_lock lock(mutex_);
  return std::exchange(landed_, {});
}

void Storer::stop() {
  thread_.request_stop();
  if (thread_.joinable()) thread_.join();
}

void Storer::finish() {
  stop();
  if (failure_) std::rethrow_exception(failure_);
}

bool Storer::failed() {
  const std::scoped_lock lock(mutex_);
  return failure_ != nullptr;
}

/// The next unit, its own remarks said; none where there is no more to come.
std::optional<Unit> Storer::next(const std::stop_token& stop) {
  std::optional<Unit> unit;
  {
    std::unique_lock lock(mutex_);
    if (!given_.wait(lock, stop, [this] { return !waiting_.empty(); })) return std::nullopt;
    unit = std::move(waiting_.front());
    waiting_.pop_front();
    landed_.emplace_back().remarks = std::move(unit->remarks);
  }
  taken_.notify_one();
  return unit;
}

void Storer::work(const std::stop_token& stop) try {
  while (auto unit = next(stop)) {
    auto stored = store_(std::move(*unit));
    const std::scoped_lock lock(mutex_);
    landed_.push_back(std::move(stored));
  }
} catch (...) {
  {
    const std::scoped_lock lock(mutex_);
    failure_ = std::current_exception();
  }
  taken_.notify_one();
}

}  // namespace cuetheque
