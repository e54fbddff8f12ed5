#pragma once
#include <filesystem>
#include <set>
#include <string>
#include <string_view>

namespace cuetheque {

/// Throws as NewFile does where something is in the way of a file at this place.
void check_way(const std::filesystem::path& place, bool force);

/// A file being written beside its place and moved there when it is whole: what stood there stays until then, and stays
/// if anything fails. Never follows a link at its place; replaces a file only with `force`. Error(usage) where
/// something is in the way, Error(refused) where the system says no.
class NewFile {
 public:
  NewFile(std::filesystem::path place, bool force);
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  ~NewFile();  ///< removes what was not finished

  void write(std::string_view text);
  /// Synced and moved to its place.
  void finish();

 private:
  void flush();

  std::filesystem::path place_;
  std::filesystem::path temporary_;
  bool force_;
  int descriptor_ = -1;
  std::string buffer_;
};

/// Names for the files of one export: safe on every file system (RELIABILITY.md P1), each given once, letters of either
/// case and either Unicode form counting as the same (P2); a second one gets " (2)".
class SafeNames {
 public:
  [[nodiscard]] std::string take(std::string_view wish, std::string_view extension);

 private:
  std::set<std::string> taken_;
};

/// A name no system trips over: separators, controls and reserved characters become `_`, at most 200 bytes, never
/// empty, `.` or `CON`.
[[nodiscard]] std::string safe_name(std::string_view wish);

/// A whole small file; Error(refused) where it cannot be read, Error(usage) where it is larger than 1 MiB.
[[nodiscard]] std::string read_text(const std::filesystem::path& place);

}  // namespace cuetheque
