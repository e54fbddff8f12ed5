#include "cli/indexer.h"

#include "cli/session.h"
#include "search/index.h"

namespace cuetheque {

Indexer::Indexer(const Archive& archive, bool quiet)
    : archive_(archive), quiet_(quiet), thread_([this](const std::stop_token& stop) { work(stop); }) {}

void Indexer::landed(std::size_t tracks) {
  {
    const std::scoped_lock lock(mutex_);
    waiting_ += tracks;
  }
  wake_.notify_one();
}

void Indexer::all_landed() {
  thread_.request_stop();
}

void Indexer::finish() {
  all_landed();
  if (thread_.joinable()) thread_.join();
  if (failure_) std::rethrow_exception(failure_);
}

void Indexer::work(const std::stop_token& stop) try {
  auto index = Index::open_writer(archive_.index_place());
  refresh(index, archive_, quiet_);
  while (!stop.stop_requested()) {
    std::unique_lock lock(mutex_);
    if (!wake_.wait(lock, stop, [&] { return waiting_ >= documents_a_commit; })) break;
    waiting_ = 0;
    lock.unlock();
    index.catch_up(archive_, {}, Reach::whole_commits);
  }
  index.catch_up(archive_);
} catch (...) {
  failure_ = std::current_exception();
}

}  // namespace cuetheque
