#pragma once
#include <set>
#include <string>
#include <vector>

namespace cuetheque {

/// Where CUE files say that their audio lies: paths relative to their folder, folded, as FILEs are compared without
/// regard to case (FORMATS.md B.6).
struct SheetFolders {
  /// Folders that belong to the sheets: each holds all FILEs of one of them, or leads to such a folder. A list of
  /// pieces from the folders of several albums makes none of these its own.
  std::set<std::string> own;
  std::set<std::string> with_audio;  ///< of any FILE

  /// Whether any FILE lies in this folder (relative, as it is written), or below it.
  [[nodiscard]] bool have_audio_in(const std::string& folder) const;
};

/// Of these CUE files of a folder (absolute). What cannot be read names nothing.
[[nodiscard]] SheetFolders sheet_folders(const std::string& folder, const std::vector<std::string>& cue_files);

}  // namespace cuetheque
