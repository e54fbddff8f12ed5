#include "core/text.h"
#include "importer/tags/riff_tags.h"
#include "tests/fuzz/memory_file.h"

/// Chunks lie in their file one behind the other, whatever sizes they claim, in each of the four styles; bext and iXML
/// give text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using cuetheque::ChunkStyle;
  using cuetheque::fuzz::demand;
  const auto bytes = cuetheque::fuzz::text_of(data, size);
  const cuetheque::fuzz::MemoryFile file(bytes);
  cuetheque::WindowStream stream(file.descriptor(), size, "a.wav");
  for (const auto style : {ChunkStyle::riff, ChunkStyle::aiff, ChunkStyle::dsdiff, ChunkStyle::wave64}) {
    const auto chunks = cuetheque::walk_chunks(stream, 12, size, style, size);
    std::uint64_t end = 0;
    for (const auto& chunk : chunks.all) {
      demand(chunk.begin >= end && chunk.begin + chunk.size <= size && chunk.size <= chunk.claimed);
      end = chunk.begin + chunk.size;
    }
    if (style != ChunkStyle::riff) continue;
    cuetheque::AudioFacts facts;
    cuetheque::take_riff_tags(facts, stream, chunks, "");
  }
  for (const auto& block : {cuetheque::read_bext(bytes), cuetheque::read_ixml(bytes)})
    for (const auto& entry : block.tags.entries()) demand(!entry.values.empty());
  return 0;
}
