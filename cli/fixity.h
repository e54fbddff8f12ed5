#pragma once
#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "cli/check_pool.h"
#include "cli/verified.h"
#include "core/archive.h"

namespace cuetheque {

/// Which files of an archive are checked.
struct FilesWanted {
  std::vector<Id> ids;                       ///< albums and tracks
  std::vector<std::filesystem::path> under;  ///< absolute; empty = wherever they are
  std::int64_t not_since = 0;                ///< leaves out what was verified then or later (UTC, ms); 0 = nothing
};

/// How many files there were, by what became of them.
struct FixityCounts {
  std::map<Condition, std::size_t> by_condition;
  std::size_t verified_before = 0;             ///< left out
  std::map<std::string, std::size_t> offline;  ///< by root: they are never missing

  [[nodiscard]] std::size_t of(Condition condition) const;
  [[nodiscard]] std::size_t findings() const;
  [[nodiscard]] std::size_t checked() const;
  /// Whether there was no file at all.
  [[nodiscard]] bool none() const { return by_condition.empty() && offline.empty() && verified_before == 0; }
};

/// The audio files of these records, one record after the other; `visit` gets those to check until it says false. Those
/// of an offline root and those verified before are only counted.
class FixityWalk {
 public:
  FixityWalk(const Archive& archive, const FilesWanted& wanted, const Verified& verified);

  using Visit = std::function<bool(CheckedFile&&)>;

  /// Returns the counts of what was left out.
  FixityCounts each(const Visit& visit) const;

 private:
  struct Mount {
    std::filesystem::path folder;
    bool there = false;
  };
  [[nodiscard]] bool each_of(Id id, FixityCounts& counts, const Visit& visit) const;

  const Archive& archive_;
  const FilesWanted& wanted_;
  const Verified& verified_;
  std::map<std::string, Mount> mounts_;  ///< by root
};

}  // namespace cuetheque
