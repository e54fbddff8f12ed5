#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "importer/tags/outer_tags.h"

namespace cuetheque {

/// What the header of an MPEG audio frame (layer I–III) or an ADTS frame says.
struct MpegFrame {
  unsigned layer = 0;         ///< 1–3; 0 = AAC
  unsigned version = 0;       ///< 1 = MPEG-1, 2 = MPEG-2, 3 = MPEG-2.5
  std::uint32_t bitrate = 0;  ///< bit/s; 0 for AAC, which says it nowhere
  std::uint32_t sample_rate = 0;
  std::uint32_t channels = 0;
  std::uint32_t bytes = 0;    ///< of the whole frame
  std::uint32_t samples = 0;  ///< it decodes to

  [[nodiscard]] bool same_stream(const MpegFrame& other) const {
    return layer == other.layer && version == other.version && sample_rate == other.sample_rate;
  }
};

/// A frame of either kind, by its first seven bytes; none where they are no header.
[[nodiscard]] std::optional<MpegFrame> frame_at(std::string_view header);
/// Samples a second by MPEG-4's table of sampling frequencies; 0 where the index names none.
[[nodiscard]] std::uint32_t aac_rate(unsigned index);

struct FoundFrame {
  std::uint64_t offset = 0;
  MpegFrame frame;
};

/// The first frame, of either kind, that others of its stream follow, within the first MiB of audio; text and pictures
/// hold single false ones.
[[nodiscard]] std::optional<FoundFrame> find_first_frame(WindowStream& stream, const OuterTags& outer);

/// Samples of all frames from `first` on, counted; past the first 16 MiB extrapolated.
[[nodiscard]] std::uint64_t count_samples(WindowStream& stream, const OuterTags& outer, const FoundFrame& first);

}  // namespace cuetheque
