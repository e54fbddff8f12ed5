#include "importer/tags/pictures.h"

#include <array>

#include "core/digest.h"
#include "importer/tags/bytes.h"
#include "importer/tags/picture_header.h"

namespace cuetheque {
namespace {

// ID3v2 APIC and FLAC PICTURE share this list.
constexpr auto picture_types = std::to_array<std::string_view>({"other",
                                                                "file icon",
                                                                "other file icon",
                                                                "front cover",
                                                                "back cover",
                                                                "leaflet page",
                                                                "media",
                                                                "lead artist",
                                                                "artist",
                                                                "conductor",
                                                                "band",
                                                                "composer",
                                                                "lyricist",
                                                                "recording location",
                                                                "during recording",
                                                                "during performance",
                                                                "movie screen capture",
                                                                "a bright coloured fish",
                                                                "illustration",
                                                                "band logo",
                                                                "publisher logo"});

// A MIME type that taggers made up ("JPG", "-->") gives way to what the picture itself says.
void describe(ReadPicture& picture, std::string mime, std::string_view data) {
  const auto header = picture_header(data);
  picture.set_mime(header.mime.empty() ? std::move(mime) : std::string(header.mime));
  picture.set_width(header.width);
  picture.set_height(header.height);
  picture.set_size(data.size());
  if (data.size() <= digested_picture) picture.set_digest(sha256(data));
}

}  // namespace

std::string sha256(std::string_view data) {
  return bytes_of(Digest().add_raw(data).finish());
}

ReadPicture picture_of(unsigned type, std::string mime, std::string_view data) {
  ReadPicture picture;
  picture.set_type(std::string(picture_types[type < picture_types.size() ? type : 0]));
  describe(picture, std::move(mime), data);
  return picture;
}

ReadPicture picture_in_file(std::string type, std::string mime, std::uint64_t size, std::string_view start) {
  ReadPicture picture;
  picture.set_type(std::move(type));
  describe(picture, std::move(mime), start);
  if (size != start.size()) picture.clear_digest();
  picture.set_size(size);
  return picture;
}

ReadPicture flac_picture(std::string_view block) {
  const auto mime_size = big32(block, 4);
  if (mime_size > block.size() || 8 + std::size_t{mime_size} > block.size()) return {};
  const auto description_at = 8 + std::size_t{mime_size};
  const auto size_at = description_at + 4 + big32(block, description_at) + 16;
  if (size_at + 4 > block.size() || big32(block, size_at) > block.size() - size_at - 4) return {};
  return picture_of(big32(block, 0), std::string(block.substr(8, mime_size)),
                    block.substr(size_at + 4, big32(block, size_at)));
}

}  // namespace cuetheque
