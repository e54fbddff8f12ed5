#include "cli/progress.h"

#include <algorithm>
#include <cstdio>
#include <fmt/format.h>

#include "cli/output.h"
#include "cli/table.h"
#include "core/text.h"

namespace cuetheque {
namespace {

constexpr std::size_t bar_length = 24;
constexpr std::size_t line_length = 79;
constexpr auto bar_pause = std::chrono::milliseconds(100);
constexpr auto line_pause = std::chrono::seconds(10);

std::size_t done_of(const ImportProgress& progress) {
  return progress.files_read + progress.files_unchanged + progress.files_failed;
}

std::string bar(const ImportProgress& progress) {
  const bool bytes = progress.bytes_total > 0;
  const auto total = std::max<std::uint64_t>(bytes ? progress.bytes_total : progress.files_found, 1);
  const auto full = std::min(bar_length, bar_length * (bytes ? progress.bytes_read : done_of(progress)) / total);
  return "[" + std::string(full, '#') + std::string(bar_length - full, '.') + "]";
}

/// Of one large file.
std::string bytes_text(const ImportProgress& progress, double seconds) {
  constexpr double mebibyte = 1024.0 * 1024.0;
  const auto done = static_cast<double>(progress.bytes_read) / mebibyte;
  return fmt::format("{:.0f} of {:.0f} MiB, {:.1f} MiB/s", done, static_cast<double>(progress.bytes_total) / mebibyte,
                     seconds > 0 ? done / seconds : 0.0);
}

}  // namespace

std::string progress_text(const ImportProgress& progress, double seconds) {
  if (progress.bytes_total > 0) return bytes_text(progress, seconds);
  const auto done = done_of(progress);
  const auto rate = seconds > 0 ? static_cast<double>(done) / seconds : 0.0;
  auto text =
      fmt::format("{} of {}{} files, {:.0f}/s", done, progress.files_found, progress.walk_done ? "" : "+", rate);
  if (progress.walk_done && rate > 0) {
    const auto left =
        static_cast<long long>(static_cast<double>(progress.files_found - std::min(done, progress.files_found)) / rate);
    text += fmt::format(", {}:{:02} left", left / 60, left % 60);
  }
  return text;
}

Progress::Progress(bool wanted) : wanted_(wanted), terminal_(complains_to_terminal()) {}

Progress::~Progress() {
  clear();
}

void Progress::show(const ImportProgress& progress) {
  const auto now = Clock::now();
  if (!wanted_ || now - shown_at_ < (terminal_ ? Clock::duration(bar_pause) : Clock::duration(line_pause))) return;
  shown_at_ = now;
  const auto text = progress_text(progress, std::chrono::duration<double>(now - started_).count());
  if (!terminal_) return complain("cuetheque: " + text);
  const auto line = cut(fmt::format("{} {}  {}", bar(progress), text, shown(progress.current)), line_length);
  std::fputs(fmt::format("\r\x1b[K{}", line).c_str(), stderr);
  std::fflush(stderr);
  bar_shown_ = true;
}

void Progress::clear() {
  if (!bar_shown_) return;
  std::fputs("\r\x1b[K", stderr);
  std::fflush(stderr);
  bar_shown_ = false;
}

}  // namespace cuetheque
