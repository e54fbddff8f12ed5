#include "cli/files.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include "core/error.h"
#include "core/files.h"
#include "core/text.h"
#include "core/text_utf8.h"

namespace cuetheque {
namespace {

constexpr std::size_t buffer_size = 1U << 16U;
constexpr std::size_t longest_name = 200;

[[noreturn]] void refuse(const std::filesystem::path& place) {
  throw Error(Cause::refused, std::generic_category().message(errno), shown(place.native()));
}

bool is_device(const std::filesystem::path& place) {
  struct stat there {};
  return stat(place.c_str(), &there) == 0 && !S_ISREG(there.st_mode) && !S_ISDIR(there.st_mode);
}

bool reserved(std::string_view name) {
  static constexpr auto words = std::to_array<std::string_view>(
      {"con",  "prn",  "aux",  "nul",  "com1", "com2", "com3", "com4", "com5", "com6", "com7",
       "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9"});
  const auto stem = fold(name.substr(0, name.find('.')));
  return std::ranges::find(words, stem) != words.end();
}

/// A character that a path, a shell of some system or a terminal takes for something else.
bool unsafe(std::string_view character) {
  return shown(character) != character || std::string_view("/\\:*?\"<>|").find(character) != std::string_view::npos;
}

std::string without_trailing_dots(std::string text) {
  while (!text.empty() && (text.back() == '.' || text.back() == ' ')) text.pop_back();
  return text;
}

}  // namespace

void check_way(const std::filesystem::path& place, bool force) {
  struct stat there {};
  if (lstat(place.c_str(), &there) != 0) return;
  if (S_ISLNK(there.st_mode)) throw Error(Cause::usage, "is a link, and links are not followed", shown(place.native()));
  if (S_ISDIR(there.st_mode)) throw Error(Cause::usage, "is a folder", shown(place.native()));
  if (!S_ISREG(there.st_mode)) return;
  if (!force) throw Error(Cause::usage, "exists already", shown(place.native()), "--force replaces it");
}

NewFile::NewFile(std::filesystem::path place, bool force) : place_(std::move(place)), force_(force) {
  check_way(place_, force);
  if (is_device(place_)) {
    descriptor_ = open(place_.c_str(), O_WRONLY | O_CLOEXEC);
  } else {
    auto pattern = (place_.parent_path() / ".cuetheque-XXXXXX").native();
    descriptor_ = mkostemp(pattern.data(), O_CLOEXEC);
    if (descriptor_ >= 0) temporary_ = pattern;
  }
  if (descriptor_ < 0) refuse(place_);
}

NewFile::~NewFile() {
  if (descriptor_ >= 0) close(descriptor_);
  if (!temporary_.empty()) unlink(temporary_.c_str());
}

void NewFile::write(std::string_view text) {
  buffer_ += text;
  if (buffer_.size() >= buffer_size) flush();
}

void NewFile::flush() {
  std::string_view rest = buffer_;
  while (!rest.empty()) {
    const auto written = ::write(descriptor_, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) refuse(place_);
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  buffer_.clear();
}

void NewFile::finish() {
  flush();
  if (!temporary_.empty() && (fchmod(descriptor_, 0644) != 0 || fsync(descriptor_) != 0)) refuse(place_);
  const bool closed = close(std::exchange(descriptor_, -1)) == 0;
  if (!closed) refuse(place_);
  if (temporary_.empty()) return;
  check_way(place_, force_);
  if (rename(temporary_.c_str(), place_.c_str()) != 0) refuse(place_);
  temporary_.clear();
}

std::string safe_name(std::string_view wish) {
  std::string name;
  each_character(clean(wish), [&](const Character& c) { name += unsafe(c.bytes) ? "_" : c.bytes; });
  name = without_trailing_dots(std::string(cut_at(trim(name), longest_name)));
  if (name.starts_with('.')) name.front() = '_';
  if (name.empty()) return "_";
  return reserved(name) ? name + "_" : name;
}

std::string SafeNames::take(std::string_view wish, std::string_view extension) {
  const auto name = safe_name(wish);
  for (int count = 1;; ++count) {
    auto candidate =
        count == 1 ? fmt::format("{}.{}", name, extension) : fmt::format("{} ({}).{}", name, count, extension);
    if (taken_.insert(fold(candidate)).second) return candidate;
  }
}

std::string read_text(const std::filesystem::path& place) {
  constexpr std::size_t most = 1U << 20U;
  auto text = read_start(place, most + 1);
  if (text.size() > most) throw Error(Cause::usage, "is larger than 1 MiB", shown(place.native()));
  return text;
}

}  // namespace cuetheque
