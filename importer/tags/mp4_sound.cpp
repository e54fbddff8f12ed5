#include "importer/tags/mp4_sound.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "importer/tags/aac_config.h"
#include "importer/tags/bytes.h"
#include "importer/tags/mp4_atoms.h"

namespace cuetheque {
namespace {

bool is_sound(WindowStream& stream, const Atom& track) {
  const auto handler = atom_under(stream, track, {"mdia", "hdlr"});
  return handler && stream.peek(handler->begin + 8, 4) == "soun";
}

std::uint64_t length_of(WindowStream& stream, const Atom& track) {
  const auto header = atom_under(stream, track, {"mdia", "mdhd"});
  if (!header) return 0;
  const auto data = stream.peek(header->begin, 36);
  if (byte_at(data, 0) == 1) return milliseconds(big64(data, 24), big32(data, 20));
  return milliseconds(big32(data, 16), big32(data, 12));
}

// A descriptor is a tag, a length of seven bits a byte, and that much data. None where another tag stands there.
std::optional<std::string_view> descriptor(std::string_view data, std::uint8_t tag) {
  if (byte_at(data, 0) != tag) return std::nullopt;
  std::size_t length = 0, at = 1;
  do length = length << 7U | (byte_at(data, at) & 0x7FU);
  while ((byte_at(data, at++) & 0x80U) != 0 && at < 5);
  return data.substr(std::min(at, data.size()), length);
}

// The decoder's own configuration, inside an elementary stream descriptor inside an esds atom.
std::string_view decoder_config(std::string_view esds) {
  constexpr std::size_t version = 4, stream_head = 3, config_head = 13;
  constexpr std::uint8_t stream_tag = 3, config_tag = 4, specific_tag = 5, aac = 0x40;
  const auto stream = descriptor(esds.substr(std::min(version, esds.size())), stream_tag);
  if (!stream || stream->size() < stream_head) return {};
  const auto config = descriptor(stream->substr(stream_head), config_tag);
  if (!config || config->size() < config_head || byte_at(*config, 0) != aac) return {};
  return descriptor(config->substr(config_head), specific_tag).value_or(std::string_view());
}

Sound aac_sound(std::string_view esds) {
  return aac_config_sound(decoder_config(esds));
}

// Version and flags, then what ALAC calls its magic cookie.
Sound alac_sound(std::string_view cookie) {
  return {0, big32(cookie, 24), byte_at(cookie, 13), byte_at(cookie, 9)};
}

// The numbers of the sample entry are a habit; what the decoder is told is what it plays.
void take_decoder_config(WindowStream& stream, const Atom& entry, Sound& sound) {
  constexpr std::uint64_t fixed = 28, more_of_version_1 = 16;
  const bool version_1 = big16(stream.peek(entry.begin + 8, 2), 0) == 1;
  const Atom inside{"", 0, entry.begin + fixed + (version_1 ? more_of_version_1 : 0), entry.end, false};
  const auto take = [&](std::string_view name, Sound (*read)(std::string_view)) {
    for (const auto& atom : atoms_named(stream, inside, name)) {
      const auto told = read(stream.peek(atom.begin, std::min<std::uint64_t>(atom.end - atom.begin, 256)));
      if (told.sample_rate != 0) sound.sample_rate = told.sample_rate;
      if (told.channels != 0) sound.channels = told.channels;
      if (told.bits != 0) sound.bits = told.bits;
    }
  };
  take("esds", aac_sound);
  take("alac", alac_sound);
}

Sound sound_of_track(WindowStream& stream, const Atom& track) {
  Sound sound{length_of(stream, track), 0, 0, 0};
  const auto descriptions = atom_under(stream, track, {"mdia", "minf", "stbl", "stsd"});
  if (!descriptions) return sound;
  // Behind version, flags and the count stands the first sample entry: 8 bytes of header, 8 of its own, 8 reserved,
  // then the numbers.
  const auto entry = stream.peek(descriptions->begin + 8, 40);
  sound.channels = big16(entry, 24);
  sound.bits = big16(entry, 26);
  sound.sample_rate = big32(entry, 32) >> 16U;
  if (const auto atom = atom_at(stream, descriptions->begin + 8, descriptions->end))
    take_decoder_config(stream, *atom, sound);
  return sound;
}

}  // namespace

Sound mp4_sound(WindowStream& stream) {
  const Atom file{"", 0, 0, stream.size(), false};
  for (const auto& movie : atoms_named(stream, file, "moov"))
    for (const auto& track : atoms_named(stream, movie, "trak"))
      if (is_sound(stream, track)) return sound_of_track(stream, track);
  return {};
}

}  // namespace cuetheque
