// A library to preload: counts the calls by which one program changes files under one folder, and at the chosen one
// lets it die, lose its power or be refused. Two libraries do the I/O of an archive, so this is the one place where
// every call passes.
//
// FAULT_FOLDER   folder to watch (files named LOG* in it are nobody's loss and not counted)
// FAULT_PROGRAM  base name of the program to watch; its children of other names are left alone
// FAULT_AT       number of the call to act at, from 1; 0 = only count
// FAULT_MODE     kill: a write is torn in half, then SIGKILL
//                power: every file goes back to what was last synced, then SIGKILL
//                eio: this one call fails        enospc: from this call on nothing that takes space succeeds (only such
//                calls count)
// FAULT_COUNT    file that receives the number of calls, as a native 64-bit integer
// FAULT_SHADOW   folder of its own, for `power`
// FAULT_DECEIVE  set: fsync says it is done and is not (with `power` this must lose something, or the test proves
// nothing)
//
// Power model: names and sizes are durable at once and in order, contents only as synced (the worst of ext4
// data=ordered).
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>
#include <fcntl.h>
#include <filesystem>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

namespace {

namespace fs = std::filesystem;

enum class Mode { kill, power, eio, enospc };
enum class Takes { space, nothing };

/// What the shim itself does to files is not watched.
thread_local bool inside = false;

class Unwatched {
 public:
  Unwatched() { inside = true; }
  ~Unwatched() { inside = before_; }
  Unwatched(const Unwatched&) = delete;
  Unwatched& operator=(const Unwatched&) = delete;

 private:
  bool before_ = inside;
};

std::string setting(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::string link_target(const std::string& link) {
  std::string target(4096, '\0');
  const ssize_t length = ::readlink(link.c_str(), target.data(), target.size());
  target.resize(length < 0 ? 0 : static_cast<std::size_t>(length));
  return target;
}

Mode mode_named(std::string_view name) {
  return name == "power" ? Mode::power : name == "eio" ? Mode::eio : name == "enospc" ? Mode::enospc : Mode::kill;
}

class Faults {
 public:
  Faults() {
    const Unwatched quiet;
    watching_ = !folder_.empty() && fs::path(link_target("/proc/self/exe")).filename() == setting("FAULT_PROGRAM");
    if (watching_ && mode_ == Mode::power && at_ > 0) {
      remember_all();
    }
    open_counter();
  }

  [[nodiscard]] bool watches(std::string_view path) const {
    if (inside || !watching_ || !path.starts_with(folder_) || path.size() <= folder_.size() ||
        path[folder_.size()] != '/') {
      return false;
    }
    return !path.substr(path.rfind('/') + 1).starts_with("LOG");
  }

  /// The error this call is to fail with, or 0; `torn` runs half of it before a death.
  template <typename Torn>
  int turn(Takes takes, const Torn& torn) {
    if (mode_ == Mode::enospc && takes == Takes::nothing) {
      return 0;
    }
    const long number = counter_->fetch_add(1) + 1;
    if (at_ == 0 || number < at_ || (number > at_ && mode_ != Mode::enospc)) {
      return 0;
    }
    if (mode_ == Mode::eio || mode_ == Mode::enospc) {
      return mode_ == Mode::eio ? EIO : ENOSPC;
    }
    die(torn);
  }

  std::shared_mutex& calls() { return calls_; }
  [[nodiscard]] bool keeps_shadows() const { return mode_ == Mode::power && at_ > 0; }
  [[nodiscard]] bool deceives() const { return deceives_; }

  void remember(const std::string& file) const {
    const Unwatched quiet;
    struct stat now {};
    if (::stat(file.c_str(), &now) == 0 && S_ISREG(now.st_mode)) {
      std::error_code ignored;
      fs::copy_file(file, shadow(now.st_ino), fs::copy_options::overwrite_existing, ignored);
    }
  }

  /// The file's content is gone for good: unlinked, replaced or cut to nothing.
  void forget(const std::string& file) const {
    const Unwatched quiet;
    struct stat now {};
    if (::stat(file.c_str(), &now) == 0 && now.st_nlink == 1) {
      std::error_code ignored;
      fs::remove(shadow(now.st_ino), ignored);
    }
  }

 private:
  [[nodiscard]] fs::path shadow(ino_t inode) const { return fs::path(shadows_) / std::to_string(inode); }

  void open_counter() {
    const std::string file = setting("FAULT_COUNT");
    const int descriptor = watching_ && !file.empty() ? ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644) : -1;
    if (descriptor < 0) {
      return;
    }
    if (::ftruncate(descriptor, sizeof(std::atomic<long>)) == 0) {
      void* place = ::mmap(nullptr, sizeof(std::atomic<long>), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
      counter_ = place == MAP_FAILED ? counter_ : static_cast<std::atomic<long>*>(place);
    }
    ::close(descriptor);
  }

  void remember_all() const {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder_)) {
      remember(entry.path());
    }
  }

