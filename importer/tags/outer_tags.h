#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "importer/tags/tag_sheet.h"
#include "importer/tags/window_stream.h"

namespace cuetheque {

/// Where the tags that stand around any audio stream are: ID3v2 before it, APE and ID3v1 behind it.
struct OuterTags {
  std::vector<std::uint64_t> id3v2;  ///< offsets of the ID3v2 blocks, four at most: a careless tagger puts a new one
                                     ///< before the old; behind them one appended to the file
  std::optional<std::uint64_t> ape_footer;  ///< offset of the APE footer
  std::optional<std::uint64_t> id3v1;       ///< offset of the ID3v1 block
  std::uint64_t audio_begin = 0;
  std::uint64_t audio_end = 0;
  std::string encoding;  ///< of text that is Latin-1 by what its tag says, or by nothing; empty = as it says
};

[[nodiscard]] OuterTags find_outer_tags(WindowStream& stream);

/// Adds an ID3v2 block that stands behind rubbish, before the first frame of sound at `end`.
void find_id3v2_between(WindowStream& stream, OuterTags& outer, std::uint64_t end);

/// The end of the ID3v2 block at `offset`; `offset` itself where there is none.
[[nodiscard]] std::uint64_t end_of_id3v2(WindowStream& stream, std::uint64_t offset);

/// One ID3v2 block, read frame by frame (FORMATS.md A.2: TagLib's property map hides too much).
[[nodiscard]] TagBlock read_id3v2(WindowStream& stream, std::uint64_t offset, std::string_view encoding);
/// The ID3v2 block that bytes begin with, as DSF, DFF and RIFF chunks hold it.
[[nodiscard]] TagBlock read_id3v2(std::string_view bytes, std::string_view encoding);
[[nodiscard]] TagBlock read_ape(WindowStream& stream, std::uint64_t footer, std::string_view encoding);
[[nodiscard]] TagBlock read_id3v1(WindowStream& stream, std::uint64_t offset, std::string_view encoding);

enum class Strongest { id3v2, ape };

/// Takes over all outer tags, the strongest kind of the container first, ID3v1 last.
void take_outer_tags(AudioFacts& facts, WindowStream& stream, const OuterTags& outer, Strongest strongest);

}  // namespace cuetheque
