#include <algorithm>
#include <optional>

#include "importer/tags/bytes.h"
#include "importer/tags/containers.h"
#include "importer/tags/mpeg_frame.h"

namespace cuetheque {
namespace {

/// What a Xing, Info or VBRI header in the first frame says.
struct StreamHeader {
  std::uint64_t frames = 0;
};

std::size_t side_info_size(const MpegFrame& frame) {
  if (frame.version == 1) return frame.channels == 1 ? 17 : 32;
  return frame.channels == 1 ? 9 : 17;
}

std::optional<StreamHeader> stream_header(std::string_view frame_bytes, const MpegFrame& frame) {
  if (frame.layer != 3) return std::nullopt;
  const auto at = 4 + side_info_size(frame);
  const auto xing = frame_bytes.substr(std::min(at, frame_bytes.size()));
  if (xing.starts_with("Xing") || xing.starts_with("Info")) {
    const bool has_frames = (big32(xing, 4) & 1U) != 0;
    return StreamHeader{has_frames ? big32(xing, 8) : 0};
  }
  const auto vbri = frame_bytes.substr(std::min<std::size_t>(36, frame_bytes.size()));
  if (vbri.starts_with("VBRI")) return StreamHeader{big32(vbri, 14)};
  return std::nullopt;
}

// Without a header only the frames themselves tell a constant bit rate from a variable one.
bool constant_bitrate(WindowStream& stream, const FoundFrame& first) {
  constexpr int looked_at = 16;
  auto at = first.offset;
  auto frame = first.frame;
  for (int i = 0; i < looked_at; ++i) {
    at += frame.bytes;
    const auto next = frame_at(stream.peek(at, 7));
    if (!next) return true;
    if (next->bitrate != first.frame.bitrate) return false;
    frame = *next;
  }
  return true;
}

std::uint64_t duration(AudioInput& input, const FoundFrame& first) {
  const auto& frame = first.frame;
  const auto header = stream_header(input.stream.peek(first.offset, 256), frame);
  if (header && header->frames > 0) return milliseconds(header->frames * frame.samples, frame.sample_rate);
  if (header || !constant_bitrate(input.stream, first))
    return milliseconds(count_samples(input.stream, input.outer, first), frame.sample_rate);
  return milliseconds((input.outer.audio_end - first.offset) * 8, frame.bitrate);
}

}  // namespace

bool is_mpeg(const AudioInput& input) {
  const auto& first = input.first_frame();
  return first && first->frame.layer != 0;
}

AudioFacts read_mpeg(AudioInput& input) {
  const auto& first = input.first_frame();
  if (!first) return failed_facts("no audio stream");
  AudioFacts facts;
  if (first->frame.layer != 3) facts.container = first->frame.layer == 2 ? "MP2" : "MP1";
  facts.sound.sample_rate = first->frame.sample_rate;
  facts.sound.channels = first->frame.channels;
  facts.sound.duration_ms = duration(input, *first);
  find_id3v2_between(input.stream, input.outer, first->offset);
  take_outer_tags(facts, input.stream, input.outer, Strongest::id3v2);
  return facts;
}

}  // namespace cuetheque
