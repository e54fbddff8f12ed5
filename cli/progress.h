#pragma once
#include <chrono>
#include <string>

#include "importer/importer.h"

namespace cuetheque {

/// How far an import is, on stderr: a bar with rate and time left on a terminal, a line every ten seconds elsewhere,
/// nothing if not wanted.
class Progress {
 public:
  explicit Progress(bool wanted);
  ~Progress();  ///< takes the bar away
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(const ImportProgress& progress);
  /// Takes the bar away, so that a line may be printed; the next `show` brings it back.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  bool wanted_;
  bool terminal_;
  bool bar_shown_ = false;
  Clock::time_point started_ = Clock::now();
  Clock::time_point shown_at_ = started_;
};

/// "1204 of 5000 files, 310/s, 0:12 left" after so many seconds.
[[nodiscard]] std::string progress_text(const ImportProgress& progress, double seconds);

}  // namespace cuetheque
