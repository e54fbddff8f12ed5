#pragma once
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/ids.h"
#include "importer/tags/check_file.h"

namespace cuetheque {

/// An audio file of the archive, and in the end what became of it.
struct CheckedFile {
  std::string root, path;  ///< as the archive has it
  std::string place;       ///< absolute
  Id album;
  AudioFile known;
  Checked checked;
};

/// Checks files on several threads. What is given comes back in the same order; few are on their way at once, so memory
/// does not grow with their number.
class CheckPool {
 public:
  explicit CheckPool(unsigned threads);
  CheckPool(const CheckPool&) = delete;
  CheckPool& operator=(const CheckPool&) = delete;
  ~CheckPool();  ///< stops what is going on

  [[nodiscard]] bool full() const;
  [[nodiscard]] bool empty() const;
  void give(CheckedFile file);
  /// The next one, or none where it is not ready within `pause`.
  [[nodiscard]] std::optional<CheckedFile> take(std::chrono::milliseconds pause);
  /// Read so far.
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }
  /// Files on their way come back as stopped.
  void stop() { stop_ = true; }

 private:
  struct Slot {
    CheckedFile file;
    bool started = false, ready = false;
  };
  void work();
  [[nodiscard]] Slot* next();

  std::deque<Slot> slots_;  ///< references into it stay good while its ends change
  mutable std::mutex mutex_;
  std::condition_variable given_, ready_;
  std::atomic<std::uint64_t> bytes_ = 0;
  std::atomic<bool> stop_ = false;
  bool closed_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace cuetheque
