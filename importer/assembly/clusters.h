#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "importer/assembly/assembly.h"
#include "importer/assembly/cue_join.h"
#include "importer/assembly/path_titles.h"
#include "importer/assembly/said.h"

namespace cuetheque {

/// An audio file with what its tags and its name say, sorted out for assembling.
struct KnownFile {
  const ReadFile* read = nullptr;
  TagStatements said;
  FileTitle name;
  unsigned disc = 0;
  unsigned position = 0;
  std::string side, disc_title;
  bool bonus = false;  ///< on a disc that its folder calls bonus

  [[nodiscard]] bool readable() const { return read->reading.failed().empty(); }
};

/// A CUE file with what it says and the audio it was joined to.
struct KnownSheet {
  const ReadSheet* read = nullptr;
  SheetStatements said;
  std::vector<std::optional<std::size_t>> audio;  ///< parallel to its FILEs: index into Known::files
  std::vector<TrackRange> ranges;
  unsigned disc = 0;
  std::string disc_title;
  bool bonus = false;
};

/// All that is known of a folder, before it is divided into albums.
struct Known {
  const FolderContents* contents = nullptr;
  std::vector<KnownFile> files;
  std::vector<KnownSheet> sheets;
  std::vector<Remark> remarks;
};
[[nodiscard]] Known known(const FolderContents& contents);

/// A track to be: an audio file, or a range that a CUE file cuts.
struct Piece {
  std::optional<std::size_t> file;
  std::optional<std::size_t> range;  ///< into the cluster's first sheet's ranges
  bool whole = true;                 ///< the only track of its file: the file's title is the track's
  unsigned disc = 0;
  unsigned position = 0;
  std::string side;
};

/// What can only stand together on one album: a CUE file with its audio, or one audio file. Texts are empty where
/// nothing is said.
struct Cluster {
  std::vector<std::size_t> sheets;  ///< several where they cut the same audio alike
  std::vector<Piece> pieces;
  std::string path;                                 ///< of the sheet or file: their order
  std::string title;                                ///< of the album, folded, its disc taken off
  std::string artist, release, catalogue, barcode;  ///< folded
  bool audio = false;                               ///< any of it is on disk
  std::string container, track_title;               ///< of a file alone; the title folded
};

/// Divides a folder into its clusters, in order of path. Two CUE files that cut the same audio differently are two,
/// with a remark.
[[nodiscard]] std::vector<Cluster> clusters_of(Known& known);

}  // namespace cuetheque
