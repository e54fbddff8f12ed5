#include "importer/tags/xiph.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <functional>
#include <map>
#include <string>
#include <taglib/tbytevector.h>

#include "importer/cue_sheets/timecode.h"
#include "importer/tags/bytes.h"
#include "importer/tags/pictures.h"
#include "importer/tags/tag_keys.h"

namespace cuetheque {
namespace {

constexpr unsigned frames_per_second = 75;

std::string ascii_until_nul(std::string_view field) {
  return std::string(field.substr(0, field.find('\0')));
}

std::string at_text(std::uint64_t samples, std::uint32_t rate) {
  const auto frames = samples / rate * frames_per_second + samples % rate * frames_per_second / rate;
  return fmt::format("{:02}:{:02}:{:02}", frames / frames_per_second / 60, frames / frames_per_second % 60,
                     frames % frames_per_second);
}

constexpr std::size_t sheet_head = 396, track_head = 36, index_size = 12;

// One track of the block as CUE lines.
std::string track_text(std::string_view track, std::uint32_t rate) {
  const auto offset = big64(track, 0);
  const auto isrc = ascii_until_nul(track.substr(9, 12));
  const bool audio = (byte_at(track, 21) & 0x80U) == 0, emphasis = (byte_at(track, 21) & 0x40U) != 0;
  auto text = fmt::format("  TRACK {:02} {}\n", byte_at(track, 8), audio ? "AUDIO" : "MODE1/2352");
  if (!isrc.empty()) text += fmt::format("    ISRC {}\n", isrc);
  if (emphasis) text += "    FLAGS PRE\n";
  for (std::size_t i = 0; i < byte_at(track, 35); ++i) {
    const auto index = track.substr(track_head + i * index_size, index_size);
    text += fmt::format("    INDEX {:02} {}\n", byte_at(index, 8), at_text(offset + big64(index, 0), rate));
  }
  return text;
}

// Opus counts from -23 LUFS in 1/256 dB (RFC 7845 5.2.1), ReplayGain from -18.
void add_opus_gain(TagSheet& sheet, std::string_view key, std::string_view value) {
  int steps = 0;
  const auto end = value.data() + value.size();
  const auto [stop, error] = std::from_chars(value.data(), end, steps);
  constexpr int most = 32768;
  if (error != std::errc() || stop != end || steps < -most || steps >= most) return;
  sheet.add(key == "R128_TRACK_GAIN" ? "REPLAYGAIN_TRACK_GAIN" : "REPLAYGAIN_ALBUM_GAIN",
            fmt::format("{:.2f} dB", steps / 256.0 + 5.0));
}

using Chapters = std::map<std::string, ReadChapter, std::less<>>;
constexpr std::size_t number_end = 10;  ///< of "CHAPTER001" and "CHAPTER001NAME"

bool is_chapter(std::string_view key) {
  constexpr std::string_view word = "CHAPTER";
  return key.starts_with(word) && key.size() >= number_end &&
         key.substr(word.size(), 3).find_first_not_of("0123456789") == std::string_view::npos;
}

// "CHAPTER001=00:01:02.500" and "CHAPTER001NAME=…", in whatever order they come.
void add_chapter_field(Chapters& chapters, std::string_view key, std::string_view value) {
  auto& chapter = chapters[std::string(key.substr(0, number_end))];
  if (key.substr(number_end) == "NAME") return chapter.set_title(std::string(value));
  if (const auto start = parse_timecode(value)) chapter.set_start_ms(static_cast<std::uint64_t>(start->count()));
}

// Not by TagLib's XiphComment: it loses any text with one wrong byte, and copies every picture twice.
void add_field(TagBlock& block, Chapters& chapters, std::string_view field) {
  const auto equals = field.find('=');
  if (equals == std::string_view::npos || equals == 0) return;
  const auto key = neutral_key(field.substr(0, equals));
  const auto value = field.substr(equals + 1);
  if (is_chapter(key)) return add_chapter_field(chapters, key, value);
  if (key == "METADATA_BLOCK_PICTURE") {
    const auto picture = TagLib::ByteVector::fromBase64(vector_of(value));
    if (auto found = flac_picture(view_of(picture)); found.size() > 0) block.pictures.push_back(std::move(found));
  } else if (key == "COVERART") {
    block.pictures.push_back(picture_of(0, {}, view_of(TagLib::ByteVector::fromBase64(vector_of(value)))));
  } else if (key == "R128_TRACK_GAIN" || key == "R128_ALBUM_GAIN") {
    add_opus_gain(block.tags, key, value);
  } else {
    block.tags.add(key, std::string(value));
  }
}

}  // namespace

TagBlock read_vorbis_comment(std::string_view block) {
  TagBlock result;
  const auto vendor_end = 4 + std::size_t{little32(block, 0)};
  const auto count = little32(block, vendor_end);
  if (vendor_end > block.size() || count > block.size() / 4) {
    result.remarks.push_back(
        remark_of("Vorbis comment", "claims more text than the block holds", "the comment was left out"));
    return result;
  }
  if (count > TagSheet::field_limit) {
    result.remarks.push_back(remark_of("Vorbis comment", "more than 10,000 tag fields", "the comment was left out"));
    return result;
  }
  Chapters chapters;
  auto rest = block.substr(std::min(vendor_end + 4, block.size()));
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::size_t length = little32(rest, 0);
    if (rest.size() < 4 || length > rest.size() - 4) {
      result.remarks.push_back(
          remark_of("Vorbis comment", "a field claims more text than the block holds", "what stands before was read"));
      break;
    }
    add_field(result, chapters, rest.substr(4, length));
    rest.remove_prefix(4 + length);
  }
  for (auto& [number, chapter] : chapters) result.chapters.push_back(std::move(chapter));
  return result;
}

std::string flac_cuesheet_text(std::string_view block, std::uint32_t sample_rate, std::string_view file_name) {
  if (block.size() < sheet_head || sample_rate == 0) return {};
  std::string text;
  if (const auto catalog = ascii_until_nul(block.substr(0, 128)); !catalog.empty())
    text += fmt::format("CATALOG {}\n", catalog);
  text += fmt::format("FILE \"{}\" WAVE\n", file_name);
  auto rest = block.substr(sheet_head);
  for (unsigned left = byte_at(block, sheet_head - 1); left > 0 && rest.size() >= track_head; --left) {
    const auto size = track_head + byte_at(rest, 35) * index_size;
    if (size > rest.size()) break;
    constexpr unsigned lead_out_cd = 170, lead_out_other = 255;
    if (const auto number = byte_at(rest, 8); number != lead_out_cd && number != lead_out_other)
      text += track_text(rest.substr(0, size), sample_rate);
    rest.remove_prefix(size);
  }
  return text;
}

Sound flac_stream_info(std::string_view block) {
  const auto packed = big64(block, 10);
  Sound sound;
  sound.sample_rate = static_cast<std::uint32_t>(packed >> 44U);
  sound.channels = static_cast<std::uint32_t>(packed >> 41U & 7U) + 1;
  sound.bits = static_cast<std::uint32_t>(packed >> 36U & 31U) + 1;
  sound.duration_ms = milliseconds(packed & 0xF'FFFF'FFFFULL, sound.sample_rate);
  return sound;
}

}  // namespace cuetheque
