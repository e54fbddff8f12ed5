#include "cli/output.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include "core/text.h"

namespace cuetheque {
namespace {

constexpr std::size_t buffer_size = 1U << 16U;

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

bool wants_colour(const std::string& wish, bool terminal) {
  if (wish == "always") return true;
  return wish != "never" && terminal && variable("NO_COLOR").empty() && variable("TERM") != "dumb";
}

void write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const auto written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0 && errno == EPIPE) throw OutputClosed();
    if (written < 0) throw Error(Cause::refused, std::generic_category().message(errno), "standard output");
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

std::string pager_command() {
  for (const char* name : {"CUETHEQUE_PAGER", "PAGER"})
    if (const auto command = variable(name); !command.empty()) return command;
  return "less -FRX";
}

/// Starts the pager with its standard input at `read_end`; 0 where it does not start.
pid_t spawn_pager(const std::string& command, int read_end, int write_end) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, read_end, 0);
  posix_spawn_file_actions_addclose(&actions, read_end);
  posix_spawn_file_actions_addclose(&actions, write_end);
  std::string shell = "sh", option = "-c", text = command;
  std::array<char*, 4> arguments{shell.data(), option.data(), text.data(), nullptr};
  pid_t pid = 0;
  const int failed = posix_spawn(&pid, "/bin/sh", &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  return failed == 0 ? pid : 0;
}

}  // namespace

Output::Output(Wishes wishes)
    : wishes_(std::move(wishes)),
      terminal_(isatty(STDOUT_FILENO) == 1),
      colour_(wants_colour(wishes_.color, terminal_)) {}

Output::~Output() {
  close_pager();
}

void Output::close_pager() {
  if (pager_ == 0) return;
  close(std::exchange(descriptor_, STDOUT_FILENO));
  waitpid(std::exchange(pager_, 0), nullptr, 0);
}

std::size_t Output::width() const {
  winsize size{};
  const bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : 80;
}

void Output::write(std::string_view text) {
  buffer_ += text;
  if (buffer_.size() >= buffer_size) send();
}

std::string Output::safe(std::string_view text) const {
  return terminal_ ? shown(text) : std::string(text);
}

std::string Output::safe_lines(std::string_view text) const {
  if (!terminal_) return std::string(text);
  std::string lines;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of("\n\t"), text.size());
    const auto piece = text.substr(0, end);
    const bool ends_as_csv = piece.ends_with('\r') && text.substr(end).starts_with('\n');
    lines += shown(piece.substr(0, piece.size() - (ends_as_csv ? 1 : 0)));
    lines += text.substr(end, 1);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string Output::bold(std::string_view text) const {
  return colour_ ? fmt::format("\x1b[1m{}\x1b[0m", text) : std::string(text);
}

void Output::page() {
  if (!terminal_ || !wishes_.pager || pager_ != 0) return;
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return;
  pager_ = spawn_pager(pager_command(), ends[0], ends[1]);
  close(ends[0]);
  if (pager_ != 0)
    descriptor_ = ends[1];
  else
    close(ends[1]);
}

void Output::flush() {
  send();
  close_pager();
}

void Output::send() {
  const auto text = std::exchange(buffer_, {});
  write_all(descriptor_, text);
}

void complain(std::string_view line) {
  try {
    write_all(STDERR_FILENO, fmt::format("{}\n", line));
  } catch (const Error&) {
    // Nobody hears us: what failed has its exit code all the same.
    return;
  }
}

bool complains_to_terminal() {
  return isatty(STDERR_FILENO) == 1;
}

}  // namespace cuetheque
