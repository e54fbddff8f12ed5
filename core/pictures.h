#pragma once
#include <cstdint>
#include <vector>

#include "core/records.pb.h"

namespace cuetheque {

/// The pictures of an album: each is kept once by its type and content, with the files that carry it. Older versions
/// wrote one for each file, with the track where it was a track's; here they read like those of today.
using Pictures = std::vector<Picture>;

/// Adds the files of a picture to the one like it, or the picture.
void add_picture(Pictures& pictures, Picture picture);

/// A stored list, in today's form.
[[nodiscard]] Pictures pictures_on(const google::protobuf::RepeatedPtrField<Picture>& stored);

/// Every picture of the album and of its tracks.
[[nodiscard]] Pictures pictures_of(const Record& album);

/// Whether a file carries it (an index into the album's origins).
[[nodiscard]] bool carries(std::uint32_t origin, const Picture& picture);

}  // namespace cuetheque
