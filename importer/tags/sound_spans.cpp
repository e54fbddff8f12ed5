#include "importer/tags/sound_spans.h"

#include <algorithm>
#include <array>

#include "importer/tags/bytes.h"
#include "importer/tags/containers.h"
#include "importer/tags/mp4_atoms.h"
#include "importer/tags/ogg_sound.h"

namespace cuetheque {
namespace {

constexpr int most_tails = 8;  // nobody honestly has more tags behind a file
constexpr std::size_t most_atoms = 100'000;

SoundSpans one_span(AudioDigest kind, std::uint64_t begin, std::uint64_t end) {
  return begin < end ? SoundSpans{kind, {{begin, end}}, {}} : SoundSpans{};
}

/// Lyrics3 2.00 ends with its size in six digits; 1.00 has to be looked for (id3.org/Lyrics3). Where either would begin
/// in the tags before the sound, it is none.
std::uint64_t before_lyrics(WindowStream& stream, std::uint64_t first, std::uint64_t end) {
  constexpr std::uint64_t mark = 9, digits = 6, longest = 5100 + 11 + mark;
  const auto tail = std::string(stream.peek(end - std::min(end, mark + digits), mark + digits));
  if (tail.ends_with("LYRICS200") && tail.size() == mark + digits) {
    std::uint64_t size = 0;
    for (const char c : tail.substr(0, digits)) size = size * 10 + static_cast<std::uint64_t>(c - '0') % 10;
    const auto begin = end - std::min(end, size + mark + digits);
    return begin >= first && stream.peek(begin, 11) == "LYRICSBEGIN" ? begin : end;
  }
  if (!tail.ends_with("LYRICSEND")) return end;
  const auto from = std::max(first, end - std::min(end, longest));
  const auto at = stream.peek(from, end - from).rfind("LYRICSBEGIN");
  return at == std::string_view::npos ? end : from + at;
}

std::uint64_t before_ape(WindowStream& stream, std::uint64_t begin, std::uint64_t end) {
  constexpr std::uint64_t footer_size = 32;
  if (end - begin < footer_size) return end;
  const auto footer = stream.peek(end - footer_size, footer_size);
  if (!footer.starts_with("APETAGEX")) return end;
  const auto size = little32(footer, 12) + ((little32(footer, 20) & 0x8000'0000U) != 0 ? footer_size : 0);
  return size >= footer_size && size <= end - begin ? end - size : end;
}

/// What lies between the tags around the file. Lyrics3 may stand between an ID3v1 and an APE tag.
SoundSpans bare_stream_spans(const AudioInput& input) {
  const auto begin = input.outer.audio_begin;
  auto end = std::max(input.outer.audio_end, begin);
  for (int i = 0; i < most_tails; ++i) {
    const auto before = before_ape(input.stream, begin, before_lyrics(input.stream, begin, end));
    if (before == end) break;
    end = before;
  }
  return one_span(bare_stream, begin, end);
}

SoundSpans flac_spans(const AudioInput& input) {
  constexpr std::uint64_t head = 4;
  constexpr std::size_t md5_at = 18, md5_size = 16;
  auto at = input.outer.audio_begin + head;
  const auto information = std::string(input.stream.peek(at + head, md5_at + md5_size));
  for (bool last = false; !last;) {
    const auto block = input.stream.peek(at, head);
    if (block.size() < head) return {};
    last = (byte_at(block, 0) & 0x80U) != 0;
    at += head + big(block, 1, 3);
  }
  auto found = one_span(flac_frames, at, input.outer.audio_end);
  if (information.size() == md5_at + md5_size) found.prefix = information.substr(md5_at);
  return found;
}

/// The chunks of this name; none where there were too many to look at all.
SoundSpans chunk_spans(AudioDigest kind, const Chunks& chunks, std::string_view id) {
  SoundSpans found{kind, {}, {}};
  for (const auto& chunk : chunks.all)
    if (chunk.id == id && chunk.size > 0) found.spans.push_back({chunk.begin, chunk.begin + chunk.size});
  return chunks.remarks.empty() && !found.spans.empty() ? found : SoundSpans{};
}

SoundSpans wave_spans(const AudioInput& input) {
  return chunk_spans(wave_data, wave_chunks(input), "data");
}

SoundSpans aiff_spans(const AudioInput& input) {
  auto& stream = input.stream;
  const auto chunks = walk_chunks(stream, input.outer.audio_begin + 12, stream.size(), ChunkStyle::aiff);
  return chunk_spans(aiff_sound, chunks, "SSND");
}

SoundSpans dsdiff_spans(const AudioInput& input) {
  const auto chunks = walk_chunks(input.stream, 16, input.stream.size(), ChunkStyle::dsdiff);
  const auto plain = chunk_spans(dsdiff_sound, chunks, "DSD ");
  return plain.spans.empty() ? chunk_spans(dsdiff_sound, chunks, "DST ") : plain;
}

SoundSpans dsf_spans(const AudioInput& input) {
  constexpr std::uint64_t format_at = 28, head = 12;
  const auto size = little64(input.stream.peek(format_at, head), 4);
  if (size > input.stream.size()) return {};
  const auto data = std::string(input.stream.peek(format_at + size, head));
  const auto begin = format_at + size + head;
  if (!data.starts_with("data") || data.size() < head || begin > input.stream.size()) return {};
  const auto claimed = std::max(little64(data, 4), head) - head;
  return one_span(dsf_data, begin, begin + std::min(claimed, input.stream.size() - begin));
}

SoundSpans mp4_spans(const AudioInput& input) {
  SoundSpans found{mp4_media, {}, {}};
  auto& stream = input.stream;
  std::uint64_t at = input.outer.audio_begin;
  for (std::size_t seen = 0; at < stream.size(); ++seen) {
    const auto atom = atom_at(stream, at, stream.size());
    if (seen == most_atoms) return {};
    if (!atom) break;
    if (atom->name == "mdat" && atom->begin < atom->end) found.spans.push_back({atom->begin, atom->end});
    at = atom->end;
  }
  return found.spans.empty() ? SoundSpans{} : found;
}

SoundSpans ogg_spans(const AudioInput& input) {
  auto bodies = ogg_sound(input.stream, input.outer.audio_begin);
  return bodies.empty() ? SoundSpans{} : SoundSpans{ogg_packets, std::move(bodies), {}};
}

/// How the sound of a container is found, by its name there.
struct Row {
  std::string_view container;
  SoundSpans (*find)(const AudioInput& input);
};
constexpr auto rows = std::to_array<Row>({
    {"FLAC", flac_spans},
    {"Ogg", ogg_spans},
    {"MP4", mp4_spans},
    {"WAV", wave_spans},
    {"AIFF", aiff_spans},
    {"DSF", dsf_spans},
    {"DSDIFF", dsdiff_spans},
    {"Monkey's Audio", bare_stream_spans},
    {"Musepack", bare_stream_spans},
    {"WavPack", bare_stream_spans},
    {"TrueAudio", bare_stream_spans},
    {"OptimFROG", bare_stream_spans},
    {"TAK", bare_stream_spans},
    {"AAC", bare_stream_spans},
    {"MP3", bare_stream_spans},
});

constexpr bool rows_name_containers() {
  return std::ranges::all_of(rows, [](const Row& row) {
    return std::ranges::find(containers, row.container, &Container::name) != containers.end();
  });
}
static_assert(rows_name_containers(), "a container by another name");

}  // namespace

SoundSpans find_sound(WindowStream& stream) {
  const AudioInput input{stream, find_outer_tags(stream), {}};
  const auto container = std::ranges::find_if(containers, [&](const Container& each) { return each.is(input); });
  if (container == containers.end()) return {};
  const auto row = std::ranges::find(rows, container->name, &Row::container);
  return row == rows.end() ? SoundSpans{} : row->find(input);
}

void SpanDigest::add(std::uint64_t offset, std::string_view bytes) {
  const auto end = offset + bytes.size();
  for (; at_ < spans_.size() && spans_[at_].begin < end; ++at_) {
    const auto from = std::max(spans_[at_].begin, offset), to = std::min(spans_[at_].end, end);
    if (from < to) digest_.add_raw(bytes.substr(from - offset, to - from));
    if (spans_[at_].end > end) return;
  }
}

}  // namespace cuetheque
