#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "importer/reading.pb.h"

namespace cuetheque {

/// What is read of each file, and how far one may go before it is given up.
struct ReaderLimits {
  bool whole_digest = false;                  ///< SHA-256 of every whole file too; the limits then grow with the file
  std::chrono::milliseconds processor{5000};  ///< time that one file may keep the processor; 0 = for ever
  std::chrono::milliseconds wall{120'000};    ///< by the clock: for a disk that does not answer
  std::string encoding{};                     ///< of text that a tag holds as Latin-1; empty = as it says
};

/// Worker processes that read the tags of audio files (DESIGN.md 5): TagLib crashes or eats memory on small hostile
/// files, so it runs where that hurts nobody. A worker that dies or is too slow costs its file a `failed` reading; the
/// files behind it go to a new worker. What only libavformat reads goes on to `cuetheque-media-reader`, which lies
/// beside the program and is started when the first such file comes. Results come back in any order. One thread only.
/// Works before and after threads exist; the destructor ends the workers at once.
class Readers {
 public:
  struct Result {
    std::uint64_t ticket = 0;
    Reading reading;
  };

  /// Starts workers as they are needed, `count` at most (0 = one for each core). Error `refused` where the program
  /// cannot be started.
  Readers(const std::filesystem::path& program, unsigned count, ReaderLimits limits = {});
  Readers(Readers&&) noexcept;
  Readers& operator=(Readers&&) noexcept;
  ~Readers();

  /// Queues a file; the ticket comes back with its reading. Keep a few hundred in flight: readings wait in memory until
  /// `next` takes them.
  void submit(std::uint64_t ticket, std::string absolute_path);

  /// Files submitted and not yet returned by `next`.
  [[nodiscard]] std::size_t in_flight() const;

  /// The next reading; waits while any file is in flight; none when idle.
  [[nodiscard]] std::optional<Result> next();

 private:
  class Pool;
  std::unique_ptr<Pool> pool_;
};

}  // namespace cuetheque
