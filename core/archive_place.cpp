#include "core/archive_place.h"

#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <fmt/chrono.h>
#include <optional>
#include <random>
#include <signal.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include "core/files.h"

namespace cuetheque {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view program = "cuetheque ";
constexpr std::size_t uuid_length = 36;

fs::path format_file(const fs::path& folder) {
  return folder / "FORMAT";
}
/// The name of FORMAT while an archive is in the making.
fs::path making_file(const fs::path& folder) {
  return folder / "FORMAT.making";
}
fs::path writer_file(const fs::path& folder) {
  return folder / "writer";
}

/// A random UUID (RFC 9562, version 4).
std::string new_uuid() {
  std::random_device source;
  std::array<unsigned, 8> words{};
  for (auto& word : words) word = source() & 0xffffU;
  words[3] = (words[3] & 0x0fffU) | 0x4000U;
  words[4] = (words[4] & 0x3fffU) | 0x8000U;
  return fmt::format("{:04x}{:04x}-{:04x}-{:04x}-{:04x}-{:04x}{:04x}{:04x}", words[0], words[1], words[2], words[3],
                     words[4], words[5], words[6], words[7]);
}

Error not_an_archive(const fs::path& folder, std::string what) {
  return {Cause::damaged, std::move(what), folder.string(),
          "check the path, or make an archive there with: cuetheque init"};
}

void require_folder(const fs::path& folder) {
  std::error_code error;
  const bool is_folder = fs::is_directory(folder, error);
  if (error == std::errc::permission_denied) throw refused(folder, EACCES);
  if (error && error != std::errc::no_such_file_or_directory && error != std::errc::not_a_directory) {
    throw not_an_archive(folder, fmt::format("is not an archive: {}", error.message()));
  }
  if (is_folder) return;
  throw not_an_archive(folder, fs::exists(folder, error) ? "is a file, not an archive" : "there is no archive here");
}

Error without_format(const fs::path& folder) {
  std::error_code error;
  if (fs::exists(making_file(folder), error)) {
    return not_an_archive(folder, "is an archive whose making was interrupted");
  }
  if (fs::is_empty(folder, error)) return not_an_archive(folder, "is an empty folder, not an archive");
  if (fs::exists(folder / "store" / "CURRENT", error)) {
    return {Cause::damaged, "has a store but no FORMAT file", folder.string(),
            "restore FORMAT from a backup, or see what is there with: cuetheque verify"};
  }
  return not_an_archive(folder, "is not an archive");
}

/// "cuetheque 1\n" and a uuid; written whole or not at all, so anything else is damage.
std::string uuid_in(std::string_view text, const fs::path& folder) {
  unsigned version = 0;
  const auto* end = text.data() + text.size();
  const auto start = text.starts_with(program) ? text.data() + program.size() : end;
  const auto [stop, error] = std::from_chars(start, end, version);
  if (error == std::errc{} && version > archive_format) {
    throw Error(Cause::damaged,
                fmt::format("made by a newer cuetheque (format {}); this one reads {}", version, archive_format),
                folder.string(), "upgrade cuetheque");
  }
  const auto rest = std::string_view(stop, static_cast<std::size_t>(end - stop));
  if (error != std::errc{} || version == 0 || rest.size() != uuid_length + 2 || rest.front() != '\n' ||
      rest.back() != '\n') {
    throw Error(Cause::damaged, "the archive's FORMAT file is damaged", format_file(folder).string(),
                "restore it from a backup (two lines: cuetheque 1, then the uuid), then run: cuetheque verify");
  }
  return std::string(rest.substr(1, uuid_length));
}

void clear_unfinished(const fs::path& folder) {
  std::error_code error;
  if (fs::exists(format_file(folder), error)) return;
  fs::remove(making_file(folder) += ".new", error);
  if (!fs::exists(making_file(folder), error)) return;
  fs::remove_all(folder / "store", error);
  fs::remove(making_file(folder), error);
}

struct Writer {
  long pid = 0;
  std::string host;
  std::string since;
};

std::string host_name() {
  std::array<char, 256> host{};
  return ::gethostname(host.data(), host.size() - 1) == 0 ? host.data() : "unknown";
}

/// The note's lines: pid, host, since.
std::optional<Writer> writer_in(const fs::path& folder) {
  const auto text = read_file(writer_file(folder), 4096);
  if (!text) return std::nullopt;
  const auto first = text->find('\n');
  const auto second = text->find('\n', first + 1);
  if (first == std::string::npos || second == std::string::npos) return std::nullopt;
  Writer writer{0, text->substr(first + 1, second - first - 1),
                text->substr(second + 1, text->find('\n', second + 1) - second - 1)};
  std::from_chars(text->data(), text->data() + first, writer.pid);
  return writer.pid > 0 ? std::optional(writer) : std::nullopt;
}

bool alive(const Writer& writer) {
  if (writer.host != host_name()) return true;  // nobody can tell from here
  return ::kill(static_cast<pid_t>(writer.pid), 0) == 0 || errno == EPERM;
}

}  // namespace

ArchivePlace::ArchivePlace(fs::path folder, std::string uuid) : folder_(std::move(folder)), uuid_(std::move(uuid)) {}

ArchivePlace ArchivePlace::existing(const fs::path& folder) {
  require_folder(folder);
  const auto text = read_file(format_file(folder), 4096);
  if (!text) throw without_format(folder);
  auto uuid = uuid_in(*text, folder);
  ArchivePlace place(folder, std::move(uuid));
  if (!fs::is_directory(place.store())) {
    throw Error(Cause::damaged, "the archive has lost its store", place.store().string(), "restore the latest backup");
  }
  return place;
}

ArchivePlace ArchivePlace::begin(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error && !fs::is_directory(folder)) {
    if (error == std::errc::file_exists || error == std::errc::not_a_directory) {
      throw Error(Cause::refused, "is a file", folder.string(), "name a new or an empty folder");
    }
    throw refused(folder, error.value());
  }
  require_writable(folder);
  clear_unfinished(folder);
  if (!fs::is_empty(folder))
    throw Error(Cause::refused, "is not empty", folder.string(), "name a new or an empty folder");
  ArchivePlace place(folder, new_uuid());
  write_file(making_file(folder), fmt::format("{}{}\n{}\n", program, archive_format, place.uuid_));
  return place;
}

void ArchivePlace::finish() const {
  sync_folder(store());
  std::error_code error;
  fs::rename(making_file(folder_), format_file(folder_), error);
  if (error) throw refused(format_file(folder_), error.value());
  sync_folder(folder_);
  sync_folder(fs::absolute(folder_).parent_path());
}

void ArchivePlace::note_writer() const {
  const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  write_file(writer_file(folder_), fmt::format("{}\n{}\n{:%FT%TZ}\n", ::getpid(), host_name(), fmt::gmtime(now)));
}

void ArchivePlace::remove_writer_note() const {
  std::error_code ignored;  // only a note: a stale one is recognised
  fs::remove(writer_file(folder_), ignored);
}

Error ArchivePlace::busy() const {
  const auto writer = writer_in(folder_);
  const auto who = writer && alive(*writer)
                       ? fmt::format(" (pid {} on {}, since {})", writer->pid, writer->host, writer->since)
                       : std::string();
  return {Cause::busy, fmt::format("another cuetheque is changing this archive{}", who), folder_.string(),
          "wait for it, or let this command wait with --wait SECONDS"};
}

}  // namespace cuetheque
