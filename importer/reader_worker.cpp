#include "importer/reader_worker.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include "core/error.h"

namespace cuetheque {
namespace {

[[noreturn]] void cannot_start(const std::filesystem::path& program, int number) {
  throw Error(Cause::refused, "cannot start the tag reader: " + std::system_category().message(number),
              program.string(), "it is installed beside cuetheque");
}

struct SpawnActions {
  posix_spawn_file_actions_t files{};
  posix_spawnattr_t attributes{};

  explicit SpawnActions(int socket) {
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, socket, STDIN_FILENO);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_init(&attributes);
    // A signal blocked in this thread must still reach the worker.
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  }
  SpawnActions(const SpawnActions&) = delete;
  SpawnActions& operator=(const SpawnActions&) = delete;
  ~SpawnActions() {
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
  }
};

int spawn(const std::filesystem::path& program, int socket) {
  const SpawnActions actions(socket);
  std::string name = program.string();
  std::array<char*, 2> arguments{name.data(), nullptr};
  pid_t process = -1;
  const int failed =
      posix_spawn(&process, name.c_str(), &actions.files, &actions.attributes, arguments.data(), environ);
  return failed == 0 ? process : -failed;
}

}  // namespace

ReaderWorker::ReaderWorker(const std::filesystem::path& program, const ReadOptions& options)
    : unsent_(framed(options.SerializeAsString())) {
  // A socket, not two pipes: writing to one whose reader has died would raise SIGPIPE in the importer.
  std::array<int, 2> ends{-1, -1};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) cannot_start(program, errno);
  process_ = spawn(program, ends[1]);
  ::close(ends[1]);
  socket_ = ends[0];
  if (process_ > 0) return;
  const int number = -std::exchange(process_, -1);
  close();
  cannot_start(program, number);
}

ReaderWorker::ReaderWorker(ReaderWorker&& other) noexcept {
  *this = std::move(other);
}

ReaderWorker& ReaderWorker::operator=(ReaderWorker&& other) noexcept {
  std::swap(socket_, other.socket_);
  std::swap(process_, other.process_);
  std::swap(greeted_, other.greeted_);
  std::swap(unsent_, other.unsent_);
  std::swap(arrived_, other.arrived_);
  std::swap(jobs_, other.jobs_);
  std::swap(since_, other.since_);
  return *this;
}

ReaderWorker::~ReaderWorker() {
  close();
}

int ReaderWorker::close() {
  int status = 0;
  if (process_ > 0) {
    ::kill(process_, SIGKILL);  // of no effect on one that has died already
    while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
    }
  }
  if (socket_ >= 0) ::close(socket_);
  process_ = socket_ = -1;
  return status;
}

std::optional<ReaderWorker::Clock::time_point> ReaderWorker::deadline() const {
  if (jobs_.empty()) return std::nullopt;
  return since_ + jobs_.front().limit;
}

void ReaderWorker::give(ReaderJob job) {
  if (jobs_.empty()) since_ = Clock::now();
  unsent_ += framed(job.path);
  jobs_.push_back(std::move(job));
}

void ReaderWorker::send() {
  while (!unsent_.empty()) {
    const auto sent = ::send(socket_, unsent_.data(), unsent_.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return;  // full, or the worker has gone: receive() will see that
    unsent_.erase(0, static_cast<std::size_t>(sent));
  }
}

ReaderWorker::Received ReaderWorker::receive() {
  Received received;
  piece_.resize(64UL * 1024);  // once: clearing it anew for each reading cost more than the reading
  const auto got = ::recv(socket_, piece_.data(), piece_.size(), MSG_DONTWAIT);
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return received;
  received.alive = got > 0;
  if (!received.alive && !greeted_) throw Error(Cause::refused, "the tag reader ends before it reads anything");
  if (received.alive) arrived_.add({piece_.data(), static_cast<std::size_t>(got)});
  while (const auto message = arrived_.next()) {
    if (!std::exchange(greeted_, true)) {
      if (*message != reader_greeting) throw Error(Cause::refused, "the tag reader is of another version");
      continue;
    }
    Done done;
    received.alive = received.alive && !jobs_.empty() &&
                     done.reading.ParseFromArray(message->data(), static_cast<int>(message->size()));
    if (!received.alive) break;
    done.job = std::move(jobs_.front());
    jobs_.pop_front();
    since_ = Clock::now();
    received.done.push_back(std::move(done));
  }
  return received;
}

ReaderWorker::Ended ReaderWorker::end() {
  const int status = close();
  return {std::exchange(jobs_, {}), WIFSIGNALED(status) && WTERMSIG(status) == SIGPROF};
}

}  // namespace cuetheque
