#include "cli/progress.h"

#include <algorithm>
#include <cstdio>
#include <fmt/format.h>

#include "cli/output.h"
#include "cli/table.h"
#include "cli/times.h"
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

double part_of(double done, double total) {
  return total > 0 ? std::min(done / total, 1.0) : 0.0;
}

std::string bar(double part) {
  const auto full = static_cast<std::size_t>(part * static_cast<double>(bar_length));
  return "[" + std::string(full, '#') + std::string(bar_length - full, '.') + "]";
}

std::string time_left(double left) {
  return fmt::format(", {} left", minutes_text(static_cast<std::int64_t>(left)));
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
  if (progress.walk_done && rate > 0)
    text += time_left(static_cast<double>(progress.files_found - std::min(done, progress.files_found)) / rate);
  return text;
}

std::string progress_text(const CheckProgress& progress, double seconds) {
  const auto done = static_cast<double>(progress.bytes_done), all = static_cast<double>(progress.bytes);
  const auto rate = seconds > 0 ? done / seconds : 0.0;
  return fmt::format("{} of {} files, {:.0f} MB/s{}", progress.files_done, progress.files, rate / 1e6,
                     rate > 0 ? time_left(std::max(all - done, 0.0) / rate) : "");
}

Progress::Progress(bool wanted) : wanted_(wanted), terminal_(complains_to_terminal()) {}

Progress::~Progress() {
  clear();
}

bool Progress::due() {
  const auto now = Clock::now();
  if (!wanted_ || now - shown_at_ < (terminal_ ? Clock::duration(bar_pause) : Clock::duration(line_pause)))
    return false;
  shown_at_ = now;
  return true;
}

void Progress::put(double part, const std::string& text, const std::string& current) {
  if (!terminal_) return complain("cuetheque: " + text);
  const auto line = cut(fmt::format("{} {}  {}", bar(part), text, shown(current)), line_length);
  std::fputs(fmt::format("\r\x1b[K{}", line).c_str(), stderr);
  std::fflush(stderr);
  bar_shown_ = true;
}

void Progress::show(const ImportProgress& progress) {
  if (!due()) return;
  const bool bytes = progress.bytes_total > 0;
  const auto part = part_of(static_cast<double>(bytes ? progress.bytes_read : done_of(progress)),
                            static_cast<double>(bytes ? progress.bytes_total : progress.files_found));
  put(part, progress_text(progress, seconds()), progress.current);
}

void Progress::show(const CheckProgress& progress) {
  if (!due()) return;
  const auto part = part_of(static_cast<double>(progress.bytes_done), static_cast<double>(progress.bytes));
  put(part, progress_text(progress, seconds()), {});
}

void Progress::clear() {
  if (!bar_shown_) return;
  std::fputs("\r\x1b[K", stderr);
  std::fflush(stderr);
  bar_shown_ = false;
}

}  // namespace cuetheque
