// The pictures of an album, and what is told of each.
#include <algorithm>
#include <set>

#include "cli/publisher.h"
#include "core/digest.h"
#include "core/pictures.h"

namespace cuetheque {
namespace {

View picture_view(const Picture& picture) {
  View view;
  add_text(view, "type", picture.type());
  add_text(view, "mime", picture.mime());
  add_number(view, "size", static_cast<std::int64_t>(picture.size()));
  if (picture.width() != 0) add_number(view, "width", picture.width());
  if (picture.height() != 0) add_number(view, "height", picture.height());
  add_text(view, "sha256", hex(picture.digest()));
  return view;
}

}  // namespace

std::vector<View> Publisher::pictures_on(const Record& album) const {
  std::set<std::uint32_t> audio;
  for (const auto& file : album.files()) audio.insert(file.origin());
  std::vector<View> views;
  for (const auto& picture : cuetheque::pictures_of(album)) {
    auto view = picture_view(picture);
    const auto is_audio = [&](std::uint32_t origin) { return audio.contains(origin); };
    // The same picture may lie beside the audio twice: one place is enough.
    const auto own = std::ranges::find_if_not(picture.origins(), is_audio);
    if (own != picture.origins().end() && *own < static_cast<std::uint32_t>(album.origins_size()))
      add_path(view, "file", "file_base64", place(album.origins(static_cast<int>(*own))));
    if (const auto carriers = std::ranges::count_if(picture.origins(), is_audio); carriers > 0)
      add_number(view, "in_files", carriers);
    views.push_back(std::move(view));
  }
  return views;
}

}  // namespace cuetheque
