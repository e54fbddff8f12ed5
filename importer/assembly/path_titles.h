#pragma once
#include <string>
#include <string_view>

namespace cuetheque {

/// What a file's name says: "01 - Main Title.flac", "1-02 The Chase.mp3", "A1. Overture.wav". A guess (source path).
struct FileTitle {
  unsigned disc = 0;      ///< 0 = not said
  unsigned position = 0;  ///< 0 = not said
  std::string side;
  std::string title;  ///< never empty for a name that is not
};
[[nodiscard]] FileTitle title_of_file(std::string_view file_name);

/// What a folder's name says: "Vertigo (1958) [FLAC]" is Vertigo, 1958.
struct FolderTitle {
  std::string title;
  std::string year;  ///< only from "Title (YYYY)"; or empty
};
[[nodiscard]] FolderTitle title_of_folder(std::string_view folder_name);

}  // namespace cuetheque
