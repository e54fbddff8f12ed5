#include "core/files.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <pwd.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/sysmacros.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace cuetheque {
namespace {

namespace fs = std::filesystem;

/// A file descriptor that closes itself.
class Descriptor {
 public:
  Descriptor(const fs::path& path, int flags) : number_(::open(path.c_str(), flags | O_CLOEXEC, 0666)) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

/// The device a path lies on as mount tables name it, or the path itself.
std::string device_of(fs::path path) {
  struct stat status {};
  while (::stat(path.c_str(), &status) != 0 && path.has_relative_path()) path = path.parent_path();
  const auto wanted = fmt::format("{}:{}", ::major(status.st_dev), ::minor(status.st_dev));
  std::ifstream table("/proc/self/mountinfo");
  for (std::string line; std::getline(table, line);) {
    const auto numbers = line.find(wanted, line.find(' ', line.find(' ') + 1));
    const auto rest = line.find(" - ");
    if (numbers == std::string::npos || rest == std::string::npos || numbers > rest) continue;
    const auto device = line.find(' ', rest + 3);
    return line.substr(device + 1, line.find(' ', device + 1) - device - 1);
  }
  return path.string();
}

std::string user_name() {
  const auto* entry = ::getpwuid(::geteuid());
  return entry == nullptr ? fmt::format("user {}", ::geteuid()) : std::string(entry->pw_name);
}

void write_all(int file, std::string_view text, const fs::path& path) {
  while (!text.empty()) {
    const auto written = ::write(file, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw refused(path, errno);
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

std::string read_up_to(int file, const fs::path& path, std::size_t most) {
  std::string text;
  char part[16384];
  while (text.size() < most) {
    const auto count = ::read(file, part, std::min(sizeof part, most - text.size()));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw refused(path, errno);
    if (count == 0) break;
    text.append(part, static_cast<std::size_t>(count));
  }
  return text;
}

void write_new(const fs::path& path, std::string_view text) {
  const Descriptor file(path, O_WRONLY | O_CREAT | O_TRUNC);
  if (file.number() < 0) throw refused(path, errno);
  write_all(file.number(), text, path);
  if (::fsync(file.number()) != 0) throw refused(path, errno);
}

}  // namespace

Error refused(const fs::path& path, int error_number) {
  switch (error_number) {
    case ENOSPC:
    case EDQUOT:
      return {Cause::refused, fmt::format("no space left on {}", device_of(path)), path.string(),
              "free some space and run the same command again: what was saved is kept"};
    case EROFS:
      return {Cause::refused, "is on read-only media", path.string(),
              "reading works; to change the archive, copy it or remount"};
    case EACCES:
    case EPERM:
      return {Cause::refused, fmt::format("permission denied for {}", user_name()), path.string(),
              "ask its owner for access"};
    default:
      return {Cause::refused, std::strerror(error_number), path.string()};
  }
}

int refusal_in(std::string_view text) {
  constexpr std::array refusals{ENOSPC, EDQUOT, EROFS, EACCES, EPERM, EMFILE, ENFILE, EFBIG, ENOMEM, ESTALE, EIO};
  const auto* found = std::ranges::find_if(refusals, [&](int number) {
    return text.find(std::generic_category().message(number)) != std::string_view::npos;
  });
  return found == refusals.end() ? 0 : *found;
}

void write_file(const fs::path& path, std::string_view text) {
  auto temporary = path;
  temporary += ".new";
  try {
    write_new(temporary, text);
    if (::rename(temporary.c_str(), path.c_str()) != 0) throw refused(path, errno);
  } catch (const Error&) {
    ::unlink(temporary.c_str());
    throw;
  }
  sync_folder(path.has_parent_path() ? path.parent_path() : fs::path("."));
}

std::optional<std::string> read_file(const fs::path& path, std::size_t limit) {
  const Descriptor file(path, O_RDONLY | O_NONBLOCK);
  if (file.number() < 0 && (errno == ENOENT || errno == ENOTDIR)) return std::nullopt;
  if (file.number() < 0) throw refused(path, errno);
  auto text = read_up_to(file.number(), path, limit + 1);
  if (text.size() > limit) throw Error(Cause::damaged, "is larger than it can be", path.string());
  return text;
}

std::string read_start(const fs::path& path, std::size_t count) {
  const Descriptor file(path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
  struct stat status {};
  if (file.number() < 0 || ::fstat(file.number(), &status) != 0) throw refused(path, errno);
  if (!S_ISREG(status.st_mode)) throw Error(Cause::refused, "is no regular file", path.string());
  return read_up_to(file.number(), path, count);
}

void sync_folder(const fs::path& folder) {
  const Descriptor opened(folder, O_RDONLY | O_DIRECTORY);
  if (opened.number() < 0 || ::fsync(opened.number()) != 0) throw refused(folder, errno);
}

void require_writable(const fs::path& folder) {
  if (::access(folder.c_str(), W_OK | X_OK) != 0) throw refused(folder, errno);
}

void require_space(const fs::path& folder, std::uint64_t bytes) {
  struct statvfs status {};
  if (::statvfs(folder.c_str(), &status) != 0) throw refused(folder, errno);
  if (std::uint64_t{status.f_bavail} * status.f_frsize < bytes) throw refused(folder, ENOSPC);
}

}  // namespace cuetheque
