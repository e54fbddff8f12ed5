#include "importer/tags/chunks.h"

#include <algorithm>
#include <fmt/format.h>

#include "importer/tags/bytes.h"

namespace cuetheque {
namespace {

constexpr std::size_t chunk_limit = 20'000;
constexpr std::uint64_t wave64_head = 24;

bool is_id(std::string_view id) {
  return id.size() == 4 && std::ranges::all_of(id, [](char c) { return c >= 0x20 && c < 0x7F; });
}

std::uint64_t size_at(std::string_view head, ChunkStyle style) {
  switch (style) {
    case ChunkStyle::riff:
      return little32(head, 4);
    case ChunkStyle::aiff:
      return big32(head, 4);
    case ChunkStyle::dsdiff:
      return big64(head, 4);
    case ChunkStyle::wave64:
      return std::max(little64(head, 16), wave64_head) - wave64_head;
  }
  return 0;
}

std::size_t head_size_of(ChunkStyle style) {
  return style == ChunkStyle::wave64 ? wave64_head : style == ChunkStyle::dsdiff ? 12 : 8;
}

// Chunks are padded to even sizes, Wave64's to eights, but some writers forget; the next id tells.
std::uint64_t next_chunk(WindowStream& stream, const Chunk& chunk, ChunkStyle style) {
  const auto end = chunk.begin + chunk.size;
  if (style == ChunkStyle::wave64) return chunk.begin + (chunk.size + 7) / 8 * 8;
  if (chunk.size % 2 == 0) return end;
  const bool forgotten =
      byte_at(stream.peek(end, 1), 0) != 0 && is_id(stream.peek(end, 4)) && !is_id(stream.peek(end + 1, 4));
  return forgotten ? end : end + 1;
}

// A size of 0 is what a writer leaves that never came back to fill it in; behind an empty chunk stands another one.
bool is_unfinished(WindowStream& stream, std::uint64_t at, std::uint64_t end) {
  return at < end && !is_id(stream.peek(at, 4));
}

}  // namespace

const Chunk* Chunks::find(std::string_view id) const {
  const auto found = std::ranges::find(all, id, &Chunk::id);
  return found == all.end() ? nullptr : &*found;
}

Chunks walk_chunks(WindowStream& stream, std::uint64_t begin, std::uint64_t end, ChunkStyle style,
                   std::uint64_t data_size) {
  Chunks chunks;
  end = std::min(end, stream.size());
  const auto head_size = head_size_of(style);
  for (auto at = begin; at + head_size <= end;) {
    const auto head = stream.peek(at, head_size);
    if (!is_id(head.substr(0, 4))) break;
    Chunk chunk{std::string(head.substr(0, 4)), at + head_size, 0, size_at(head, style)};
    constexpr std::uint64_t unknown = 0xFFFF'FFFFU;
    if (chunk.id == "data" && chunk.claimed == unknown && data_size > 0) chunk.claimed = data_size;
    if (chunk.id == "data" && chunk.claimed == 0 && is_unfinished(stream, chunk.begin, end)) chunk.claimed = unknown;
    chunk.size = std::min(chunk.claimed, end - chunk.begin);
    chunks.all.push_back(chunk);
    if (chunks.all.size() == chunk_limit) {
      chunks.remarks.push_back(
          remark_of(fmt::format("byte {}", at), "more than 20,000 chunks", "the rest was not looked at"));
      break;
    }
    at = next_chunk(stream, chunk, style);
  }
  return chunks;
}

}  // namespace cuetheque
