#include "importer/tags/mp4_sound.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "importer/tags/bytes.h"

namespace cuetheque {
namespace {

constexpr std::size_t atom_limit = 4096;  ///< looked at on one level

struct Atom {
  std::string name;
  std::uint64_t begin = 0, end = 0;  ///< of its content
};

std::optional<Atom> atom_at(WindowStream& stream, std::uint64_t at, std::uint64_t end) {
  const auto head = stream.peek(at, 16);
  if (at + 8 > end || head.size() < 8) return std::nullopt;
  const bool is_long = big32(head, 0) == 1, to_end = big32(head, 0) == 0;
  const auto size = is_long ? big64(head, 8) : to_end ? end - at : big32(head, 0);
  const std::uint64_t head_size = is_long ? 16 : 8;
  if (size < head_size) return std::nullopt;
  return Atom{std::string(head.substr(4, 4)), at + head_size, at + std::min(size, end - at)};
}

std::vector<Atom> children(WindowStream& stream, const Atom& parent, std::string_view name) {
  std::vector<Atom> found;
  auto at = parent.begin;
  for (std::size_t seen = 0; seen < atom_limit; ++seen) {
    const auto atom = atom_at(stream, at, parent.end);
    if (!atom) break;
    at = atom->end;
    if (atom->name == name) found.push_back(*atom);
  }
  return found;
}

std::optional<Atom> descend(WindowStream& stream, Atom atom, std::initializer_list<std::string_view> path) {
  for (const auto name : path) {
    const auto found = children(stream, atom, name);
    if (found.empty()) return std::nullopt;
    atom = found.front();
  }
  return atom;
}

bool is_sound(WindowStream& stream, const Atom& track) {
  const auto handler = descend(stream, track, {"mdia", "hdlr"});
  return handler && stream.peek(handler->begin + 8, 4) == "soun";
}

std::uint64_t length_of(WindowStream& stream, const Atom& track) {
  const auto header = descend(stream, track, {"mdia", "mdhd"});
  if (!header) return 0;
  const auto data = stream.peek(header->begin, 36);
  if (byte_at(data, 0) == 1) return milliseconds(big64(data, 24), big32(data, 20));
  return milliseconds(big32(data, 16), big32(data, 12));
}

Sound sound_of_track(WindowStream& stream, const Atom& track) {
  Sound sound{length_of(stream, track), 0, 0, 0};
  const auto descriptions = descend(stream, track, {"mdia", "minf", "stbl", "stsd"});
  if (!descriptions) return sound;
  // Behind version, flags and the count stands the first sample entry: 8 bytes of header, 8 of its own, 8 reserved,
  // then the numbers.
  const auto entry = stream.peek(descriptions->begin + 8, 40);
  sound.channels = big16(entry, 24);
  sound.bits = big16(entry, 26);
  sound.sample_rate = big32(entry, 32) >> 16U;
  return sound;
}

}  // namespace

Sound mp4_sound(WindowStream& stream) {
  const Atom file{"", 0, stream.size()};
  for (const auto& movie : children(stream, file, "moov"))
    for (const auto& track : children(stream, movie, "trak"))
      if (is_sound(stream, track)) return sound_of_track(stream, track);
  return {};
}

}  // namespace cuetheque
