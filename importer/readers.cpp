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
/// Files that are handed out at once while more are submitted.
constexpr std::size_t handed_out = 16;

// Taking a digest reads all of a file: even a slow disk gives 20 MB/s.
std::chrono::milliseconds wall_limit(const std::string& path, const ReaderLimits& limits) {
  if (!limits.whole_digest) return limits.wall;
  std::error_code none;
  const auto size = std::filesystem::file_size(path, none);
  return limits.wall + std::chrono::milliseconds(none ? 0 : size / 20'000);
}

Reading failed_reading(std::string why) {
  Reading reading;
  reading.set_failed(std::move(why));
  return reading;
}

}  // namespace

namespace {

/// The workers that run one program, and the files that wait for them.
class Crew {
 public:
  Crew(std::filesystem::path program, const ReadOptions& options, std::size_t count)
      : program_(std::move(program)), options_(options), count_(count) {}

  void start_one() { workers_.emplace_back(program_, options_); }
  void take(ReaderJob job) { waiting_.push_back(std::move(job)); }
  [[nodiscard]] std::size_t waiting() const { return waiting_.size(); }
  [[nodiscard]] std::vector<ReaderWorker>& workers() { return workers_; }

  void hand_out() {
    while (!waiting_.empty()) {
      const auto worker = std::ranges::min_element(workers_, {}, load);
      if (worker == workers_.end() || (!worker->jobs().empty() && workers_.size() < count_)) {
        start_one();
        continue;
      }
      if (load(*worker) >= (waiting_.front().suspect ? 1 : full_worker)) break;
      worker->give(std::move(waiting_.front()));
      waiting_.pop_front();
    }
    for (auto& worker : workers_) worker.send();
  }

  /// What a worker had in hand when it died, or had read and not sent yet, is tried again file by file: the one on
  /// which a worker dies that has no other is the one to blame.
  ReaderWorker::Ended replace(ReaderWorker& worker) {
    auto ended = worker.end();
    worker = ReaderWorker(program_, options_);
    if (ended.jobs.size() < 2) return ended;
    for (auto job = ended.jobs.rbegin(); job != ended.jobs.rend(); ++job) {
      job->suspect = true;
      waiting_.push_front(std::move(*job));
    }
    ended.jobs.clear();
    return ended;
  }

 private:
  /// Behind a suspect nothing waits.
  static std::size_t load(const ReaderWorker& worker) {
    const auto& jobs = worker.jobs();
    return !jobs.empty() && jobs.front().suspect ? full_worker : jobs.size();
  }

  std::filesystem::path program_;
  ReadOptions options_;
  std::size_t count_;
  std::vector<ReaderWorker> workers_;
  std::deque<ReaderJob> waiting_;
};

ReadOptions options_of(const ReaderLimits& limits) {
  ReadOptions options;
  options.set_whole_digest(limits.whole_digest);
  options.set_encoding(limits.encoding);
  options.set_processor_ms(static_cast<std::uint64_t>(limits.processor.count()));
  return options;
}

std::string seconds(std::chrono::milliseconds time) {
  return fmt::format("{:g} s", static_cast<double>(time.count()) / 1000.0);
}

}  // namespace

class Readers::Pool {
 public:
  Pool(const std::filesystem::path& program, std::size_t count, ReaderLimits limits)
      : limits_(limits),
        ordinary_(program, options_of(limits), count),
        media_(program.parent_path() / "cuetheque-media-reader", options_of(limits), count) {
    ordinary_.start_one();
  }

  void submit(ReaderJob job) {
    ++in_flight_;
    ordinary_.take(std::move(job));
    if (ordinary_.waiting() >= handed_out) ordinary_.hand_out();
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
    for (auto* crew : {&ordinary_, &media_}) crew->hand_out();
    wait();
    for (auto* crew : {&ordinary_, &media_})
      for (auto& worker : crew->workers()) attend(*crew, worker);
  }

  void wait() {
    std::vector<pollfd> sockets;
    auto until = Clock::time_point::max();
    for (auto* crew : {&ordinary_, &media_}) {
      for (const auto& worker : crew->workers()) {
        const int events = POLLIN | (worker.wants_to_send() ? POLLOUT : 0);
        sockets.push_back({worker.socket(), static_cast<short>(events), 0});
        if (const auto deadline = worker.deadline()) until = std::min(until, *deadline);
      }
    }
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
    const auto timeout =
        until == Clock::time_point::max() ? -1 : static_cast<int>(std::max<std::int64_t>(left.count(), 0));
    if (::poll(sockets.data(), sockets.size(), timeout) < 0 && errno != EINTR)
      throw Error(Cause::refused, "cannot wait for the tag readers: " + std::system_category().message(errno));
  }

  void attend(Crew& crew, ReaderWorker& worker) {
    worker.send();
    auto received = worker.receive();
    for (auto& done : received.done) take(std::move(done));
    const auto deadline = worker.deadline();
    const bool late = received.alive && deadline && Clock::now() >= *deadline;
    if (received.alive && !late) return;
    const auto ended = crew.replace(worker);
    if (ended.jobs.empty()) return;
    const auto why = ended.out_of_time
                         ? fmt::format("took longer than {} of processor time", seconds(limits_.processor))
                     : late ? fmt::format("took longer than {}", seconds(ended.jobs.front().limit))
                            : "the tag reader crashed on this file (skipped)";
    ready_.push_back({ended.jobs.front().ticket, failed_reading(why)});
  }

  void take(ReaderWorker::Done done) {
    if (done.reading.elsewhere()) return media_.take(std::move(done.job));
    ready_.push_back({done.job.ticket, std::move(done.reading)});
  }

  ReaderLimits limits_;
  Crew ordinary_, media_;
  std::deque<Result> ready_;
  std::size_t in_flight_ = 0;
};

Readers::Readers(const std::filesystem::path& program, unsigned count, ReaderLimits limits)
    : pool_(std::make_unique<Pool>(program, count > 0 ? count : std::max(1U, std::thread::hardware_concurrency()),
                                   limits)) {}
Readers::Readers(Readers&&) noexcept = default;
Readers& Readers::operator=(Readers&&) noexcept = default;
Readers::~Readers() = default;

void Readers::submit(std::uint64_t ticket, std::string absolute_path) {
  const auto limit = wall_limit(absolute_path, pool_->limits());
  pool_->submit({ticket, std::move(absolute_path), limit});
}

std::size_t Readers::in_flight() const {
  return pool_->in_flight();
}
std::optional<Readers::Result> Readers::next() {
  return pool_->next();
}

}  // namespace cuetheque
