#include "cli/indexer.h"

#include "cli/session.h"
#include "search/index.h"

namespace cuetheque {
namespace {

// Each catching up ends in a commit; one that waits for more leaves more to do when the last album has landed.
constexpr std::size_t steps_worth_a_commit = 150;

}  // namespace

Indexer::Indexer(const Archive& archive, bool quiet)
    : archive_(archive), quiet_(quiet), thread_([this](const std::stop_token& stop) { work(stop); }) {}

void Indexer::landed() {
  {
    const std::scoped_lock lock(mutex_);
    ++waiting_;
  }
  wake_.notify_one();
}

void Indexer::finish() {
  thread_.request_stop();
  if (thread_.joinable()) thread_.join();
  if (failure_) std::rethrow_exception(failure_);
}

void Indexer::work(const std::stop_token& stop) try {
  auto index = Index::open_writer(archive_.index_place());
  refresh(index, archive_, quiet_);
  while (!stop.stop_requested()) {
    std::unique_lock lock(mutex_);
    if (!wake_.wait(lock, stop, [&] { return waiting_ >= steps_worth_a_commit; })) break;
    waiting_ = 0;
    lock.unlock();
    index.catch_up(archive_);
  }
  index.catch_up(archive_);
} catch (...) {
  failure_ = std::current_exception();
}

}  // namespace cuetheque
