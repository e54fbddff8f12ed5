#pragma once
#include <chrono>
#include <cstdint>
#include <string>

#include "importer/importer.h"

namespace cuetheque {

/// How far a check of files is.
struct CheckProgress {
  std::size_t files_done = 0, files = 0;
  std::uint64_t bytes_done = 0, bytes = 0;
};

/// How far a long command is, on stderr: a bar with rate and time left on a terminal, a line every ten seconds
/// elsewhere, nothing if not wanted.
class Progress {
 public:
  explicit Progress(bool wanted);
  ~Progress();  ///< takes the bar away
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(const ImportProgress& progress);
  void show(const CheckProgress& progress);
  /// Takes the bar away, so that a line may be printed; the next `show` brings it back.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  [[nodiscard]] bool due();
  [[nodiscard]] double seconds() const { return std::chrono::duration<double>(shown_at_ - started_).count(); }
  void put(double part, const std::string& text, const std::string& current);

  bool wanted_;
  bool terminal_;
  bool bar_shown_ = false;
  Clock::time_point started_ = Clock::now();
  Clock::time_point shown_at_ = started_;
};

/// "1204 of 5000 files, 310/s, 0:12 left" after so many seconds.
[[nodiscard]] std::string progress_text(const ImportProgress& progress, double seconds);
/// "120 of 5000 files, 812 MB/s, 0:12 left".
[[nodiscard]] std::string progress_text(const CheckProgress& progress, double seconds);

}  // namespace cuetheque
