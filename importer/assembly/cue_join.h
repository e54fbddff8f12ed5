#pragma once
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/remark.h"
#include "importer/cue_files/cue_file.h"

namespace cuetheque {

/// Which audio file each FILE of a CUE file is.
struct ResolvedFiles {
  std::vector<std::optional<std::size_t>>
      audio;                    ///< parallel to the sheet's files: index into the names given, none = missing
  std::vector<Remark> remarks;  ///< without path: the caller knows it
};

/// Finds the FILEs of a CUE file among the audio files of its folder (FORMATS.md B.6): the name as given, its base
/// name, the same stem with another audio extension, the sheet's own stem (one FILE only), the only audio file there
/// is; each first exactly, then without regard to case and Unicode normal form. A FILE of data is no audio.
/// `sheet_name` and `audio_names` are paths relative to the sheet's folder, the sheet's without a folder. Absolute and
/// drive paths count by their base name; a name that leaves the folder by `..` is refused, so is the sheet itself.
[[nodiscard]] ResolvedFiles resolve_files(const CueFile& sheet, std::string_view sheet_name,
                                          const std::vector<std::string>& audio_names);

/// The folders in which the sheet's FILEs lie as they are named: "Audio" for "Audio\\01.wav", empty for beside the
/// sheet. Those that lead elsewhere lie in none.
[[nodiscard]] std::set<std::string> folders_of_files(const CueFile& sheet);

/// Whether a FILE of the sheet holds tracks that are not audio, and no audio.
[[nodiscard]] bool is_of_data(const CueFile& sheet, std::size_t file);

/// INDEX 02 and up: a place inside a track, perhaps in a later FILE.
struct FurtherIndex {
  unsigned number = 0;
  std::size_t file = 0;  ///< index into the sheet's files
  Frames at{};
  std::optional<Frames> end;  ///< in a later FILE, where the next track starts there; none = the end of the file
};

/// The piece of a FILE that a track is.
struct TrackRange {
  std::size_t track = 0;         ///< index into the sheet's tracks; of hidden audio, the track it stands before
  unsigned number = 0;           ///< as numbered on the disc; 0 for hidden audio (B.7)
  std::size_t file = 0;          ///< index into the sheet's files
  std::optional<Frames> start;   ///< INDEX 01; none where the sheet gives none: the track has no time
  std::optional<Frames> end;     ///< where the next track of the same FILE starts; none = the end of the file
  std::optional<Frames> pregap;  ///< INDEX 00 …
  std::size_t pregap_file = 0;   ///< … and the FILE that holds it
  bool hidden = false;  ///< audio before INDEX 01 of track 1: `number` is 0 and the track's title is not its own
  std::vector<FurtherIndex> further;
};

/// A range for each AUDIO track in the sheet's order, and before them one for hidden audio of more than 150 frames.
[[nodiscard]] std::vector<TrackRange> track_ranges(const CueFile& sheet);

/// A track that is not audio, and how it stands beside the audio track that keeps it.
struct DataPlace {
  std::size_t track = 0;  ///< index into the sheet's tracks
  std::size_t file = 0;   ///< index into the sheet's files
  bool before = false;    ///< it stands before its keeper
};
/// What an AUDIO track (index into the sheet's tracks) keeps of the data tracks around it, in the sheet's order. Each
/// is kept by one of its neighbours: by one in the same FILE where there is one, else by the one before it.
[[nodiscard]] std::vector<DataPlace> data_beside(const CueFile& sheet, std::size_t track);

}  // namespace cuetheque
