#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <optional>

#include "core/ascii.h"
#include "importer/tags/bytes.h"
#include "importer/tags/containers.h"
#include "importer/tags/pictures.h"
#include "importer/tags/tag_keys.h"

// Matroska and WebM, as far as a catalogue needs them: the first audio track, tags, pictures (RFC 9559). TagLib 1.13
// reads neither.
namespace cuetheque {
namespace {

namespace element {
constexpr std::uint32_t ebml = 0x1A45DFA3, segment = 0x18538067, info = 0x1549A966, timestamp_scale = 0x2AD7B1,
                        duration = 0x4489, title = 0x7BA9, tracks = 0x1654AE6B, track_entry = 0xAE, track_type = 0x83,
                        audio = 0xE1, sampling_frequency = 0xB5, channels = 0x9F, bit_depth = 0x6264, tags = 0x1254C367,
                        tag = 0x7373, targets = 0x63C0, target_type_value = 0x68CA, track_uid = 0x63C5,
                        simple_tag = 0x67C8, tag_name = 0x45A3, tag_string = 0x4487, attachments = 0x1941A469,
                        attached_file = 0x61A7, file_name = 0x466E, file_media_type = 0x4660, file_data = 0x465C,
                        chapters = 0x1043A770, edition = 0x45B9, chapter = 0xB6, chapter_start = 0x91,
                        chapter_display = 0x80, chapter_string = 0x85;
}

struct Element {
  std::uint32_t id = 0;
  std::uint64_t begin = 0, size = 0;
  [[nodiscard]] std::uint64_t end() const { return begin + size; }
};

// A number whose leading zeros say how long it is; the id keeps its marker bit, a size does not.
struct Number {
  std::uint64_t value = 0;
  unsigned length = 0;
  bool unknown = false;  ///< a size of all ones: to the end of the parent
};

std::optional<Number> number_at(std::string_view data, bool keep_marker) {
  const auto first = byte_at(data, 0);
  const auto length = static_cast<unsigned>(std::countl_zero(first)) + 1;
  if (data.empty() || length > 8 || length > data.size()) return std::nullopt;
  const auto raw = big(data, 0, length);
  const auto mask = (1ULL << (7U * length)) - 1;
  return Number{keep_marker ? raw : raw & mask, length, (raw & mask) == mask};
}

std::optional<Element> element_at(WindowStream& stream, std::uint64_t at, std::uint64_t end) {
  const auto head = stream.peek(at, 12);
  const auto id = number_at(head, true);
  if (!id || id->length > 4 || at >= end) return std::nullopt;
  const auto size = number_at(head.substr(id->length), false);
  if (!size) return std::nullopt;
  const auto begin = at + id->length + size->length;
  if (begin > end) return std::nullopt;
  return Element{static_cast<std::uint32_t>(id->value), begin,
                 size->unknown ? end - begin : std::min(size->value, end - begin)};
}

using Visit = std::function<void(const Element&)>;

// Broken files may hold as many elements as bytes; a real one has few outside its clusters.
void each_child(WindowStream& stream, const Element& parent, const Visit& visit) {
  constexpr std::size_t child_limit = 200'000;
  auto at = parent.begin;
  for (std::size_t seen = 0; seen < child_limit; ++seen) {
    const auto child = element_at(stream, at, parent.end());
    if (!child) return;
    visit(*child);
    at = child->end();
  }
}

std::uint64_t unsigned_of(WindowStream& stream, const Element& e) {
  return big(stream.peek(e.begin, e.size), 0, std::min<std::size_t>(e.size, 8));
}

double float_of(WindowStream& stream, const Element& e) {
  const auto data = stream.peek(e.begin, e.size);
  if (e.size == 4) return std::bit_cast<float>(big32(data, 0));
  return e.size == 8 ? std::bit_cast<double>(big64(data, 0)) : 0.0;
}

std::string text_of(WindowStream& stream, const Element& e) {
  auto text = stream.bytes(e.begin, std::min<std::uint64_t>(e.size, 256UL * 1024));
  text.resize(text.find_last_not_of('\0') + 1);
  return text;
}

std::uint64_t length_of(WindowStream& stream, const Element& info) {
  double ticks = 0, scale = 1'000'000;
  each_child(stream, info, [&](const Element& e) {
    if (e.id == element::timestamp_scale) scale = static_cast<double>(unsigned_of(stream, e));
    if (e.id == element::duration) ticks = float_of(stream, e);
  });
  const auto ms = ticks * scale / 1e6;
  return ms > 0 && ms < 3.6e9 ? static_cast<std::uint64_t>(std::llround(ms)) : 0;
}

std::uint32_t rate_of(double frequency) {
  return frequency > 0 && frequency < 1e8 ? static_cast<std::uint32_t>(std::lround(frequency)) : 0;
}

Sound audio_of(WindowStream& stream, const Element& audio) {
  Sound sound{0, 8000, 1, 0};  // what the standard says where an element is left out
  each_child(stream, audio, [&](const Element& e) {
    if (e.id == element::sampling_frequency) sound.sample_rate = rate_of(float_of(stream, e));
    if (e.id == element::channels) sound.channels = static_cast<std::uint32_t>(unsigned_of(stream, e) & 0xFFU);
    if (e.id == element::bit_depth) sound.bits = static_cast<std::uint32_t>(unsigned_of(stream, e) & 0xFFU);
  });
  return sound;
}

std::optional<Sound> track_sound(WindowStream& stream, const Element& entry) {
  constexpr std::uint64_t audio_type = 2;
  std::optional<Sound> sound;
  std::uint64_t type = 0;
  each_child(stream, entry, [&](const Element& e) {
    if (e.id == element::track_type) type = unsigned_of(stream, e);
    if (e.id == element::audio) sound = audio_of(stream, e);
  });
  return type == audio_type ? sound : std::nullopt;
}

// Whom a Tag speaks of: 50 is the album, 30 the track; 0 = it does not say. A tag on one track's stream (a language, a
// codec's statistics) is none of ours.
struct Target {
  std::uint64_t level = 0;
  bool one_stream = false;
};

Target target_of(WindowStream& stream, const Element& tag) {
  Target target;
  each_child(stream, tag, [&](const Element& e) {
    if (e.id == element::targets)
      each_child(stream, e, [&](const Element& inner) {
        if (inner.id == element::target_type_value) target.level = unsigned_of(stream, inner);
        if (inner.id == element::track_uid) target.one_stream = unsigned_of(stream, inner) != 0;
      });
  });
  return target;
}

std::string key_for(std::uint64_t level, std::string_view name) {
  struct Row {
    std::string_view name, plain, album;
  };
  constexpr auto rows = std::to_array<Row>({{"TITLE", "TITLE", "ALBUM"},
                                            {"ARTIST", "ARTIST", "ALBUMARTIST"},
                                            {"PART_NUMBER", "TRACKNUMBER", ""},
                                            {"TOTAL_PARTS", "TRACKTOTAL", "TRACKTOTAL"},
                                            {"DATE_RELEASED", "DATE", "DATE"},
                                            {"DATE_RECORDED", "RECORDINGDATE", "RECORDINGDATE"},
                                            {"CATALOG_NUMBER", "CATALOGNUMBER", "CATALOGNUMBER"},
                                            {"LABEL_CODE", "", ""}});
  constexpr std::uint64_t album_level = 50;
  const auto key = neutral_key(name);
  const auto row = std::ranges::find(rows, std::string_view(key), &Row::name);
  if (row == rows.end()) return key;
  return std::string(level == album_level ? row->album : row->plain);
}

void take_tag(AudioFacts& facts, WindowStream& stream, const Element& tag) {
  const auto target = target_of(stream, tag);
  if (target.one_stream && target.level == 0) return;
  each_child(stream, tag, [&](const Element& e) {
    if (e.id != element::simple_tag) return;
    std::string name, value;
    each_child(stream, e, [&](const Element& inner) {
      if (inner.id == element::tag_name) name = text_of(stream, inner);
      if (inner.id == element::tag_string) value = text_of(stream, inner);
    });
    if (const auto key = key_for(target.level, name); !key.empty()) facts.tags.add(key, value);
  });
}

void take_attachment(AudioFacts& facts, WindowStream& stream, const Element& file) {
  std::string name, mime, data;
  each_child(stream, file, [&](const Element& e) {
    if (e.id == element::file_name) name = upper(text_of(stream, e));
    if (e.id == element::file_media_type) mime = text_of(stream, e);
    if (e.id == element::file_data) data = stream.bytes(e.begin, e.size);
  });
  if (mime.starts_with("image/")) facts.pictures.push_back(picture_of(name.starts_with("COVER") ? 3U : 0U, mime, data));
}

// Of an edition only the chapters themselves: those inside them are parts of a piece.
void take_edition(AudioFacts& facts, WindowStream& stream, const Element& edition) {
  constexpr std::uint64_t nanoseconds = 1'000'000;
  each_child(stream, edition, [&](const Element& atom) {
    if (atom.id != element::chapter) return;
    ReadChapter chapter;
    each_child(stream, atom, [&](const Element& e) {
      if (e.id == element::chapter_start) chapter.set_start_ms(unsigned_of(stream, e) / nanoseconds);
      if (e.id == element::chapter_display && chapter.title().empty())
        each_child(stream, e, [&](const Element& inner) {
          if (inner.id == element::chapter_string) chapter.set_title(text_of(stream, inner));
        });
    });
    facts.chapters.push_back(std::move(chapter));
  });
}

void take_part(AudioFacts& facts, WindowStream& stream, const Element& part) {
  if (part.id == element::info) facts.sound.duration_ms = length_of(stream, part);
  if (part.id == element::tracks)
    each_child(stream, part, [&](const Element& e) {
      const auto sound =
          e.id == element::track_entry && facts.sound.channels == 0 ? track_sound(stream, e) : std::nullopt;
      if (sound) facts.sound = {facts.sound.duration_ms, sound->sample_rate, sound->channels, sound->bits};
    });
  if (part.id == element::tags)
    each_child(stream, part, [&](const Element& e) {
      if (e.id == element::tag) take_tag(facts, stream, e);
    });
  if (part.id == element::chapters && facts.chapters.empty())
    each_child(stream, part, [&](const Element& e) {
      if (e.id == element::edition && facts.chapters.empty()) take_edition(facts, stream, e);
    });
  if (part.id == element::attachments)
    each_child(stream, part, [&](const Element& e) {
      if (e.id == element::attached_file) take_attachment(facts, stream, e);
    });
}

TagBlock segment_title(WindowStream& stream, const Element& segment) {
  TagBlock block;
  each_child(stream, segment, [&](const Element& part) {
    if (part.id == element::info)
      each_child(stream, part, [&](const Element& e) {
        if (e.id == element::title) block.tags.add("TITLE", text_of(stream, e));
      });
  });
  return block;
}

}  // namespace

bool is_matroska(const AudioInput& input) {
  return big32(input.head(0, 4), 0) == element::ebml;
}

AudioFacts read_matroska(AudioInput& input) {
  auto& stream = input.stream;
  const auto head = element_at(stream, input.outer.audio_begin, stream.size());
  const auto segment = head ? element_at(stream, head->end(), stream.size()) : std::nullopt;
  if (!segment || segment->id != element::segment) return failed_facts("not a Matroska file: no segment");
  AudioFacts facts;
  each_child(stream, *segment, [&](const Element& part) { take_part(facts, stream, part); });
  facts.take(segment_title(stream, *segment));
  if (facts.sound.channels == 0) return failed_facts("no audio stream");
  return facts;
}

}  // namespace cuetheque
