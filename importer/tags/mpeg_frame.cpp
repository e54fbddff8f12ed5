#include "importer/tags/mpeg_frame.h"

#include <algorithm>
#include <array>

#include "importer/tags/bytes.h"

namespace cuetheque {
namespace {

constexpr std::uint64_t search_limit = 1024UL * 1024;
constexpr std::uint64_t count_limit = 16UL * 1024 * 1024;
constexpr std::size_t header_size = 7;

// kbit/s by [table][index]: MPEG-1 layers I, II, III, then MPEG-2 layer I, layers II and III (ISO 11172-3, 13818-3).
constexpr std::array<std::array<std::uint16_t, 15>, 5> bitrates{{
    {0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448},
    {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384},
    {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320},
    {0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256},
    {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160},
}};
constexpr std::array<std::uint32_t, 3> sample_rates{44100, 48000, 32000};

std::uint32_t frame_bytes(const MpegFrame& frame, unsigned padding) {
  if (frame.layer == 1) return (12 * frame.bitrate / frame.sample_rate + padding) * 4;
  return frame.samples / 8 * frame.bitrate / frame.sample_rate + padding;
}

std::optional<MpegFrame> mpeg_frame(std::string_view header) {
  const auto bits = big32(header, 0);
  if (header.size() < 4 || (bits & 0xFFE0'0000U) != 0xFFE0'0000U) return std::nullopt;
  const auto version_bits = bits >> 19U & 3U, layer_bits = bits >> 17U & 3U, rate_index = bits >> 12U & 15U,
             frequency = bits >> 10U & 3U;
  if (version_bits == 1 || layer_bits == 0 || rate_index == 0 || rate_index == 15 || frequency == 3)
    return std::nullopt;
  MpegFrame frame;
  frame.version = version_bits == 3 ? 1 : version_bits == 2 ? 2 : 3;
  frame.layer = 4 - layer_bits;
  const auto table = frame.version == 1 ? frame.layer - 1 : frame.layer == 1 ? 3U : 4U;
  frame.bitrate = bitrates[table][rate_index] * 1000U;
  frame.sample_rate = sample_rates[frequency] >> (frame.version - 1);
  frame.channels = (bits >> 6U & 3U) == 3 ? 1 : 2;
  frame.samples = frame.layer == 1 ? 384 : frame.layer == 3 && frame.version != 1 ? 576 : 1152;
  frame.bytes = frame_bytes(frame, bits >> 9U & 1U);
  return frame;
}

std::optional<MpegFrame> adts_frame(std::string_view header) {
  if (header.size() < header_size || (big16(header, 0) & 0xFFF6U) != 0xFFF0U) return std::nullopt;
  const auto bits = big(header, 2, 5);
  const auto frequency = static_cast<unsigned>(bits >> 34U & 15U);
  MpegFrame frame;
  frame.bytes = static_cast<std::uint32_t>(bits >> 13U & 0x1FFFU);
  // 15 says that the rate stands elsewhere, which in ADTS is nowhere: sound of an unknown rate.
  constexpr unsigned elsewhere = 15;
  if ((aac_rate(frequency) == 0 && frequency != elsewhere) || frame.bytes < header_size) return std::nullopt;
  frame.version = (byte_at(header, 1) & 8U) != 0 ? 2 : 1;
  frame.sample_rate = aac_rate(frequency);
  frame.channels = static_cast<std::uint32_t>(bits >> 30U & 7U);
  if (frame.channels == 7) frame.channels = 8;
  frame.samples = 1024 * (1 + static_cast<std::uint32_t>(byte_at(header, 6) & 3U));
  return frame;
}

}  // namespace

std::uint32_t aac_rate(unsigned index) {
  constexpr std::array<std::uint32_t, 13> rates{96000, 88200, 64000, 48000, 44100, 32000, 24000,
                                                22050, 16000, 12000, 11025, 8000,  7350};
  return index < rates.size() ? rates[index] : 0;
}

std::optional<MpegFrame> frame_at(std::string_view header) {
  const auto frame = mpeg_frame(header);
  return frame ? frame : adts_frame(header);
}

namespace {

bool followed(WindowStream& stream, std::uint64_t end, const FoundFrame& found) {
  auto at = found.offset;
  auto frame = found.frame;
  for (int seen = 0; seen < 3; ++seen) {
    at += frame.bytes;
    // Sound may be cut short, but so few bits make an ADTS header that two of them prove nothing.
    const int needed = found.frame.layer == 0 ? 2 : 1;
    if (at + header_size > end) return seen >= needed || (at <= end + 1 && found.offset < search_limit);
    const auto next = frame_at(stream.peek(at, header_size));
    if (!next || !next->same_stream(found.frame)) return false;
    frame = *next;
  }
  return true;
}

}  // namespace

std::optional<FoundFrame> find_first_frame(WindowStream& stream, const OuterTags& outer) {
  const auto end = std::min(outer.audio_end, outer.audio_begin + search_limit);
  constexpr std::size_t step = WindowStream::window_size / 2;
  for (auto at = outer.audio_begin; at + 4 <= end; at += step) {
    const auto chunk = std::string(stream.peek(at, step + header_size));
    for (auto sync = chunk.find('\xFF'); sync < step; sync = chunk.find('\xFF', sync + 1)) {
      const auto frame = frame_at(std::string_view(chunk).substr(sync));
      if (!frame || at + sync >= end) continue;
      // Without a rate a header says too little to be believed just anywhere.
      if (frame->sample_rate == 0 && at + sync != outer.audio_begin) continue;
      const FoundFrame found{at + sync, *frame};
      if (followed(stream, outer.audio_end, found)) return found;
    }
  }
  return std::nullopt;
}

std::uint64_t count_samples(WindowStream& stream, const OuterTags& outer, const FoundFrame& first) {
  std::uint64_t samples = 0;
  auto at = first.offset;
  const auto end = std::min(outer.audio_end, first.offset + count_limit);
  while (at + 4 <= end) {
    const auto frame = frame_at(stream.peek(at, header_size));
    if (!frame || !frame->same_stream(first.frame)) {
      ++at;
      continue;
    }
    samples += frame->samples;
    at += frame->bytes;
  }
  if (end == outer.audio_end || at == first.offset) return samples;
  return static_cast<std::uint64_t>(static_cast<double>(samples) * static_cast<double>(outer.audio_end - first.offset) /
                                    static_cast<double>(at - first.offset));
}

}  // namespace cuetheque
