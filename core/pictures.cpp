#include "core/pictures.h"

#include <algorithm>
#include <utility>

namespace cuetheque {
namespace {

// Two of which no content is known may differ however alike they look, unless they come from the same file.
bool same_picture(const Picture& a, const Picture& b) {
  if (a.type() != b.type() || a.digest() != b.digest()) return false;
  return !a.digest().empty() || (a.size() == b.size() && std::ranges::equal(a.origins(), b.origins()));
}

}  // namespace

void add_picture(Pictures& pictures, Picture picture) {
  if (picture.origins().empty()) picture.add_origins(picture.origin());
  picture.clear_origin();
  const auto known = std::ranges::find_if(pictures, [&](const Picture& one) { return same_picture(one, picture); });
  if (known == pictures.end()) return pictures.push_back(std::move(picture));
  auto& origins = *known->mutable_origins();
  origins.MergeFrom(picture.origins());
  std::ranges::sort(origins);
  origins.erase(std::unique(origins.begin(), origins.end()), origins.end());
  if (known->width() == 0) known->set_width(picture.width());
  if (known->height() == 0) known->set_height(picture.height());
}

Pictures pictures_on(const google::protobuf::RepeatedPtrField<Picture>& stored) {
  Pictures pictures;
  for (const auto& picture : stored) add_picture(pictures, picture);
  return pictures;
}

Pictures pictures_of(const Record& album) {
  auto pictures = pictures_on(album.pictures());
  for (const auto& track : album.tracks())
    for (const auto& picture : track.pictures()) add_picture(pictures, picture);
  return pictures;
}

bool carries(std::uint32_t origin, const Picture& picture) {
  return std::ranges::find(picture.origins(), origin) != picture.origins().end();
}

}  // namespace cuetheque
