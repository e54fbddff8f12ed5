// The tag reader: reads audio files named on its socket and answers with what their tags say. A process of its own,
// with hard limits, because hostile files crash TagLib or eat memory (DESIGN.md 5). Started by Readers only.
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <poll.h>
#include <string>
#include <string_view>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/error.h"
#include "importer/reader_worker.h"
#include "importer/tags/read_audio.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitizer = true;
#else
constexpr bool sanitizer = false;
#endif

namespace cuetheque {
namespace {

constexpr rlim_t memory_limit = 512UL * 1024 * 1024;
constexpr rlim_t seconds_per_file = 600;

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

// The importer kills a reader that is too slow; this is for one whose importer hangs. The limit counts from the start
// of the process, so it moves on.
void allow_one_more_file() {
  timespec used{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  rlimit current{};
  ::getrlimit(RLIMIT_CPU, &current);
  current.rlim_cur = static_cast<rlim_t>(used.tv_sec) + seconds_per_file;
  ::setrlimit(RLIMIT_CPU, &current);
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

std::string answer(const std::string& path, bool whole_digest) {
  auto message = read_audio(path, whole_digest).SerializeAsString();
  if (message.size() <= longest_message) return message;
  Reading too_long;
  too_long.set_failed("tags longer than 8 MiB");
  return too_long.SerializeAsString();
}

void serve(bool whole_digest) {
  std::string arrived;
  std::array<char, 64UL * 1024> piece{};
  if (!send_all(framed(reader_greeting))) return;
  while (true) {
    while (const auto path = take_message(arrived)) {
      allow_one_more_file();
      if (!send_all(framed(answer(*path, whole_digest)))) return;
    }
    const auto got = ::recv(STDIN_FILENO, piece.data(), piece.size(), 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return;
    arrived.append(piece.data(), static_cast<std::size_t>(got));
  }
}

}  // namespace
}  // namespace cuetheque

int main(int count, char** arguments) {
  try {
    cuetheque::set_limits();
    cuetheque::serve(count > 1 && std::string_view(arguments[1]) == "--whole-digest");
    return 0;
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "cuetheque-reader: %s\n", problem.what());
    return 70;
  }
}
