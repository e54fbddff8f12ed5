#include "cli/verified.h"

#include <charconv>
#include <chrono>
#include <fmt/format.h>
#include <sstream>

#include "cli/numbers.h"
#include "core/digest.h"
#include "core/error.h"
#include "core/files.h"

namespace cuetheque {
namespace {

constexpr std::string_view head = "cuetheque verified 1";
constexpr std::size_t most_bytes = std::size_t{512} << 20U;
constexpr std::size_t key_digits = 16;

std::int64_t now_ms() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

std::uint64_t key_of(const std::string& root, const std::string& path) {
  const auto digest = Digest().add(root).add(path).finish();
  std::uint64_t key = 0;
  for (std::size_t i = 0; i < sizeof(key); ++i) key = key << 8U | digest[i];
  return key;
}

std::string line_of(std::uint64_t key, std::int64_t ms) {
  return fmt::format("{:016x} {}", key, ms);
}

}  // namespace

Verified::Verified(std::filesystem::path place) : place_(std::move(place)) {
  try {
    if (const auto text = read_file(place_, most_bytes)) read(*text);
  } catch (const Error&) {
    writable_ = false;
  }
}

/// A line that is none, as a crash leaves one, is passed over.
void Verified::read(const std::string& text) {
  std::istringstream lines(text);
  std::string line;
  std::getline(lines, line);
  writable_ = line == head;
  while (writable_ && std::getline(lines, line)) {
    const auto space = line.find(' ');
    const auto word = line.substr(0, space);
    const auto ms = space == std::string::npos ? std::nullopt : whole_number(line.substr(space + 1));
    if (!ms) continue;
    if (word == "begin") run_ = *ms;
    if (word == "end") run_ = 0;
    std::uint64_t key = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), key, 16);
    if (word.size() == key_digits && error == std::errc{} && end == word.data() + word.size()) times_[key] = *ms;
  }
}

std::int64_t Verified::when(const std::string& root, const std::string& path) const {
  const auto found = times_.find(key_of(root, path));
  return found == times_.end() ? 0 : found->second;
}

std::optional<std::int64_t> Verified::interrupted_run() const {
  return run_ == 0 ? std::nullopt : std::optional(run_);
}

void Verified::begin(std::optional<std::int64_t> run) {
  run_ = run.value_or(now_ms());
  if (!writable_) return;
  std::error_code error;
  const bool is_new = !std::filesystem::exists(place_, error);
  file_.open(place_, std::ios::app | std::ios::binary);
  writable_ = file_.is_open();
  // Behind a line that a crash cut off, the first end of line is its own.
  add(is_new ? std::string(head) : "");
  add(fmt::format("begin {}", run_));
}

void Verified::note(const std::string& root, const std::string& path) {
  const auto key = key_of(root, path);
  const auto ms = now_ms();
  times_[key] = ms;
  add(line_of(key, ms));
}

void Verified::add(const std::string& line) {
  if (!writable_) return;
  file_ << line << '\n' << std::flush;
  writable_ = file_.good();
}

void Verified::finish() {
  run_ = 0;
  if (!writable_) return;
  file_.close();
  std::string text(head);
  for (const auto& [key, ms] : times_) text += '\n' + line_of(key, ms);
  try {
    write_file(place_, text + '\n');
  } catch (const Error&) {
    writable_ = false;
  }
}

}  // namespace cuetheque
