#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>

#include "core/frames.h"
#include "core/heard.h"
#include "core/text_utf8.h"
#include "importer/exports/parts.h"

namespace cuetheque {
namespace {

constexpr auto structure = std::to_array<std::string_view>(
    {"id", "disc", "track", "side", "file", "file_base64", "cue_file", "cue_file_base64", "start_frames", "end_frames",
     "pregap_frames", "silence_before_frames", "silence_after_frames", "indexes", "flags", "duration_ms", "sample_rate",
     "channels", "heard"});
constexpr std::uint64_t most_frames = 75ULL * 3600 * 10'000;
constexpr std::size_t longest_word = 8;  ///< of a side and a flag

std::uint32_t small_number(Json json, std::uint64_t most) {
  const auto number = json.number().value_or(0);
  return number <= most ? static_cast<std::uint32_t>(number) : 0;
}

std::optional<std::int64_t> frames(Json json) {
  const auto number = json.number();
  return number && *number <= most_frames ? std::optional(static_cast<std::int64_t>(*number)) : std::nullopt;
}

std::string word(Json json) {
  return std::string(cut_at(text_of(json), longest_word));
}

/// Where a CUE file cuts the track out of its file.
void cut_out(Track& track, Json json) {
  if (const auto start = frames(json.at("start-frames"))) track.set_start_frames(*start);
  if (const auto end = frames(json.at("end-frames"))) track.set_end_frames(*end);
  if (const auto pregap = frames(json.at("pregap-frames"))) track.set_pregap_frames(*pregap);
  if (const auto before = frames(json.at("silence-before-frames"))) track.set_silence_before_frames(*before);
  if (const auto after = frames(json.at("silence-after-frames"))) track.set_silence_after_frames(*after);
  json.at("indexes").each([&](Json one) {
    const auto text = one.text();  // "02 1500"
    const auto space = std::min(text.find(' '), text.size());
    auto& index = *track.add_indexes();
    std::uint32_t number = 0;
    std::int64_t at = 0;
    std::from_chars(text.data(), text.data() + space, number);
    std::from_chars(text.data() + std::min(space + 1, text.size()), text.data() + text.size(), at);
    index.set_number(number);
    index.set_frames(at);
  });
  json.at("flags").each([&](Json flag) { track.add_flags(word(flag)); });
}

class Tracks {
 public:
  Tracks(Record& album, const std::set<std::string_view>& heard, ExportedFiles& files, Oddities& oddities)
      : album_(album), heard_(heard), files_(files), oddities_(oddities) {}

  void add(Json json) {
    auto& track = *album_.add_tracks();
    track.set_disc(small_number(json.at("disc"), most_position));
    track.set_position(small_number(json.at("track"), most_position));
    track.set_side(word(json.at("side")));
    track.set_index(static_cast<std::uint32_t>(album_.tracks_size()));
    state_facts(json, on_track, structure, *track.mutable_statements(), oddities_);
    say_heard(track, json);
    cut_out(track, json);
    if (const auto sheet = files_.origin(json, "cue-file", "cue-file-base64")) track.set_sheet(*sheet);
    say_audio(track, json);
  }

 private:
  static constexpr std::uint64_t most_position = 99'999;

  /// That a cue is tied to it, or that the album's kind leaves no doubt, needs no stating: it follows again.
  void say_heard(Track& track, Json json) const {
    const auto told = json.at("heard").text();
    if ((told != "yes" && told != "no") || Guesses(json).contains("heard")) return;
    if (told == "yes" ? heard_.contains(json.at("id").text()) : heard(album_, track, {}).answer == false) return;
    state(*track.mutable_statements(), Field::heard, std::string(told));
  }

  void say_audio(Track& track, Json json) {
    const auto length = json.at("duration-ms").number().value_or(0);
    const auto ms = length <= longest_ms ? length : 0;
    const auto origin = files_.origin(json, "file", "file-base64");
    if (!origin) {
      if (ms > 0 && !track.has_end_frames()) state(*track.mutable_statements(), Field::playingtime, std::to_string(ms));
      return;
    }
    track.set_file(files_.audio(*origin));
    auto& file = *album_.mutable_files(static_cast<int>(track.file()));
    file.set_sample_rate(small_number(json.at("sample-rate"), most_rate));
    file.set_channels(small_number(json.at("channels"), most_channels));
    const auto start = static_cast<std::uint64_t>(to_milliseconds(Frames{track.start_frames()}).count());
    if (!track.has_end_frames() && ms > 0) file.set_duration_ms(start + ms);
  }

  static constexpr std::uint64_t most_rate = 100'000'000, most_channels = 1024;

  Record& album_;
  const std::set<std::string_view>& heard_;
  ExportedFiles& files_;
  Oddities& oddities_;
};

}  // namespace

void add_exported_tracks(Record& album, Json line, const std::set<std::string_view>& heard, ExportedFiles& files,
                         Oddities& oddities) {
  Tracks tracks(album, heard, files, oddities);
  std::size_t left_out = 0;
  line.at("tracks").each([&](Json track) {
    if (static_cast<std::size_t>(album.tracks_size()) < most_release_tracks && track.is_object())
      tracks.add(track);
    else
      ++left_out;
  });
  if (left_out > 0) note(oddities, fmt::format("{} of its tracks left out", left_out));
}

}  // namespace cuetheque
