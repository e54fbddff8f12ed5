#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "core/frames.h"
#include "core/heard.h"
#include "importer/exports/parts.h"

namespace cuetheque {
namespace {

constexpr auto structure = std::to_array<std::string_view>({"id",
                                                            "disc",
                                                            "track",
                                                            "side",
                                                            "file",
                                                            "file_base64",
                                                            "cue_file",
                                                            "cue_file_base64",
                                                            "start_frames",
                                                            "end_frames",
                                                            "pregap_frames",
                                                            "pregap_file",
                                                            "pregap_file_base64",
                                                            "silence_before_frames",
                                                            "silence_after_frames",
                                                            "indexes",
                                                            "flags",
                                                            "continued",
                                                            "data",
                                                            "duration_ms",
                                                            "sample_rate",
                                                            "channels",
                                                            "heard"});

class Tracks {
 public:
  Tracks(Record& album, const std::set<std::string_view>& heard, ExportedFiles& files, Oddities& oddities)
      : album_(album), heard_(heard), files_(files), oddities_(oddities) {}

  void add(Json json) {
    auto& track = *album_.add_tracks();
    track.set_disc(small_number(json.at("disc"), most_position));
    track.set_position(small_number(json.at("track"), most_position));
    track.set_side(short_word(json.at("side")));
    track.set_index(static_cast<std::uint32_t>(album_.tracks_size()));
    state_facts(json, on_track, structure, *track.mutable_statements(), oddities_);
    say_heard(track, json);
    cut_out(track, json, files_);
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
