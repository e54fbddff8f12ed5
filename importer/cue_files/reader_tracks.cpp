// The commands that only a TRACK has.
#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "core/ascii.h"
#include "core/error.h"
#include "core/identifiers.h"
#include "importer/cue_files/reader.h"
#include "importer/cue_files/words.h"

namespace cuetheque {

namespace words = cue_words;

namespace {

using std::string_view_literals::operator""sv;

constexpr std::size_t most_tracks = 999;
constexpr std::size_t tracks_on_a_disc = 99;

constexpr std::array track_modes{"AUDIO"sv,      "CDG"sv,        "MODE1/2048"sv, "MODE1/2352"sv,
                                 "MODE2/2048"sv, "MODE2/2324"sv, "MODE2/2332"sv, "MODE2/2336"sv,
                                 "MODE2/2342"sv, "MODE2/2352"sv, "CDI/2336"sv,   "CDI/2352"sv};
constexpr std::array track_flags{"DCP"sv, "4CH"sv, "PRE"sv, "SCMS"sv, "DATA"sv};

}  // namespace

unsigned CueReader::track_number(std::string_view written) {
  const unsigned next = sheet.tracks.empty() ? 1 : sheet.tracks.back().number + 1;
  const auto number = words::number_of(written, 3);
  if (!number) {
    odd(fmt::format("TRACK number '{}'", written), fmt::format("{}", next));
    return next;
  }
  if (*number != next && !sheet.tracks.empty())
    odd(fmt::format("TRACK {} after TRACK {}", *number, sheet.tracks.back().number), "order kept");
  return *number;
}

std::string CueReader::track_mode(std::string_view written) {
  if (written.empty()) odd("TRACK without a type", "AUDIO");
  auto mode = written.empty() ? "AUDIO" : upper(written);
  if (std::ranges::find(track_modes, mode) == track_modes.end())
    odd(fmt::format("TRACK type '{}'", written), "not audio");
  return mode;
}

void CueReader::track(std::string_view args) {
  if (sheet.tracks.size() == most_tracks)
    throw Error(Cause::some_failed, "more than 999 TRACKs", fmt::format("line {}", line_));
  if (sheet.tracks.size() == tracks_on_a_disc) odd("more than 99 TRACKs");
  const auto [number, mode] = words::first_word(args);
  CueFile::Track track;
  track.number = track_number(number);
  track.mode = track_mode(words::first_word(mode).word);
  track.file = sheet.files.empty() ? 0 : sheet.files.size() - 1;
  sheet.tracks.push_back(std::move(track));
}

std::optional<Frames> CueReader::time(std::string_view args) {
  const auto time = words::time_of(args);
  if (!time)
    odd(fmt::format("{} time '{}' is not MM:SS:FF", word_, args), "left out");
  else if (time->carried)
    odd(fmt::format("{} time '{}': frames go to 74", word_, args), words::to_text(time->at));
  return time ? std::optional(time->at) : std::nullopt;
}

void CueReader::index(std::string_view args) {
  const auto [written, rest] = words::first_word(args);
  const auto number = words::number_of(written, 2);
  if (current() == nullptr) return odd("INDEX before any TRACK", "left out");
  if (!number) return odd(fmt::format("index number must be 00-99, not '{}'", written), "left out");
  const auto at = time(words::first_word(rest).word);
  if (!at) return;
  if (sheet.files.empty()) {
    odd("INDEX before any FILE", "a FILE without a name");
    sheet.files.emplace_back();
  }
  add_index({*number, sheet.files.size() - 1, *at});
}

void CueReader::add_index(CueFile::Index added) {
  auto& indices = current()->indices;
  const auto same = std::ranges::find(indices, added.number, &CueFile::Index::number);
  if (same != indices.end()) {
    odd(fmt::format("second INDEX {:02}", added.number), fmt::format("replaces {}", words::to_text(same->at)));
    indices.erase(same);
  }
  const auto& before =
      !indices.empty() || sheet.tracks.size() < 2 ? indices : sheet.tracks[sheet.tracks.size() - 2].indices;
  if (!before.empty() && before.back().file == added.file && before.back().at > added.at)
    odd(fmt::format("index out of order: {} after {}", words::to_text(added.at), words::to_text(before.back().at)),
        "kept");
  indices.push_back(added);
}

void CueReader::flags(std::string_view args) {
  if (current() == nullptr) return odd("FLAGS before any TRACK", "left out");
  for (auto rest = args; !rest.empty();) {
    const auto split = words::first_word(rest);
    rest = split.rest;
    const auto flag = upper(split.word);
    if (std::ranges::find(track_flags, flag) == track_flags.end())
      odd(fmt::format("unknown flag '{}'", split.word), "kept");
    current()->flags.push_back(flag);
  }
}

void CueReader::isrc(std::string_view args) {
  const auto code = value(args);
  if (code.empty() || all_zeros(code)) return;
  if (!is_valid(Scheme::isrc, code)) odd(fmt::format("malformed ISRC '{}'", code), "kept");
  if (current() != nullptr)
    current()->isrc = code;
  else
    sheet.rems.push_back({"ISRC", code});
}

void CueReader::set_gap(std::optional<Frames> CueFile::Track::*gap, std::string_view args) {
  if (current() == nullptr) return odd(fmt::format("{} before any TRACK", word_), "left out");
  if (const auto length = time(words::first_word(args).word)) current()->*gap = length;
}

void CueReader::pregap(std::string_view args) {
  set_gap(&CueFile::Track::pregap, args);
}
void CueReader::postgap(std::string_view args) {
  set_gap(&CueFile::Track::postgap, args);
}

}  // namespace cuetheque
