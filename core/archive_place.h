#pragma once
#include <filesystem>
#include <string>

#include "core/error.h"

namespace cuetheque {

/// The newest layout of an archive's folder that this program reads and the one it writes.
inline constexpr unsigned archive_format = 1;

/// The folder of an archive: `FORMAT` (what it is, its uuid), `store/`, `index` (the search index's), `writer` (a note
/// who is writing).
class ArchivePlace {
 public:
  /// An archive that is there: Error(damaged) where it is none, or newer than this program; Error(refused) where it
  /// cannot be read.
  static ArchivePlace existing(const std::filesystem::path& folder);
  /// Makes the folder, if need be, and marks it as an archive in the making. Refuses a folder that holds anything, but
  /// for what an earlier `begin` without its `finish` left.
  static ArchivePlace begin(const std::filesystem::path& folder);
  /// From now on it is an archive.
  void finish() const;

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  [[nodiscard]] std::filesystem::path store() const { return folder_ / "store"; }
  [[nodiscard]] std::filesystem::path index() const { return folder_ / "index"; }
  [[nodiscard]] const std::string& uuid() const { return uuid_; }

  /// Leaves a note who is writing, for others to read; the lock itself is the store's.
  void note_writer() const;
  void remove_writer_note() const;
  /// What to tell a second writer: the holder's pid, host and since when, where the note still speaks of a living
  /// process.
  [[nodiscard]] Error busy() const;

 private:
  ArchivePlace(std::filesystem::path folder, std::string uuid);

  std::filesystem::path folder_;
  std::string uuid_;
};

}  // namespace cuetheque
