#pragma once
#include <string>
#include <vector>

#include "importer/tags/tag_sheet.h"
#include "importer/tags/window_stream.h"

namespace cuetheque {

/// One chunk of a RIFF, RF64, AIFF or DSDIFF file.
struct Chunk {
  std::string id;           ///< four bytes
  std::uint64_t begin = 0;  ///< of its data
  std::uint64_t size = 0;   ///< that the file really holds
  std::uint64_t claimed = 0;

  [[nodiscard]] bool truncated() const { return size < claimed; }
};

/// How chunks are written: RIFF little-endian, AIFF big-endian, DSDIFF big-endian with sizes of 8 bytes, Wave64 with
/// GUIDs (which begin with RIFF's ids) and little-endian sizes of 8 bytes that count their own head.
enum class ChunkStyle { riff, aiff, dsdiff, wave64 };

struct Chunks {
  std::vector<Chunk> all;
  std::vector<ReadRemark> remarks;

  [[nodiscard]] const Chunk* find(std::string_view id) const;
};

/// The chunks from `begin` to `end`. TagLib stops at the first odd one and knows no RF64 (FORMATS.md A.2.10); this
/// walker goes on where it can: missing padding, a last chunk longer than the file. `data_size` is the size of a data
/// chunk that says 0xFFFFFFFF (RF64's ds64).
[[nodiscard]] Chunks walk_chunks(WindowStream& stream, std::uint64_t begin, std::uint64_t end, ChunkStyle style,
                                 std::uint64_t data_size = 0);

}  // namespace cuetheque
