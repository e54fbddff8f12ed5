#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/draft.h"
#include "importer/cue_files/cue_file.h"
#include "importer/reading.pb.h"

namespace cuetheque {

/// A file on disk as it was when it was looked at.
struct FoundFile {
  std::string path;  ///< relative to the root
  std::uint64_t size = 0;
  std::int64_t modified_ns = 0;
};

/// An audio file of a folder and what its tags say.
struct ReadFile {
  FoundFile file;
  Reading reading;
};

/// A CUE file of a folder, or one embedded in an audio file, parsed.
struct ReadSheet {
  FoundFile file;  ///< of the sheet; of the audio file where it is embedded
  bool embedded = false;
  CueFile sheet;
  std::vector<Remark> remarks;  ///< of its parsing
};

/// A picture beside the audio.
struct FoundPicture {
  FoundFile file;
  ReadPicture read;
};

/// All that was read in one folder and its disc folders.
struct FolderContents {
  std::string root;
  std::string folder;  ///< relative to the root
  std::vector<ReadFile> audio;
  std::vector<ReadSheet> sheets;
  std::vector<FoundPicture> pictures;
};

/// Groups files into albums (folder tree, album title, album artist or MusicBrainz id or catalogue number, never the
/// track artist), joins CUE files to their audio, and states what tags, CUE files, paths and inference say. Pure.
struct Assembled {
  std::vector<AlbumDraft> albums;  ///< sorted by the path of their first file
  std::vector<Remark> remarks;
};
[[nodiscard]] Assembled assemble(const FolderContents& contents);

}  // namespace cuetheque
