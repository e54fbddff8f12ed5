#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/resolve.h"
#include "importer/cue_files/cue_file.h"

namespace cuetheque {

/// The tracks of one disc, in order.
using CueTracks = std::vector<const Track*>;

struct DiscPlace {
  std::uint32_t number = 0;  ///< 0 = unknown
  std::size_t discs = 1;     ///< that the album has here
};

/// What an album, its film and its tracks state, as the words of a CUE file (FORMATS.md B.1, B.2). A field of several
/// values that is split when it is read again stands on one line, any other on a line for each. Guesses are left out.
[[nodiscard]] std::vector<CueFile::Rem> disc_rems(const Statements& album, const Statements& film,
                                                  const CueTracks& tracks, DiscPlace disc);
/// What one track says that the disc does not say for all of them.
[[nodiscard]] std::vector<CueFile::Rem> track_rems(const Statements& said, const CueTracks& tracks);

/// All values of a field, for a command that has one line.
[[nodiscard]] std::string values_of(const Statements& statements, Field field);
/// MCN: thirteen digits or nothing; a UPC of twelve gets its zero.
[[nodiscard]] std::string catalog_of(const Statements& statements);
[[nodiscard]] std::string isrc_of(const Statements& said);

}  // namespace cuetheque
