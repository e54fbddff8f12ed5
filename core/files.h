#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/error.h"

namespace cuetheque {

/// What the system said, in words a user can act on: no space left on DEVICE, read-only media, permission …
/// (RELIABILITY.md 2.9).
[[nodiscard]] Error refused(const std::filesystem::path& path, int error_number);
/// The number of the refusal that a text quotes in the system's own words; 0 = none. For libraries that fail without
/// keeping the number.
[[nodiscard]] int refusal_in(std::string_view text);

/// Replaces a file so that a crash leaves the old one or the new one, whole: temporary beside it, fsync, rename, fsync
/// of the folder.
void write_file(const std::filesystem::path& path, std::string_view text);
/// The file's bytes; none where there is no such file. Error(damaged) where it is larger than `limit`.
[[nodiscard]] std::optional<std::string> read_file(const std::filesystem::path& path,
                                                   std::size_t limit = std::size_t{1} << 20U);

/// At most so many of a file's first bytes. Error(refused) where it cannot be opened or read, or is no regular file:
/// never waits, as a pipe would.
[[nodiscard]] std::string read_start(const std::filesystem::path& path, std::size_t count);

/// Makes renames and new names in a folder durable.
void sync_folder(const std::filesystem::path& folder);
/// Error(refused) where nothing can be written into the folder.
void require_writable(const std::filesystem::path& folder);
/// Error(refused) where fewer bytes are free.
void require_space(const std::filesystem::path& folder, std::uint64_t bytes);

}  // namespace cuetheque
