#include "importer/tags/finish.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <span>
#include <unordered_set>

#include "core/authority.h"
#include "core/text.h"
#include "core/text_utf8.h"

namespace cuetheque {
namespace {

constexpr std::size_t value_limit = 64UL * 1024;
constexpr std::size_t cue_limit = 1024UL * 1024;
constexpr std::size_t mime_limit = 128;
constexpr std::size_t remark_limit = 100;
constexpr int picture_limit = 1000;

constexpr auto split_keys = std::to_array<std::string_view>(
    {"ARRANGER", "COMPOSER", "CONDUCTOR", "GENRE", "LYRICIST", "MOOD", "ORCHESTRATOR", "PERFORMER"});
constexpr auto number_keys = std::to_array<std::string_view>({"DISCNUMBER", "DISCTOTAL", "TRACKNUMBER", "TRACKTOTAL"});

bool among(std::span<const std::string_view> keys, std::string_view key) {
  return std::ranges::find(keys, key) != keys.end();
}

std::vector<std::string> parts_between(std::string_view text, std::string_view separator) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find(separator, at), text.size());
    if (const auto part = trim(text.substr(at, end - at)); !part.empty()) parts.emplace_back(part);
    at = end + separator.size();
  }
  return parts;
}

// Control characters but tab and line ends have no business in a tag; a cut must not leave half a character.
std::string cleaned(std::string_view value, std::size_t limit) {
  auto text = clean(value.substr(0, limit));
  const auto odd = [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
  };
  std::erase_if(text, odd);
  return std::string(trim(text));
}

// No language has more accented Latin letters than plain ones: that is Cyrillic, Greek or Japanese read as Latin-1.
bool is_likely_mojibake(std::string_view text) {
  constexpr std::size_t fewest = 4;
  std::size_t plain = 0, accented = 0;
  bool only_latin = true;
  each_character(text, [&](const Character& c) {
    plain += (c.code | 0x20) >= 'a' && (c.code | 0x20) <= 'z' ? 1 : 0;
    accented += c.code >= 0x80 ? 1 : 0;
    only_latin = only_latin && c.code < 0x100;
  });
  return only_latin && accented >= fewest && accented > plain;
}

std::optional<std::uint32_t> small_number(std::string_view text) {
  text = trim(text);
  std::uint32_t value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || text.size() > 4 || parsed.ec != std::errc() || parsed.ptr != text.data() + text.size())
    return std::nullopt;
  return value;
}

// Those of one word, by which "Vangelis/Yanni" is two people and "AC/DC" a band.
const std::unordered_set<std::string>& known_names() {
  static const auto names = [] {
    std::unordered_set<std::string> folded;
    for (const auto& seed : authority_seeds()) {
      folded.insert(fold(seed.name));
      for (const auto& alias : seed.aliases) folded.insert(fold(alias));
    }
    return folded;
  }();
  return names;
}

class Finisher {
 public:
  explicit Finisher(AudioFacts&& facts) : facts_(std::move(facts)) {}

  Reading run() {
    reading_.set_failed(clean(facts_.failed));
    reading_.set_container(facts_.container);
    for (const auto& entry : facts_.tags.entries()) take(entry);
    if (facts_.tags.overflowed()) remark("", "more than 10,000 tag values", "the first 10,000 were read");
    if (reading_.cue_text().empty()) reading_.set_cue_text(clean(facts_.cue_text.substr(0, cue_limit)));
    set_sound();
    take_pictures();
    take_chapters();
    take_remarks();
    return std::move(reading_);
  }

 private:
  void remark(std::string position, std::string what, std::string read_as) {
    *reading_.add_remarks() = remark_of(std::move(position), std::move(what), std::move(read_as));
  }

  void take(const TagSheet::Entry& entry) {
    if (entry.key == "CUESHEET")
      return reading_.set_cue_text(clean(std::string_view(entry.values.front()).substr(0, cue_limit)));
    if (among(number_keys, entry.key)) return take_number(entry);
    take_values(entry);
  }

  void take_values(const TagSheet::Entry& entry) {
    Tag tag;
    tag.set_key(entry.key);
    for (const auto& value : entry.values) {
      if (value.size() > value_limit)
        remark(entry.key, fmt::format("field longer than 64 KiB ({} bytes)", value.size()), "cut there");
      if (auto text = cleaned(value, value_limit); !text.empty()) tag.add_values(std::move(text));
    }
    if (std::ranges::any_of(tag.values(), is_likely_mojibake))
      remark(entry.key, "looks like text of another encoding read as Latin-1", "as it stands");
    split_where_safe(tag, entry.slashes);
    if (tag.values_size() > 0) *reading_.add_tags() = std::move(tag);
  }

  void take_number(const TagSheet::Entry& entry) {
    const auto written = cleaned(entry.values.front(), value_limit);
    const auto part = parse_part_number(written);
    if (!part) {
      if (!written.empty())
        remark(entry.key, fmt::format("\"{}\" is no number that a track or disc can have", written.substr(0, 64)),
               "kept as text");
      if (!written.empty()) add_text(entry.key, written);
    } else if (entry.key == "TRACKNUMBER") {
      set_track(*part);
    } else if (entry.key == "DISCNUMBER") {
      set_disc(*part);
    } else {
      set_total(entry.key, part->number);
    }
  }

