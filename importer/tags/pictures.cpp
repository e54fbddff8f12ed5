#include "importer/tags/pictures.h"

#include <array>
#include <deque>

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

/// The last pictures and their digests. The same cover lies in each file of an album, and comparing bytes takes a
/// twentieth of the time that digesting them does.
class PictureMemory {
 public:
  std::string digest_of(std::string_view data) {
    for (const auto& one : known_)
      if (one.data == data) return one.digest;
    auto digest = sha256(data);
    if (data.size() < most_bytes) remember(data, digest);
    return digest;
  }

 private:
  static constexpr std::size_t most_bytes = digested_picture, most_pictures = 64;

  void remember(std::string_view data, const std::string& digest) {
    known_.push_front({std::string(data), digest});
    bytes_ += data.size();
    for (; bytes_ > most_bytes || known_.size() > most_pictures; known_.pop_back()) bytes_ -= known_.back().data.size();
  }

  struct Known {
    std::string data, digest;
  };
  std::deque<Known> known_;  ///< the newest first
  std::size_t bytes_ = 0;
};

std::string remembered_digest(std::string_view data) {
  thread_local PictureMemory memory;
  return memory.digest_of(data);
}

// A MIME type that taggers made up ("JPG", "-->") gives way to what the picture itself says.
void describe(ReadPicture& picture, std::string mime, std::string_view data) {
  const auto header = picture_header(data);
  picture.set_mime(header.mime.empty() ? std::move(mime) : std::string(header.mime));
  picture.set_width(header.width);
  picture.set_height(header.height);
  picture.set_size(data.size());
  if (data.size() <= digested_picture) picture.set_digest(remembered_digest(data));
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
