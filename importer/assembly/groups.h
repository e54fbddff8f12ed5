#pragma once
#include <string>
#include <vector>

#include "core/remark.h"
#include "importer/assembly/clusters.h"

namespace cuetheque {

/// The clusters that make one album.
struct Group {
  std::vector<std::size_t> clusters;  ///< in order of path
  std::string identity;               ///< what an import finds the album again by, inside its folder
  std::vector<Remark> remarks;
};

/// Which clusters of a folder are one album: those of one title, unless MusicBrainz releases differ, or they disagree
/// about album artist, catalogue number or barcode and claim the same places on the same disc, or they are copies of
/// the same tracks in other containers (an album as FLAC and as MP3 is two); and those of one MusicBrainz release, and
/// discs of one barcode or catalogue number. Without a title, all audio files of the folder. A CUE file joins others
/// only where it takes none of their places. In order of the first path.
[[nodiscard]] std::vector<Group> groups_of(const std::vector<Cluster>& clusters);

}  // namespace cuetheque