  void lose_unsynced() const {
    std::error_code ignored;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder_, ignored)) {
      struct stat now {};
      if (::stat(entry.path().c_str(), &now) != 0 || !S_ISREG(now.st_mode)) {
        continue;
      }
      if (fs::exists(shadow(now.st_ino), ignored)) {
        fs::copy_file(shadow(now.st_ino), entry.path(), fs::copy_options::overwrite_existing, ignored);
      } else {
        fs::resize_file(entry.path(), 0, ignored);
      }
    }
  }

  template <typename Torn>
  [[noreturn]] void die(const Torn& torn) {
    const Unwatched quiet;
    if (mode_ == Mode::kill) {
      torn();
    } else {
      calls_.unlock_shared();  // nobody else may be half-way through a call while the files go back
      calls_.lock();
      lose_unsynced();
    }
    while (true) {
      ::kill(::getpid(), SIGKILL);
    }
  }

  std::string folder_ = setting("FAULT_FOLDER");
  std::string shadows_ = setting("FAULT_SHADOW");
  Mode mode_ = mode_named(setting("FAULT_MODE"));
  long at_ = std::atol(setting("FAULT_AT").c_str());
  bool deceives_ = !setting("FAULT_DECEIVE").empty();
  bool watching_ = false;
  std::atomic<long> own_count_{0};
  std::atomic<long>* counter_ = &own_count_;
  std::shared_mutex calls_;
};

/// Lives to the very end of the process: other libraries still write while they are taken down.
Faults& faults() {
  static Faults* const made = std::make_unique<Faults>().release();
  return *made;
}

