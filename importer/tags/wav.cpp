#include <fmt/format.h>

#include "importer/tags/bytes.h"
#include "importer/tags/chunks.h"
#include "importer/tags/containers.h"
#include "importer/tags/riff_tags.h"

namespace cuetheque {
namespace {

constexpr std::uint16_t pcm = 1, ieee_float = 3, extensible = 0xFFFE;

struct Format {
  std::uint16_t tag = 0;
  std::uint32_t channels = 0, rate = 0, bytes_per_second = 0, block = 0, bits = 0;
};

Format format_of(std::string_view data) {
  Format format{little16(data, 0), little16(data, 2),  little32(data, 4),
                little32(data, 8), little16(data, 12), little16(data, 14)};
  if (format.tag == extensible && data.size() >= 26) format.tag = little16(data, 24);
  return format;
}

struct Sizes {
  std::uint64_t data = 0, samples = 0;
};

// RF64 and BW64 keep the 64-bit sizes that the RIFF fields cannot hold in a ds64 chunk that comes first.
Sizes long_sizes(WindowStream& stream, std::uint64_t begin) {
  const auto head = stream.peek(begin + 12, 40);
  if (!head.starts_with("ds64")) return {};
  return {little64(head, 16), little64(head, 24)};
}

std::uint64_t duration(WindowStream& stream, const Chunks& chunks, const Format& format, const Chunk& data,
                       const Sizes& sizes) {
  const bool plain = format.tag == pcm || format.tag == ieee_float;
  if (plain && format.block > 0) return milliseconds(data.size / format.block, format.rate);
  const auto* fact = chunks.find("fact");
  const auto samples = fact == nullptr ? 0 : little32(stream.peek(fact->begin, 4), 0);
  constexpr std::uint32_t unknown = 0xFFFF'FFFFU;
  if (samples == unknown && sizes.samples > 0) return milliseconds(sizes.samples, format.rate);
  if (samples > 0 && samples != unknown) return milliseconds(samples, format.rate);
  return milliseconds(data.size, format.bytes_per_second);
}

// Streams end where they end: 0 and 0xFFFFFFFF are what a writer leaves that never came back to fill the size in.
void remark_on_length(AudioFacts& facts, const Chunk& data) {
  constexpr std::uint64_t unknown = 0xFFFF'FFFFU;
  if (data.truncated() && data.claimed != unknown)
    facts.remark("data chunk", fmt::format("says {} bytes of audio, the file holds {}", data.claimed, data.size),
                 "the length of what is there");
}

bool is_wave64(const AudioInput& input) {
  const auto head = input.head(0, 28);
  return head.starts_with("riff\x2E\x91\xCF\x11") && head.ends_with("wave");
}

}  // namespace

bool is_wav(const AudioInput& input) {
  const auto head = input.head(0, 12);
  const bool riff = head.starts_with("RIFF") || head.starts_with("RF64") || head.starts_with("BW64");
  return (head.size() == 12 && riff && head.ends_with("WAVE")) || is_wave64(input);
}

Chunks wave_chunks(const AudioInput& input) {
  auto& stream = input.stream;
  const auto begin = input.outer.audio_begin;
  if (is_wave64(input)) return walk_chunks(stream, begin + 40, stream.size(), ChunkStyle::wave64);
  return walk_chunks(stream, begin + 12, stream.size(), ChunkStyle::riff, long_sizes(stream, begin).data);
}

AudioFacts read_wav(AudioInput& input) {
  auto& stream = input.stream;
  const auto sizes = long_sizes(stream, input.outer.audio_begin);
  auto chunks = wave_chunks(input);
  const auto *format_chunk = chunks.find("fmt "), *data = chunks.find("data");
  AudioFacts facts;
  if (is_wave64(input)) facts.container = "Wave64";
  facts.remarks = std::move(chunks.remarks);
  if (format_chunk == nullptr) return failed_facts("not a WAV file: no fmt chunk");
  const auto format = format_of(stream.peek(format_chunk->begin, format_chunk->size));
  facts.sound = {0, format.rate, format.channels, format.bits};
  if (data != nullptr) {
    facts.sound.duration_ms = duration(stream, chunks, format, *data, sizes);
    remark_on_length(facts, *data);
  }
  take_riff_tags(facts, stream, chunks, input.outer.encoding);
  take_outer_tags(facts, stream, input.outer, Strongest::id3v2);
  return facts;
}

}  // namespace cuetheque
