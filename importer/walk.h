#pragma once
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "importer/assembly/assembly.h"
#include "importer/formats.h"
#include "importer/importer.h"
#include "importer/sheet_folders.h"

namespace cuetheque {

/// A file of a unit that may matter to an import.
struct WalkedFile {
  FoundFile file;
  FileKind kind = FileKind::unknown;
  std::string problem;   ///< why it cannot be read or followed, or empty
  bool failed = false;   ///< the problem means that something is not catalogued
  bool passing = false;  ///< the problem is the system's, and may be gone the next time
};

/// A folder with its disc folders and those where its CUE files' audio lies, or folders "Title CD1", "Title CD2" side
/// by side: what is catalogued together.
struct WalkedUnit {
  std::string folder;             ///< relative to the root; the first of several side by side
  std::vector<WalkedFile> files;  ///< sorted by path; nothing of kind `other`
  std::size_t other_files = 0;
  std::string only;  ///< the one file that was asked for, or empty
};

/// Walks a place folder by folder, sorted by path, a bounded step at a time. Symbolic links are followed where they
/// stay inside the root; folders met before (device, inode) are not entered again; no deeper than 256 folders. Names
/// are bytes. Archives are passed over. Opens no file but CUE files that have folders beside them.
class Walk {
 public:
  /// Error (refused) where the place does not exist; Error (usage) where it lies outside its root.
  explicit Walk(const ImportPlace& place);

  /// The next unit, also one with nothing in it; none at the end.
  [[nodiscard]] std::optional<WalkedUnit> next();

 private:
  struct Pending {
    std::string unit_folder;
    std::vector<std::string> folders;
    unsigned depth = 0;
    std::string only;
  };

  [[nodiscard]] std::string absolute(std::string_view relative) const;
  [[nodiscard]] std::string unit_folder_of(const std::string& folder) const;
  [[nodiscard]] SheetFolders sheets_in(const std::string& folder, const std::vector<std::string>& names) const;
  [[nodiscard]] std::optional<std::string> owner_of(const std::string& folder) const;
  [[nodiscard]] std::string with_its_sheets(const std::string& folder, const std::string& unit) const;
  void gather(WalkedUnit& unit, const std::string& folder, unsigned depth, std::vector<Pending>& below);
  void look(WalkedUnit& unit, const std::string& folder, const std::string& name, unsigned depth,
            std::vector<std::string>& folders);
  [[nodiscard]] std::string link_problem(const std::string& path, bool folder) const;

  struct InodeHash {
    std::size_t operator()(std::pair<std::uint64_t, std::uint64_t> inode) const noexcept {
      return std::hash<std::uint64_t>{}(inode.first * 0x9e3779b97f4a7c15ULL ^ inode.second);
    }
  };

  std::string mount_;
  std::filesystem::path real_mount_, real_place_;
  std::unordered_set<std::pair<std::uint64_t, std::uint64_t>, InodeHash> entered_;
  std::vector<Pending> pending_;         ///< the next one at the back
  std::set<std::string> owned_folders_;  ///< by CUE files of the unit in hand; folded
};

/// A path below the root as a name relative to a unit's folder; "../Vertigo CD2/01.flac" for a folder beside it.
[[nodiscard]] std::string name_in(std::string_view folder, std::string_view path);
/// And back.
[[nodiscard]] std::string path_of(std::string_view folder, std::string_view name);

}  // namespace cuetheque
