#include "importer/readers.h"

#include <algorithm>
#include <cerrno>
#include <deque>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <poll.h>
#include <system_error>
#include <thread>
#include <vector>

#include "core/error.h"
#include "importer/reader_worker.h"

namespace cuetheque {
namespace {

using Clock = ReaderWorker::Clock;

/// Files a worker holds at most: enough that it never waits while the importer does something else.
constexpr std::size_t full_worker = 64;

// Taking a digest reads all of a file: even a slow disk gives 20 MB/s.
std::chrono::milliseconds limit_for(const std::string& path, const ReaderLimits& limits) {
  if (!limits.whole_digest) return limits.per_file;
  std::error_code none;
  const auto size = std::filesystem::file_size(path, none);
  return limits.per_file + std::chrono::milliseconds(none ? 0 : size / 20'000);
}

Reading failed_reading(std::string why) {
  Reading reading;
  reading.set_failed(std::move(why));
  return reading;
}

}  // namespace

class Readers::Pool {
 public:
  Pool(std::filesystem::path program, unsigned count, ReaderLimits limits)
      : program_(std::move(program)),
        limits_(limits),
        count_(count > 0 ? count : std::max(1U, std::thread::hardware_concurrency())) {
    workers_.emplace_back(program_, limits_.whole_digest);
  }

  void submit(ReaderJob job) {
    ++in_flight_;
    waiting_.push_back(std::move(job));
    hand_out();
  }

  [[nodiscard]] std::size_t in_flight() const { return in_flight_; }
  [[nodiscard]] const ReaderLimits& limits() const { return limits_; }

  std::optional<Result> next() {
    if (in_flight_ == 0) return std::nullopt;
    while (ready_.empty()) work();
    auto result = std::move(ready_.front());
    ready_.pop_front();
    --in_flight_;
    return result;
  }

 private:
  void work() {
    hand_out();
    wait();
    for (auto& worker : workers_) attend(worker);
  }

  void hand_out() {
    while (!waiting_.empty()) {
      auto worker = std::ranges::min_element(workers_, {}, [](const ReaderWorker& w) { return w.jobs().size(); });
      if (!worker->jobs().empty() && workers_.size() < count_) {
        workers_.emplace_back(program_, limits_.whole_digest);
        continue;
      }
      if (worker->jobs().size() >= full_worker) break;
      worker->give(std::move(waiting_.front()));
      waiting_.pop_front();
    }
    for (auto& worker : workers_) worker.send();
  }

  void wait() {
    std::vector<pollfd> sockets;
    auto until = Clock::time_point::max();
    for (const auto& worker : workers_) {
      const int events = POLLIN | (worker.wants_to_send() ? POLLOUT : 0);
      sockets.push_back({worker.socket(), static_cast<short>(events), 0});
      if (const auto deadline = worker.deadline()) until = std::min(until, *deadline);
    }
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
    const auto timeout =
        until == Clock::time_point::max() ? -1 : static_cast<int>(std::max<std::int64_t>(left.count(), 0));
    if (::poll(sockets.data(), sockets.size(), timeout) < 0 && errno != EINTR)
      throw Error(Cause::refused, "cannot wait for the tag readers: " + std::system_category().message(errno));
  }

  void attend(ReaderWorker& worker) {
    worker.send();
    auto received = worker.receive();
    for (auto& done : received.done) ready_.push_back({done.job.ticket, std::move(done.reading)});
    if (!received.alive) return replace(worker, "the tag reader crashed on this file (skipped)");
    if (const auto deadline = worker.deadline(); deadline && Clock::now() >= *deadline)
      replace(worker, fmt::format("took longer than {:g} s",
                                  static_cast<double>(worker.jobs().front().limit.count()) / 1000.0));
  }

  // Every reading is sent before the next file is begun, so the first job left is the one the worker died on; those
  // behind it did nothing wrong.
  void replace(ReaderWorker& worker, std::string why) {
    auto jobs = worker.end();
    worker = ReaderWorker(program_, limits_.whole_digest);
    if (jobs.empty()) return;
    ready_.push_back({jobs.front().ticket, failed_reading(std::move(why))});
    jobs.pop_front();
    for (auto& job : jobs) worker.give(std::move(job));
  }

  std::filesystem::path program_;
  ReaderLimits limits_;
  std::size_t count_;
  std::vector<ReaderWorker> workers_;
  std::deque<ReaderJob> waiting_;
  std::deque<Result> ready_;
  std::size_t in_flight_ = 0;
};

Readers::Readers(std::filesystem::path program, unsigned count, ReaderLimits limits)
    : pool_(std::make_unique<Pool>(std::move(program), count, limits)) {}
Readers::Readers(Readers&&) noexcept = default;
Readers& Readers::operator=(Readers&&) noexcept = default;
Readers::~Readers() = default;

void Readers::submit(std::uint64_t ticket, std::string absolute_path) {
  const auto limit = limit_for(absolute_path, pool_->limits());
  pool_->submit({ticket, std::move(absolute_path), limit});
}

std::size_t Readers::in_flight() const {
  return pool_->in_flight();
}
std::optional<Readers::Result> Readers::next() {
  return pool_->next();
}

}  // namespace cuetheque
