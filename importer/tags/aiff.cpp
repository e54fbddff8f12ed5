#include <algorithm>
#include <cmath>

#include "importer/tags/bytes.h"
#include "importer/tags/chunks.h"
#include "importer/tags/containers.h"
#include "importer/tags/legacy_text.h"
#include "importer/tags/riff_tags.h"

namespace cuetheque {
namespace {

// IEEE 754 extended precision, 80 bits, as COMM holds the sample rate.
std::uint32_t extended_rate(std::string_view data, std::size_t at) {
  constexpr int bias = 16383 + 63;
  const auto exponent = big16(data, at) & 0x7FFF;
  const auto value = std::ldexp(static_cast<double>(big64(data, at + 2)), static_cast<int>(exponent) - bias);
  return value > 0 && value < 1e8 ? static_cast<std::uint32_t>(std::lround(value)) : 0;
}

// AIFF 1.3's own text chunks, which no ID3 needs.
TagBlock native_text(WindowStream& stream, const Chunks& chunks, std::string_view encoding) {
  struct Row {
    std::string_view id, key;
  };
  constexpr auto rows =
      std::to_array<Row>({{"NAME", "TITLE"}, {"AUTH", "ARTIST"}, {"(c) ", "COPYRIGHT"}, {"ANNO", "COMMENT"}});
  TagBlock block;
  for (const auto& chunk : chunks.all)
    for (const auto& row : rows)
      if (chunk.id == row.id) block.tags.add(row.key, from_riff_text(stream.peek(chunk.begin, chunk.size), encoding));
  return block;
}

}  // namespace

bool is_aiff(const AudioInput& input) {
  const auto head = input.head(0, 12);
  return head.starts_with("FORM") && (head.ends_with("AIFF") || head.ends_with("AIFC"));
}

AudioFacts read_aiff(AudioInput& input) {
  auto& stream = input.stream;
  auto chunks = walk_chunks(stream, input.outer.audio_begin + 12, stream.size(), ChunkStyle::aiff);
  const auto* common = chunks.find("COMM");
  if (common == nullptr) return failed_facts("not an AIFF file: no COMM chunk");
  const auto data = std::string(stream.peek(common->begin, std::min<std::size_t>(common->size, 64)));
  AudioFacts facts;
  facts.remarks = std::move(chunks.remarks);
  facts.sound = {0, extended_rate(data, 8), big16(data, 0), big16(data, 6)};
  facts.sound.duration_ms = milliseconds(big32(data, 2), facts.sound.sample_rate);
  if (common->truncated()) facts.remark("COMM chunk", "claims more bytes than the file has", "what is there was read");
  take_id3_chunks(facts, stream, chunks, input.outer.encoding);
  facts.take(native_text(stream, chunks, input.outer.encoding));
  return facts;
}

}  // namespace cuetheque
