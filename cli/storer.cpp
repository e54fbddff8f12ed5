#include "cli/storer.h"

#include <algorithm>
#include <iterator>
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

void Storer::work(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (!failure_ && (given_.wait(lock, stop, [this] { return !waiting_.empty(); }) || !waiting_.empty())) {
    auto unit = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    taken_.notify_one();
    auto remarks = std::move(unit.remarks);
    Stored stored;
    std::exception_ptr failure;
    try {
      stored = store_(std::move(unit));
    } catch (...) {
      failure = std::current_exception();
    }
    std::ranges::move(stored.remarks, std::back_inserter(remarks));
    stored.remarks = std::move(remarks);
    lock.lock();
    landed_.push_back(std::move(stored));
    failure_ = failure;
  }
  lock.unlock();
  taken_.notify_one();
}

}  // namespace cuetheque
