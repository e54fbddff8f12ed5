#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "importer/tags/bytes.h"
#include "importer/tags/containers.h"
#include "importer/tags/ogg_sound.h"
#include "importer/tags/pictures.h"
#include "importer/tags/xiph.h"

namespace cuetheque {
namespace {

constexpr std::size_t page_head = 27;
constexpr std::size_t page_limit = 20'000;  ///< looked at for the comment; a 60 MB picture takes a thousand
constexpr std::size_t packet_limit = 128UL * 1024 * 1024;

struct Page {
  std::uint64_t begin = 0, body = 0, end = 0;
  std::uint64_t granule = 0;
  std::uint32_t serial = 0;
  bool first = false;
  std::vector<std::uint8_t> lacing;
};

std::optional<Page> page_at(WindowStream& stream, std::uint64_t at) {
  const auto head = stream.peek(at, page_head + 255);
  if (head.size() < page_head || !head.starts_with("OggS")) return std::nullopt;
  const std::size_t segments = byte_at(head, 26);
  Page page{at,
            at + page_head + segments,
            at + page_head + segments,
            little64(head, 6),
            little32(head, 14),
            (byte_at(head, 5) & 2U) != 0,
            {}};
  for (std::size_t i = 0; i < segments; ++i) page.lacing.push_back(byte_at(head, page_head + i));
  for (const auto size : page.lacing) page.end += size;
  return page;
}

/// A codec that may travel in Ogg: how its first packet starts and how the comment packet does.
struct Codec {
  std::string_view name, magic, comment_magic;
  Sound (*sound)(std::string_view packet);
  std::size_t headers;  ///< packets before the sound; of Ogg FLAC the first one says how many follow
};

Sound vorbis_sound(std::string_view packet) {
  return {0, little32(packet, 12), byte_at(packet, 11), 0};
}
// Opus always decodes at 48 kHz; the header's rate is only what went in.
Sound opus_sound(std::string_view packet) {
  return {0, 48000, byte_at(packet, 9), 0};
}
Sound speex_sound(std::string_view packet) {
  return {0, little32(packet, 36), little32(packet, 48), 0};
}
Sound flac_sound(std::string_view packet) {
  return flac_stream_info(packet.substr(std::min<std::size_t>(17, packet.size())));
}

constexpr auto codecs = std::to_array<Codec>({
    {"Ogg Vorbis", "\x01vorbis", "\x03vorbis", vorbis_sound, 3},
    {"Opus", "OpusHead", "OpusTags", opus_sound, 2},
    {"Speex", "Speex   ", "", speex_sound, 2},
    {"Ogg FLAC",
     "\x7F"
     "FLAC",
     "", flac_sound, 1},
});

struct Stream {
  const Codec* codec = nullptr;
  Page page;
  std::string packet;
};

// A file may carry video or a skeleton too: its streams all begin before any goes on.
std::optional<Stream> find_stream(WindowStream& stream, std::uint64_t at) {
  for (auto page = page_at(stream, at); page && page->first; page = page_at(stream, page->end)) {
    const auto packet = stream.bytes(page->body, std::min<std::uint64_t>(page->end - page->body, 1024));
    for (const auto& codec : codecs)
      if (packet.starts_with(codec.magic)) return Stream{&codec, *page, packet};
  }
  return std::nullopt;
}

// The packets of a stream after its first one, until `wanted` are complete.
std::vector<std::string> packets_after(WindowStream& stream, const Page& first, std::size_t wanted) {
  std::vector<std::string> packets;
  std::string packet;
  auto page = page_at(stream, first.end);
  for (std::size_t seen = 0; page && seen < page_limit && packet.size() < packet_limit; ++seen) {
    auto at = page->body;
    for (const auto size : page->serial == first.serial ? page->lacing : std::vector<std::uint8_t>()) {
      packet += stream.peek(at, size);
      at += size;
      if (size == 255) continue;
      packets.push_back(std::move(packet));
      packet.clear();
      if (packets.size() == wanted) return packets;
    }
    page = page_at(stream, page->end);
  }
  return packets;
}

std::optional<std::uint64_t> last_granule(WindowStream& stream, std::uint32_t serial) {
  constexpr std::uint64_t most = 256UL * 1024, step = WindowStream::window_size - page_head;
  constexpr std::uint64_t none = ~0ULL;
  for (std::uint64_t back = step; back < most + step; back += step) {
    const auto begin = stream.size() > back ? stream.size() - back : 0;
    const auto chunk = std::string(stream.peek(begin, step + page_head));
    for (auto at = chunk.rfind("OggS"); at != std::string::npos;
         at = at > 0 ? chunk.rfind("OggS", at - 1) : std::string::npos)
      if (little32(chunk, at + 14) == serial && little64(chunk, at + 6) != none && at + page_head <= chunk.size())
        return little64(chunk, at + 6);
    if (begin == 0) break;
  }
  return std::nullopt;
}

std::uint64_t duration(WindowStream& stream, const Stream& found, const Sound& sound) {
  const auto end = last_granule(stream, found.page.serial);
  if (!end) return sound.duration_ms;
  const auto skipped = found.codec->name == "Opus" ? little16(found.packet, 10) : 0U;
  return milliseconds(*end > skipped ? *end - skipped : 0, sound.sample_rate);
}

// The packets behind the first one of Ogg FLAC are FLAC metadata blocks.
void take_flac_packet(AudioFacts& facts, std::string_view packet) {
  const auto type = byte_at(packet, 0) & 0x7FU;
  const auto body = packet.substr(std::min<std::size_t>(4, packet.size()));
  if (type == 4) facts.take(read_vorbis_comment(body));
  if (auto picture = type == 6 ? flac_picture(body) : ReadPicture(); picture.size() > 0)
    facts.pictures.push_back(std::move(picture));
}

std::size_t flac_blocks(const Stream& found) {
  return std::clamp<std::size_t>(big16(found.packet, 7), 1, 64);
}

void take_comment(AudioFacts& facts, WindowStream& stream, const Stream& found) {
  if (found.codec->name == "Ogg FLAC") {
    for (const auto& packet : packets_after(stream, found.page, flac_blocks(found))) take_flac_packet(facts, packet);
    return;
  }
  const auto packets = packets_after(stream, found.page, 1);
  if (packets.empty() || !packets.front().starts_with(found.codec->comment_magic))
    facts.remark("Ogg", "no comment packet where one must be", "read without tags");
  else
    facts.take(read_vorbis_comment(std::string_view(packets.front()).substr(found.codec->comment_magic.size())));
}

/// Where the bytes of this page begin that belong to no header packet any more; `headers` counts down.
std::uint64_t behind_headers(const Page& page, std::size_t& headers) {
  auto at = page.body;
  for (const auto size : page.lacing) {
    if (headers == 0) break;
    at += size;
    if (size < 255) --headers;
  }
  return at;
}

}  // namespace

std::vector<ByteSpan> ogg_sound(WindowStream& stream, std::uint64_t begin) {
  constexpr std::size_t most_pages = 1'000'000;
  const auto found = find_stream(stream, begin);
  if (!found) return {};
  auto headers = found->codec->headers + (found->codec->name == "Ogg FLAC" ? flac_blocks(*found) : 0);
  std::vector<ByteSpan> bodies;
  auto at = begin;
  for (auto page = page_at(stream, at); page && page->end <= stream.size(); page = page_at(stream, at)) {
    const auto from = page->serial == found->page.serial ? behind_headers(*page, headers) : page->body;
    if (bodies.size() == most_pages) return {};
    if (from < page->end) bodies.push_back({from, page->end});
    at = page->end;
  }
  if (at < stream.size()) bodies.push_back({at, stream.size()});  // cut off, or odd: it may be sound
  return bodies;
}

bool is_ogg(const AudioInput& input) {
  return input.head(0, 4) == "OggS";
}

AudioFacts read_ogg(AudioInput& input) {
  const auto found = find_stream(input.stream, input.outer.audio_begin);
  if (!found) return failed_facts("no audio stream in the Ogg file");
  AudioFacts facts;
  facts.container = found->codec->name;
  facts.sound = found->codec->sound(found->packet);
  facts.sound.duration_ms = duration(input.stream, *found, facts.sound);
  take_comment(facts, input.stream, *found);
  return facts;
}

}  // namespace cuetheque
