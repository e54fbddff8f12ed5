#pragma once
#include <string>
#include <utility>
#include <vector>

#include "importer/tags/tag_sheet.h"
#include "importer/tags/window_stream.h"

namespace cuetheque {

/// What TagLib 1.13 makes of an ASF header is not enough: it takes the numbers of the last stream, be that video, and
/// mixes the values of one name from several objects.
struct AsfHeader {
  Sound sound;  ///< of the first audio stream; no length
  /// The texts of the Extended Content Description, which speak before those of the metadata library.
  std::vector<std::pair<std::string, std::string>> descriptions;
};

/// Reads the objects of the header at `begin` (ASF specification, 3.3 and 3.11).
[[nodiscard]] AsfHeader asf_header(WindowStream& stream, std::uint64_t begin);

}  // namespace cuetheque
