#include "importer/tags/bytes.h"
#include "importer/tags/chunks.h"
#include "importer/tags/containers.h"
#include "importer/tags/legacy_text.h"

namespace cuetheque {
namespace {

// DIIN's artist and title: a length and that much text.
TagBlock edited_master(WindowStream& stream, const Chunk& information, std::string_view encoding) {
  TagBlock block;
  for (const auto& chunk :
       walk_chunks(stream, information.begin, information.begin + information.size, ChunkStyle::dsdiff).all) {
    const auto data = stream.peek(chunk.begin, chunk.size);
    const auto text = data.substr(std::min<std::size_t>(4, data.size()), big32(data, 0));
    if (chunk.id == "DIAR") block.tags.add("ARTIST", from_riff_text(text, encoding));
    if (chunk.id == "DITI") block.tags.add("TITLE", from_riff_text(text, encoding));
  }
  return block;
}

Sound property_sound(WindowStream& stream, const Chunk& properties) {
  Sound sound;
  sound.bits = 1;
  for (const auto& chunk :
       walk_chunks(stream, properties.begin + 4, properties.begin + properties.size, ChunkStyle::dsdiff).all) {
    if (chunk.id == "FS  ") sound.sample_rate = big32(stream.peek(chunk.begin, 4), 0);
    if (chunk.id == "CHNL") sound.channels = big16(stream.peek(chunk.begin, 2), 0);
  }
  return sound;
}

std::uint64_t dsdiff_duration(WindowStream& stream, const Chunks& chunks, const Sound& sound) {
  if (const auto* data = chunks.find("DSD "); data != nullptr && sound.channels > 0)
    return milliseconds(data->size * 8 / sound.channels, sound.sample_rate);
  const auto* compressed = chunks.find("DST ");
  if (compressed == nullptr) return 0;
  const auto frames = stream.peek(compressed->begin, 18);
  return frames.starts_with("FRTE") ? milliseconds(big32(frames, 12), big16(frames, 16)) : 0;
}

}  // namespace

bool is_dsf(const AudioInput& input) {
  return input.stream.peek(0, 4) == "DSD " && input.stream.peek(28, 4) == "fmt ";
}

AudioFacts read_dsf(AudioInput& input) {
  const auto head = std::string(input.stream.peek(0, 80));
  AudioFacts facts;
  facts.sound = {0, little32(head, 56), little32(head, 52), little32(head, 60)};
  facts.sound.duration_ms = milliseconds(little64(head, 64), facts.sound.sample_rate);
  if (const auto tag = little64(head, 20); tag > 0 && tag < input.stream.size())
    facts.take(read_id3v2(input.stream, tag, input.outer.encoding));
  return facts;
}

bool is_dsdiff(const AudioInput& input) {
  return input.stream.peek(0, 4) == "FRM8" && input.stream.peek(12, 4) == "DSD ";
}

AudioFacts read_dsdiff(AudioInput& input) {
  auto& stream = input.stream;
  auto chunks = walk_chunks(stream, 16, stream.size(), ChunkStyle::dsdiff);
  const auto* properties = chunks.find("PROP");
  if (properties == nullptr) return failed_facts("not a DSDIFF file: no PROP chunk");
  AudioFacts facts;
  facts.remarks = std::move(chunks.remarks);
  facts.sound = property_sound(stream, *properties);
  facts.sound.duration_ms = dsdiff_duration(stream, chunks, facts.sound);
  if (const auto* tag = chunks.find("ID3 ")) facts.take(read_id3v2(stream, tag->begin, input.outer.encoding));
  if (const auto* information = chunks.find("DIIN"))
    facts.take(edited_master(stream, *information, input.outer.encoding));
  return facts;
}

}  // namespace cuetheque
