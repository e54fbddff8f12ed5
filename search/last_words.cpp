#include "search/last_words.h"

#include <cerrno>
#include <cstdlib>
#include <exception>
#include <fmt/format.h>
#include <string>
#include <unistd.h>
#include <xapian.h>

#include "core/error.h"
#include "core/files.h"

namespace cuetheque {
namespace {

// std::terminate calls its handler without an argument: these are what it has to know.
thread_local const std::filesystem::path* written_by_this_thread = nullptr;
std::terminate_handler handler_before = nullptr;

[[noreturn]] void end(const std::filesystem::path& place, int refusal) {
  const auto error = refused(place, refusal);
  const auto* over_a_progress_bar = ::isatty(STDERR_FILENO) == 1 ? "\r\x1b[K" : "";
  const auto words = fmt::format("{}cuetheque: {}: {}\n  {}\n", over_a_progress_bar, place.string(), error.what(),
                                 "the archive itself is whole: run the same command again, or `cuetheque reindex`");
  [[maybe_unused]] const auto said = ::write(STDERR_FILENO, words.data(), words.size());
  ::_exit(error.exit_code());
}

/// What flies out of a destructor is not caught by anybody, so that only its errno is left of it.
[[noreturn]] void on_terminate() {
  const int last_refusal = errno;
  if (written_by_this_thread != nullptr) end(*written_by_this_thread, last_refusal);
  if (handler_before != nullptr) handler_before();
  std::abort();
}

class WritingThread {
 public:
  explicit WritingThread(const std::filesystem::path& place) {
    [[maybe_unused]] static const bool installed = [] {
      handler_before = std::set_terminate(on_terminate);
      return true;
    }();
    written_by_this_thread = &place;
  }
  ~WritingThread() { written_by_this_thread = nullptr; }
  WritingThread(const WritingThread&) = delete;
  WritingThread& operator=(const WritingThread&) = delete;
};

}  // namespace

void write_or_end(const std::filesystem::path& place, const std::function<void()>& write) {
  const WritingThread here(place);
  errno = 0;
  try {
    write();
  } catch (const Xapian::DatabaseError& error) {
    const int refusal = errno;
    if (error.get_msg().starts_with("Modifications failed")) {
      const int quoted = refusal_in(error.get_msg());
      end(place, quoted != 0 ? quoted : refusal);
    }
    throw;
  }
}

}  // namespace cuetheque
