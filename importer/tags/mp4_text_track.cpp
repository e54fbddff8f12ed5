// QuickTime's chapters: a track of text that the sound's track refers to, one sample a chapter. The tables of a track
// say how long its samples are, in what they lie, and where.
#include <algorithm>

#include "importer/tags/bytes.h"
#include "importer/tags/mp4_atoms.h"
#include "importer/tags/mp4_chapters.h"
#include "importer/tags/tag_sheet.h"

namespace cuetheque {
namespace {

constexpr std::size_t most_chapters = 256;
constexpr std::uint64_t longest_table = 64UL * 1024;
constexpr std::uint64_t longest_title = 1024;

/// The rows of a table behind version, flags and `head` further bytes.
struct Table {
  std::string bytes;
  std::size_t width = 0, head = 0;

  [[nodiscard]] std::size_t rows() const { return bytes.size() > head ? (bytes.size() - head) / width : 0; }
  [[nodiscard]] std::uint64_t at(std::size_t row, std::size_t cell) const {
    return big32(bytes, head + row * width + cell * 4);
  }
};

Table table(WindowStream& stream, const Atom& samples, std::string_view name, std::size_t width, std::size_t head) {
  const auto atom = atom_under(stream, samples, {name});
  if (!atom) return {{}, width, head};
  return {stream.bytes(atom->begin, std::min(atom->end - atom->begin, longest_table)), width, head};
}

/// When each sample starts, in the track's own time.
std::vector<std::uint64_t> starts_of(const Table& durations) {
  std::vector<std::uint64_t> starts;
  std::uint64_t now = 0;
  for (std::size_t row = 0; row < durations.rows(); ++row)
    for (std::uint64_t left = durations.at(row, 0); left > 0 && starts.size() < most_chapters; --left) {
      starts.push_back(now);
      now += durations.at(row, 1);
    }
  return starts;
}

/// How many samples lie in a chunk (from 0), by the rows of first chunk and count.
std::uint64_t samples_in(const Table& runs, std::size_t chunk) {
  std::uint64_t count = 0;
  for (std::size_t row = 0; row < runs.rows() && runs.at(row, 0) <= chunk + 1; ++row) count = runs.at(row, 1);
  return count;
}

std::vector<std::uint64_t> offsets_of(WindowStream& stream, const Atom& samples) {
  const auto sizes = table(stream, samples, "stsz", 4, 12), runs = table(stream, samples, "stsc", 12, 8);
  auto chunks = table(stream, samples, "stco", 4, 8);
  const bool is_long = chunks.rows() == 0;
  if (is_long) chunks = table(stream, samples, "co64", 8, 8);
  const std::uint64_t one_size = big32(sizes.bytes, 4);
  std::vector<std::uint64_t> offsets;
  for (std::size_t chunk = 0; chunk < chunks.rows() && offsets.size() < most_chapters; ++chunk) {
    auto at = is_long ? chunks.at(chunk, 0) << 32U | chunks.at(chunk, 1) : chunks.at(chunk, 0);
    for (auto left = samples_in(runs, chunk); left > 0 && offsets.size() < most_chapters; --left) {
      const auto size = one_size != 0 ? one_size : sizes.at(offsets.size(), 0);
      offsets.push_back(at);
      at += size;
    }
  }
  return offsets;
}

/// A length of two bytes and so much text, UTF-8 or UTF-16 with its mark.
std::string title_at(WindowStream& stream, std::uint64_t offset) {
  const auto length = std::min<std::uint64_t>(big16(stream.peek(offset, 2), 0), longest_title);
  const auto text = stream.bytes(offset + 2, length);
  const bool wide = text.starts_with("\xFE\xFF") || text.starts_with("\xFF\xFE");
  return wide ? utf8(TagLib::String(vector_of(text), TagLib::String::UTF16)) : text;
}

std::vector<ReadChapter> chapters_on(WindowStream& stream, const Atom& track) {
  const auto samples = atom_under(stream, track, {"mdia", "minf", "stbl"});
  const auto header = atom_under(stream, track, {"mdia", "mdhd"});
  if (!samples || !header) return {};
  const auto times = stream.peek(header->begin, 36);
  const auto scale = big32(times, byte_at(times, 0) == 1 ? 20 : 12);
  const auto starts = starts_of(table(stream, *samples, "stts", 8, 8));
  const auto offsets = offsets_of(stream, *samples);
  std::vector<ReadChapter> chapters;
  for (std::size_t i = 0; i < std::min(starts.size(), offsets.size()); ++i) {
    auto& chapter = chapters.emplace_back();
    chapter.set_start_ms(milliseconds(starts[i], scale));
    chapter.set_title(title_at(stream, offsets[i]));
  }
  return chapters;
}

std::uint32_t number_of(WindowStream& stream, const Atom& track) {
  const auto header = atom_under(stream, track, {"tkhd"});
  if (!header) return 0;
  const auto data = stream.peek(header->begin, 24);
  return big32(data, byte_at(data, 0) == 1 ? 20 : 12);
}

}  // namespace

std::vector<ReadChapter> mp4_text_chapters(WindowStream& stream) {
  const auto movie = atom_under(stream, Atom{"", 0, 0, stream.size(), false}, {"moov"});
  if (!movie) return {};
  const auto tracks = atoms_named(stream, *movie, "trak");
  for (const auto& track : tracks) {
    const auto reference = atom_under(stream, track, {"tref", "chap"});
    if (!reference || reference->end < reference->begin + 4) continue;
    // The first of them; others are pictures.
    const auto wanted = big32(stream.peek(reference->begin, 4), 0);
    for (const auto& other : tracks)
      if (wanted != 0 && number_of(stream, other) == wanted) return chapters_on(stream, other);
  }
  return {};
}

}  // namespace cuetheque
