#include "importer/tags/asf_header.h"

#include <algorithm>

#include "importer/tags/bytes.h"

namespace cuetheque {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::size_t object_limit = 1000;
constexpr std::uint64_t description_limit = 1024UL * 1024;

// GUIDs as they stand in the file.
constexpr auto stream_properties = "\x91\x07\xDC\xB7\xB7\xA9\xCF\x11\x8E\xE6\x00\xC0\x0C\x20\x53\x65"sv;
constexpr auto audio_media = "\x40\x9E\x69\xF8\x4D\x5B\xCF\x11\xA8\xFD\x00\x80\x5F\x5C\x44\x2B"sv;
constexpr auto extended_description = "\x40\xA4\xD0\xD2\x07\xE3\xD2\x11\x97\xF0\x00\xA0\xC9\x5E\xA8\x50"sv;

std::string text_of(std::string_view utf16) {
  auto text = utf8(TagLib::String(vector_of(utf16), TagLib::String::UTF16LE));
  text.resize(std::min(text.find('\0'), text.size()));
  return text;
}

// Behind the two types, a time offset, two lengths, flags and a reserved number stands a WAVEFORMATEX.
Sound sound_of_stream(std::string_view data) {
  constexpr std::size_t format = 54;
  if (!data.starts_with(audio_media)) return {};
  return {0, little32(data, format + 4), little16(data, format + 2), little16(data, format + 14)};
}

void add_descriptions(AsfHeader& header, std::string_view data) {
  constexpr unsigned unicode = 0;
  auto rest = data.substr(std::min<std::size_t>(2, data.size()));
  const auto take = [&](std::size_t length) {
    const auto taken = rest.substr(0, length);
    rest.remove_prefix(taken.size());
    return taken;
  };
  for (unsigned left = little16(data, 0); left > 0 && !rest.empty(); --left) {
    const auto name = take(little16(take(2), 0));
    const auto type = little16(take(2), 0);
    const auto value = take(little16(take(2), 0));
    if (type == unicode) header.descriptions.emplace_back(text_of(name), text_of(value));
  }
}

}  // namespace

AsfHeader asf_header(WindowStream& stream, std::uint64_t begin) {
  constexpr std::uint64_t head_size = 24;
  const auto head = std::string(stream.peek(begin, head_size + 6));
  const auto end = begin + std::min(little64(head, 16), stream.size() - std::min(begin, stream.size()));
  AsfHeader header;
  auto at = begin + head_size + 6;
  for (std::size_t seen = 0; seen < object_limit && at + head_size <= end; ++seen) {
    const auto object = std::string(stream.peek(at, head_size));
    const auto size = little64(object, 16);
    if (size < head_size || size > end - at) break;
    const auto content = size - head_size;
    if (object.starts_with(stream_properties) && header.sound.sample_rate == 0)
      header.sound = sound_of_stream(stream.peek(at + head_size, std::min<std::uint64_t>(content, 128)));
    if (object.starts_with(extended_description))
      add_descriptions(header, stream.bytes(at + head_size, std::min(content, description_limit)));
    at += size;
  }
  return header;
}

}  // namespace cuetheque
