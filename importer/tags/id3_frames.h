#pragma once
#include <taglib/id3v2frame.h>

#include "importer/tags/tag_sheet.h"

namespace cuetheque {

/// Takes over what one ID3v2 frame says (FORMATS.md A.1, A.2). `has_itunes_grouping`: the tag keeps its grouping in
/// GRP1, and TIT1 is the work.
void add_id3_frame(TagBlock& block, const TagLib::ID3v2::Frame& frame, bool has_itunes_grouping);

}  // namespace cuetheque
