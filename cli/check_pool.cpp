#include "cli/check_pool.h"

#include <algorithm>
#include <utility>

namespace cuetheque {
namespace {

constexpr std::size_t waiting_each = 16;  // for a thread: one large file must not keep the others idle

}  // namespace

CheckPool::CheckPool(unsigned threads) {
  for (unsigned i = 0; i < std::max(threads, 1U); ++i) threads_.emplace_back([this] { work(); });
}

CheckPool::~CheckPool() {
  stop();
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  given_.notify_all();
  for (auto& thread : threads_) thread.join();
}

bool CheckPool::full() const {
  const std::lock_guard lock(mutex_);
  return slots_.size() >= waiting_each * threads_.size();
}

bool CheckPool::empty() const {
  const std::lock_guard lock(mutex_);
  return slots_.empty();
}

void CheckPool::give(CheckedFile file) {
  {
    const std::lock_guard lock(mutex_);
    slots_.push_back({std::move(file), false, false});
  }
  given_.notify_one();
}

std::optional<CheckedFile> CheckPool::take(std::chrono::milliseconds pause) {
  std::unique_lock lock(mutex_);
  const bool is_ready = ready_.wait_for(lock, pause, [this] { return !slots_.empty() && slots_.front().ready; });
  if (!is_ready) return std::nullopt;
  auto file = std::move(slots_.front().file);
  slots_.pop_front();
  return file;
}

CheckPool::Slot* CheckPool::next() {
  std::unique_lock lock(mutex_);
  Slot* slot = nullptr;
  given_.wait(lock, [&] {
    const auto waiting = std::ranges::find(slots_, false, &Slot::started);
    slot = waiting == slots_.end() ? nullptr : &*waiting;
    return closed_ || slot;
  });
  if (closed_) return nullptr;
  slot->started = true;
  return slot;
}

void CheckPool::work() {
  while (auto* slot = next()) {
    auto checked = check_file(slot->file.place, slot->file.known, [this](std::uint64_t bytes) {
      bytes_ += bytes;
      return !stop_;
    });
    const std::lock_guard lock(mutex_);
    slot->file.checked = std::move(checked);
    slot->ready = true;
    ready_.notify_one();
  }
}

}  // namespace cuetheque
