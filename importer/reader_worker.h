#pragma once
#include <chrono>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "importer/reader_messages.h"
#include "importer/reading.pb.h"

namespace cuetheque {

/// One file on its way through a worker.
struct ReaderJob {
  std::uint64_t ticket = 0;
  std::string path;
  std::chrono::milliseconds limit{};  ///< by the clock on the wall
  bool suspect = false;               ///< it was with a worker that died, and is tried alone
};

/// One worker process and what it has been given. Movable; the destructor kills it.
class ReaderWorker {
 public:
  using Clock = std::chrono::steady_clock;

  /// Starts the program; Error `refused` where that fails.
  ReaderWorker(const std::filesystem::path& program, const ReadOptions& options);
  ReaderWorker(ReaderWorker&& other) noexcept;
  ReaderWorker& operator=(ReaderWorker&& other) noexcept;
  ~ReaderWorker();

  [[nodiscard]] int socket() const { return socket_; }
  [[nodiscard]] bool wants_to_send() const { return !unsent_.empty(); }
  [[nodiscard]] const std::deque<ReaderJob>& jobs() const { return jobs_; }
  /// When the file in hand is given up; none where the worker is idle.
  [[nodiscard]] std::optional<Clock::time_point> deadline() const;

  void give(ReaderJob job);
  /// Sends what the socket takes now.
  void send();

  struct Done {
    ReaderJob job;
    Reading reading;
  };
  struct Received {
    std::vector<Done> done;
    bool alive = true;
  };
  /// Takes what has arrived, without waiting. `alive` is false once the worker has gone or talks nonsense.
  [[nodiscard]] Received receive();

  struct Ended {
    std::deque<ReaderJob> jobs;  ///< not answered; it died on one of them
    bool out_of_time = false;    ///< it had used up the processor time of one file
  };
  /// Ends the process.
  [[nodiscard]] Ended end();

 private:
  /// Gives what wait() says of the process; 0 where there is none.
  int close();

  int socket_ = -1;
  int process_ = -1;
  bool greeted_ = false;
  std::string unsent_, piece_;
  Messages arrived_;
  std::deque<ReaderJob> jobs_;
  Clock::time_point since_{};  ///< the file in hand was begun
};

}  // namespace cuetheque