template <typename Function>
Function next(const char* name) {
  return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

std::string path_of(int descriptor) {
  return inside ? "" : link_target("/proc/self/fd/" + std::to_string(descriptor));
}

std::string absolute(int folder, const char* path) {
  if (inside || path == nullptr || *path == '/') {
    return inside || path == nullptr ? "" : path;
  }
  return link_target(folder == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/" + std::to_string(folder)) + '/' + path;
}

/// Passes a call on, unless it is the one to fail or to die in.
template <typename Result, typename Call, typename Torn>
Result pass(const std::string& path, Takes takes, Result failed, const Call& call, const Torn& torn) {
  if (inside || !faults().watches(path)) {
    return call();
  }
  const std::shared_lock held(faults().calls());
  if (const int error = faults().turn(takes, torn); error != 0) {
    errno = error;
    return failed;
  }
  return call();
}

template <typename Result, typename Call>
Result pass(const std::string& path, Takes takes, Result failed, const Call& call) {
  return pass(path, takes, failed, call, [] {});
}

int sync_file(int descriptor, int (*real)(int)) {
  const std::string path = path_of(descriptor);
  return pass(path, Takes::nothing, -1, [&] {
    if (faults().watches(path) && faults().deceives()) {
      return 0;
    }
    const int result = real(descriptor);
    if (result == 0 && faults().watches(path) && faults().keeps_shadows()) {
      faults().remember(path);
    }
    return result;
  });
}

/// After a call that ends the content of `path`.
void end_content(const std::string& path) {
  if (!inside && faults().watches(path) && faults().keeps_shadows()) {
    faults().forget(path);
  }
}

template <typename Call>
int open_file(int folder, const char* name, int flags, const Call& call) {
  if ((flags & (O_CREAT | O_TRUNC)) == 0) {
    return call();
  }
  const std::string path = absolute(folder, name);
  return pass(path, Takes::space, -1, [&] {
    if ((flags & O_TRUNC) != 0) {
      end_content(path);
    }
    return call();
  });
}

template <typename Call>
int rename_file(const std::string& from, const std::string& to, const Call& call) {
  return pass(from, Takes::nothing, -1, [&] {
    end_content(to);
    return call();
  });
}

template <typename Call>
int unlink_file(const std::string& path, const Call& call) {
  return pass(path, Takes::nothing, -1, [&] {
    end_content(path);
    return call();
  });
}

template <typename Call>
FILE* open_stream(const char* name, const char* mode, const Call& call) {
  const bool writes = std::string_view(mode).find_first_of("wa+") != std::string_view::npos;
  const std::string path = writes ? absolute(AT_FDCWD, name) : "";
  return pass(path, Takes::space, static_cast<FILE*>(nullptr), [&] {
    if (*mode == 'w') {
      end_content(path);
    }
    return call();
  });
}

mode_t mode_argument(int flags, va_list rest) {
  return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : 0;
}

}  // namespace

// The C library's own names, in its own order of arguments.
extern "C" {

ssize_t write(int file, const void* data, size_t size) {
  static const auto real = next<ssize_t (*)(int, const void*, size_t)>("write");
  return pass(
      path_of(file), Takes::space, ssize_t{-1}, [&] { return real(file, data, size); },
      [&] { real(file, data, size / 2); });
}

ssize_t pwrite(int file, const void* data, size_t size, off_t at) {
  static const auto real = next<ssize_t (*)(int, const void*, size_t, off_t)>("pwrite");
  return pass(
      path_of(file), Takes::space, ssize_t{-1}, [&] { return real(file, data, size, at); },
      [&] { real(file, data, size / 2, at); });
}

ssize_t pwrite64(int file, const void* data, size_t size, off64_t at) {
  return pwrite(file, data, size, at);
}

ssize_t writev(int file, const iovec* parts, int count) {
  static const auto real = next<ssize_t (*)(int, const iovec*, int)>("writev");
  return pass(
      path_of(file), Takes::space, ssize_t{-1}, [&] { return real(file, parts, count); },
      [&] { real(file, parts, count / 2); });
}

ssize_t pwritev(int file, const iovec* parts, int count, off_t at) {
  static const auto real = next<ssize_t (*)(int, const iovec*, int, off_t)>("pwritev");
  return pass(
      path_of(file), Takes::space, ssize_t{-1}, [&] { return real(file, parts, count, at); },
      [&] { real(file, parts, count / 2, at); });
}

ssize_t pwritev64(int file, const iovec* parts, int count, off64_t at) {
  return pwritev(file, parts, count, at);
}

int fsync(int file) {
  static const auto real = next<int (*)(int)>("fsync");
  return sync_file(file, real);
}

int fdatasync(int file) {
  static const auto real = next<int (*)(int)>("fdatasync");
  return sync_file(file, real);
}

int sync_file_range(int file, off64_t at, off64_t size, unsigned flags) {
  static const auto real = next<int (*)(int, off64_t, off64_t, unsigned)>("sync_file_range");
  if (flags == 0) return real(file, at, size, flags);  // no I/O: RocksDB only asks whether the file system can
  return pass(path_of(file), Takes::nothing, -1, [&] { return real(file, at, size, flags); });
}

int ftruncate(int file, off_t size) noexcept {
  static const auto real = next<int (*)(int, off_t)>("ftruncate");
  return pass(path_of(file), Takes::space, -1, [&] { return real(file, size); });
}

int ftruncate64(int file, off64_t size) noexcept {
  return ftruncate(file, size);
}

int truncate(const char* name, off_t size) noexcept {
  static const auto real = next<int (*)(const char*, off_t)>("truncate");
  return pass(absolute(AT_FDCWD, name), Takes::space, -1, [&] { return real(name, size); });
}

int fallocate(int file, int mode, off_t at, off_t size) {
  static const auto real = next<int (*)(int, int, off_t, off_t)>("fallocate");
  return pass(path_of(file), Takes::space, -1, [&] { return real(file, mode, at, size); });
}

int fallocate64(int file, int mode, off64_t at, off64_t size) {
  return fallocate(file, mode, at, size);
}

int posix_fallocate(int file, off_t at, off_t size) {
  static const auto real = next<int (*)(int, off_t, off_t)>("posix_fallocate");
  const int result = pass(path_of(file), Takes::space, -1, [&] { return real(file, at, size); });
  return result < 0 ? errno : result;
}

int rename(const char* from, const char* to) noexcept {
  static const auto real = next<int (*)(const char*, const char*)>("rename");
  return rename_file(absolute(AT_FDCWD, from), absolute(AT_FDCWD, to), [&] { return real(from, to); });
}

int renameat(int from_folder, const char* from, int to_folder, const char* to) noexcept {
  static const auto real = next<int (*)(int, const char*, int, const char*)>("renameat");
  return rename_file(absolute(from_folder, from), absolute(to_folder, to),
                     [&] { return real(from_folder, from, to_folder, to); });
}

int renameat2(int from_folder, const char* from, int to_folder, const char* to, unsigned flags) noexcept {
  static const auto real = next<int (*)(int, const char*, int, const char*, unsigned)>("renameat2");
  return rename_file(absolute(from_folder, from), absolute(to_folder, to),
                     [&] { return real(from_folder, from, to_folder, to, flags); });
}

int unlink(const char* name) noexcept {
  static const auto real = next<int (*)(const char*)>("unlink");
  return unlink_file(absolute(AT_FDCWD, name), [&] { return real(name); });
}

int unlinkat(int folder, const char* name, int flags) noexcept {
  static const auto real = next<int (*)(int, const char*, int)>("unlinkat");
  return unlink_file(absolute(folder, name), [&] { return real(folder, name, flags); });
}

int remove(const char* name) noexcept {
  static const auto real = next<int (*)(const char*)>("remove");
  return unlink_file(absolute(AT_FDCWD, name), [&] { return real(name); });
}

int rmdir(const char* name) noexcept {
  static const auto real = next<int (*)(const char*)>("rmdir");
  return pass(absolute(AT_FDCWD, name), Takes::nothing, -1, [&] { return real(name); });
}

int link(const char* from, const char* to) noexcept {
  static const auto real = next<int (*)(const char*, const char*)>("link");
  return pass(absolute(AT_FDCWD, to), Takes::space, -1, [&] { return real(from, to); });
}

int mkdir(const char* name, mode_t mode) noexcept {
  static const auto real = next<int (*)(const char*, mode_t)>("mkdir");
  return pass(absolute(AT_FDCWD, name), Takes::space, -1, [&] { return real(name, mode); });
}

int mkdirat(int folder, const char* name, mode_t mode) noexcept {
  static const auto real = next<int (*)(int, const char*, mode_t)>("mkdirat");
  return pass(absolute(folder, name), Takes::space, -1, [&] { return real(folder, name, mode); });
}

int open(const char* name, int flags, ...) {
  static const auto real = next<int (*)(const char*, int, ...)>("open");
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = mode_argument(flags, rest);
  va_end(rest);
  return open_file(AT_FDCWD, name, flags, [&] { return real(name, flags, mode); });
}

int open64(const char* name, int flags, ...) {
  static const auto real = next<int (*)(const char*, int, ...)>("open64");
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = mode_argument(flags, rest);
  va_end(rest);
  return open_file(AT_FDCWD, name, flags, [&] { return real(name, flags, mode); });
}

int openat(int folder, const char* name, int flags, ...) {
  static const auto real = next<int (*)(int, const char*, int, ...)>("openat");
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = mode_argument(flags, rest);
  va_end(rest);
  return open_file(folder, name, flags, [&] { return real(folder, name, flags, mode); });
}

int openat64(int folder, const char* name, int flags, ...) {
  static const auto real = next<int (*)(int, const char*, int, ...)>("openat64");
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = mode_argument(flags, rest);
  va_end(rest);
  return open_file(folder, name, flags, [&] { return real(folder, name, flags, mode); });
}

int creat(const char* name, mode_t mode) {
  return open(name, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

FILE* fopen(const char* name, const char* mode) {
  static const auto real = next<FILE* (*)(const char*, const char*)>("fopen");
  return open_stream(name, mode, [&] { return real(name, mode); });
}

FILE* fopen64(const char* name, const char* mode) {
  static const auto real = next<FILE* (*)(const char*, const char*)>("fopen64");
  return open_stream(name, mode, [&] { return real(name, mode); });
}

}  // extern "C"
