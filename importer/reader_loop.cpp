#include "importer/reader_loop.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include "core/error.h"
#include "importer/reader_messages.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitizer = true;
#else
constexpr bool sanitizer = false;
#endif

namespace cuetheque {
namespace {

constexpr rlim_t memory_limit = 512UL * 1024 * 1024;

void limit(int resource, rlim_t value) {
  const rlimit both{value, value};
  ::setrlimit(static_cast<__rlimit_resource>(resource), &both);
}

void set_limits() {
  // A sanitizer maps terabytes it never touches.
  if (!sanitizer) limit(RLIMIT_AS, memory_limit);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  // Signals go to the whole group; the importer decides when its readers end. A reader that died of one would leave its
  // file behind as one that kills readers.
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) std::signal(signal, SIG_IGN);
}

bool send_all(std::string_view data) {
  while (!data.empty()) {
    const auto sent = ::send(STDIN_FILENO, data.data(), data.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    data.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

/// The messages that arrive.
class Inbox {
 public:
  /// The next one that is here already.
  std::optional<std::string_view> next() { return arrived_.next(); }

  /// Waits for more; false once the importer has gone.
  bool wait() {
    while (true) {
      const auto got = ::recv(STDIN_FILENO, piece_.data(), piece_.size(), 0);
      if (got < 0 && errno == EINTR) continue;
      if (got > 0) arrived_.add({piece_.data(), static_cast<std::size_t>(got)});
      return got > 0;
    }
  }

 private:
  Messages arrived_;
  std::array<char, 64UL * 1024> piece_{};
};

/// The answers that are not sent yet. None waits for long: what a reader has not sent when a file kills it has to be
/// read again.
class Outbox {
 public:
  bool add(std::string_view message) {
    waiting_ += framed(message);
    const bool full = waiting_.size() >= most_bytes || Clock::now() - sent_ >= longest_wait;
    return !full || send();
  }

  bool send() {
    sent_ = Clock::now();
    return waiting_.empty() || send_all(std::exchange(waiting_, {}));
  }

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr std::size_t most_bytes = 16UL * 1024;
  static constexpr auto longest_wait = std::chrono::milliseconds(20);

  std::string waiting_;
  Clock::time_point sent_ = Clock::now();
};

std::uint64_t processor_limit(const std::string& path, const ReadOptions& options) {
  if (!options.whole_digest()) return options.processor_ms();
  std::error_code none;
  const auto size = std::filesystem::file_size(path, none);
  constexpr std::uint64_t digested_a_millisecond = 50'000;  // far below what any processor does
  return options.processor_ms() + (none ? 0 : size / digested_a_millisecond);
}

// What the clock on the wall says hangs on how busy the machine is; a file that is too heavy for a reader is one that
// keeps the processor. The signal ends the process, and tells the importer why.
void allow_one_file(std::uint64_t milliseconds) {
  itimerval left{};
  left.it_value.tv_sec = static_cast<time_t>(milliseconds / 1000);
  left.it_value.tv_usec = static_cast<suseconds_t>(milliseconds % 1000 * 1000);
  ::setitimer(ITIMER_PROF, &left, nullptr);
}

std::string answer(const std::string& path, const ReadOptions& options, MediaReader media) {
  auto message = read_audio(path, options, media).SerializeAsString();
  if (message.size() <= longest_message) return message;
  Reading too_long;
  too_long.set_failed("tags longer than 8 MiB");
  return too_long.SerializeAsString();
}

std::optional<ReadOptions> first_message(Inbox& inbox) {
  auto first = inbox.next();
  while (!first && inbox.wait()) first = inbox.next();
  if (!first) return std::nullopt;
  ReadOptions options;
  if (!options.ParseFromString(std::string(*first)))
    throw Error(Cause::bug, "the options of a tag reader are not readable");
  return options;
}

void serve(MediaReader media) {
  Inbox inbox;
  Outbox outbox;
  if (!outbox.add(reader_greeting) || !outbox.send()) return;
  const auto options = first_message(inbox);
  if (!options) return;
  do {
    while (const auto message = inbox.next()) {
      const std::string path(*message);
      allow_one_file(processor_limit(path, *options));
      if (!outbox.add(answer(path, *options, media))) return;
    }
  } while (outbox.send() && inbox.wait());
}

}  // namespace

int serve_reader(MediaReader media) {
  try {
    set_limits();
    serve(media);
    return 0;
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "cuetheque-reader: %s\n", problem.what());
    return 70;
  }
}

}  // namespace cuetheque