  void add_text(const std::string& key, const std::string& text) {
    auto& tag = *reading_.add_tags();
    tag.set_key(key);
    tag.add_values(text);
  }

  void set_track(const PartNumber& part) {
    reading_.set_track(part.number);
    reading_.set_side(part.side);
    if (part.total > 0) reading_.set_track_total(part.total);
  }

  void set_disc(const PartNumber& part) {
    reading_.set_disc(part.number);
    if (part.total > 0) reading_.set_disc_total(part.total);
  }

  void set_total(std::string_view key, std::uint32_t total) {
    if (key == "TRACKTOTAL" && reading_.track_total() == 0) reading_.set_track_total(total);
    if (key == "DISCTOTAL" && reading_.disc_total() == 0) reading_.set_disc_total(total);
  }

  void take_pictures() {
    for (auto& picture : facts_.pictures) {
      picture.set_mime(cleaned(picture.mime(), mime_limit));
      *reading_.add_pictures() = std::move(picture);
      if (reading_.pictures_size() < picture_limit) continue;
      remark("", "more pictures than an album has", fmt::format("the first {}", picture_limit));
      break;
    }
  }

  void take_chapters() {
    constexpr std::size_t chapter_limit = 1000;
    for (std::size_t i = 0; i < std::min(facts_.chapters.size(), chapter_limit); ++i) {
      auto& chapter = *reading_.add_chapters() = std::move(facts_.chapters[i]);
      chapter.set_title(cleaned(chapter.title(), value_limit));
    }
  }

  // One bad block a remark: a file may hold a million of them.
  void take_remarks() {
    for (std::size_t i = 0; i < std::min(facts_.remarks.size(), remark_limit); ++i) {
      const auto& odd = facts_.remarks[i];
      remark(clean(odd.position()), clean(odd.what()), clean(odd.read_as()));
    }
    if (facts_.remarks.size() > remark_limit)
      remark("", fmt::format("{} further remarks left out", facts_.remarks.size() - remark_limit), "");
  }

  void set_sound() {
    const auto& sound = facts_.sound;
    constexpr std::uint64_t longest_ms = 3'600'000'000ULL;
    constexpr std::uint32_t highest_rate = 100'000'000;
    constexpr std::uint32_t most_channels = 255;
    if (sound.duration_ms > longest_ms || sound.sample_rate > highest_rate || sound.channels > most_channels)
      remark("", "length, rate or channels that no audio has", "taken to be unknown");
    if (sound.duration_ms <= longest_ms) reading_.set_duration_ms(sound.duration_ms);
    if (sound.sample_rate <= highest_rate) reading_.set_sample_rate(sound.sample_rate);
    if (sound.channels <= most_channels) reading_.set_channels(sound.channels);
    reading_.set_bits(sound.bits);
  }

  AudioFacts facts_;
  Reading reading_;
};

}  // namespace

Reading finish(AudioFacts&& facts) {
  return Finisher(std::move(facts)).run();
}

// Two values already there mean that the writer knew how to separate them.
void split_where_safe(Tag& tag, bool slashes) {
  if (tag.values_size() != 1 || !among(split_keys, tag.key())) return;
  auto parts = split_value(tag.values(0), slashes);
  if (parts.size() < 2 && (parts.empty() || parts.front() == tag.values(0))) return;
  tag.set_as_written(tag.values(0));
  tag.clear_values();
  for (auto& part : parts) tag.add_values(std::move(part));
}

std::vector<std::string> split_value(std::string_view value, bool slashes) {
  std::vector<std::string> parts;
  for (const auto& piece : parts_between(value, ";"))
    for (auto& part : parts_between(piece, " / ")) parts.push_back(std::move(part));
  if (parts.size() > 1 || !slashes) return parts;
  auto names = parts_between(value, "/");
  const auto is_name = [](const std::string& name) {
    return name.find(' ') != std::string::npos || known_names().contains(fold(name));
  };
  return names.size() > 1 && std::ranges::all_of(names, is_name) ? names : parts;
}

std::optional<PartNumber> parse_part_number(std::string_view text) {
  text = trim(text);
  PartNumber part;
  if (text.size() > 1 && ((text[0] >= 'A' && text[0] <= 'H') || (text[0] >= 'a' && text[0] <= 'h'))) {
    part.side = std::string(1, static_cast<char>(text[0] & ~0x20));
    text.remove_prefix(1);
  }
  const auto slash = text.find('/');
  const auto number = small_number(text.substr(0, slash));
  const bool only_total = !number && slash != std::string_view::npos && trim(text.substr(0, slash)).empty();
  if (!number && !only_total) return std::nullopt;
  part.number = number.value_or(0);
  if (slash == std::string_view::npos) return part;
  const auto total_text = trim(text.substr(slash + 1));
  const auto total = small_number(total_text);
  if (!total && !total_text.empty()) return std::nullopt;
  part.total = total.value_or(0);
  return part;
}

}  // namespace cuetheque
