#include "cli/exporters/cue_facts.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace cuetheque {
namespace {

using Rems = std::vector<CueFile::Rem>;

/// A fact and the REM key it is written under (FORMATS.md B.2).
struct RemRow {
  std::string_view key;
  Field field;
};
constexpr auto rems_of_film = std::to_array<RemRow>({{"FILM", Field::film}, {"DIRECTOR", Field::director}});
constexpr auto rems_of_album = std::to_array<RemRow>({{"LABEL", Field::label},
                                                      {"CATALOGNUMBER", Field::catalognumber},
                                                      {"COUNTRY", Field::country},
                                                      {"COMMENT", Field::note},
                                                      {"REPLAYGAIN_ALBUM_GAIN", Field::albumgain},
                                                      {"REPLAYGAIN_ALBUM_PEAK", Field::albumpeak}});
/// What a track says for itself where the disc's tracks differ in it.
constexpr auto rems_shared =
    std::to_array<RemRow>({{"GENRE", Field::genre}, {"DISCID", Field::mbdisc}, {"COMMENT", Field::note}});
constexpr auto rems_of_track = std::to_array<RemRow>({{"COMPOSER", Field::composer},
                                                      {"LYRICIST", Field::lyricist},
                                                      {"ARRANGER", Field::arranger},
                                                      {"CONDUCTOR", Field::conductor},
                                                      {"ORCHESTRA", Field::orchestra},
                                                      {"SCENE", Field::scene},
                                                      {"MOOD", Field::mood},
                                                      {"CUENUMBER", Field::cue},
                                                      {"REPLAYGAIN_TRACK_GAIN", Field::trackgain},
                                                      {"REPLAYGAIN_TRACK_PEAK", Field::trackpeak}});

/// What reading splits at a semicolon (FORMATS.md A.4): several values stand on one line, and else each on its own.
constexpr auto split_when_read = std::to_array<Field>(
    {Field::arranger, Field::composer, Field::conductor, Field::genre, Field::lyricist, Field::mood});

/// The lines that a fact takes.
using Lines = std::vector<std::string>;
Lines lines_of(const Statements& statements, Field field) {
  if (std::ranges::find(split_when_read, field) != split_when_read.end()) return {values_of(statements, field)};
  return resolve(statements, field).values;
}

void add_rem(std::vector<CueFile::Rem>& rems, std::string_view key, const Lines& lines) {
  for (const auto& line : lines)
    if (!line.empty()) rems.push_back({std::string(key), line});
}

template <typename Rows>
void add_rems(std::vector<CueFile::Rem>& rems, const Rows& rows, const Statements& said) {
  for (const auto& row : rows)
    if (!resolve(said, row.field).guess) add_rem(rems, row.key, lines_of(said, row.field));
}

/// What all the tracks say alike; empty where they differ.
Lines shared_by(const CueTracks& tracks, Field field) {
  const auto first = tracks.empty() ? Lines{} : lines_of(tracks.front()->statements(), field);
  const bool all =
      std::ranges::all_of(tracks, [&](const Track* track) { return lines_of(track->statements(), field) == first; });
  return all ? first : Lines{};
}

}  // namespace

std::vector<CueFile::Rem> disc_rems(const Statements& album, const Statements& film, const CueTracks& tracks,
                                    DiscPlace disc) {
  Rems rems;
  add_rem(rems, "DATE", lines_of(album, Field::date));
  for (const auto& row : rems_shared) add_rem(rems, row.key, shared_by(tracks, row.field));
  add_rems(rems, rems_of_film, film);
  add_rems(rems, rems_of_album, album);
  // One disc of a set may be all that is there of it.
  const auto stated = values_of(album, Field::discs);
  const bool of_a_set = disc.discs > 1 || !stated.empty();
  if (of_a_set || disc.number > 0) add_rem(rems, "DISCNUMBER", {std::to_string(std::max(disc.number, 1U))});
  if (of_a_set) add_rem(rems, "TOTALDISCS", {stated.empty() ? std::to_string(disc.discs) : stated});
  return rems;
}

std::vector<CueFile::Rem> track_rems(const Statements& said, const CueTracks& tracks) {
  Rems rems;
  for (const auto& row : rems_shared)
    if (shared_by(tracks, row.field).empty()) add_rem(rems, row.key, lines_of(said, row.field));
  add_rems(rems, rems_of_track, said);
  return rems;
}

std::string values_of(const Statements& statements, Field field) {
  return fmt::format("{}", fmt::join(resolve(statements, field).values, "; "));
}

std::string catalog_of(const Statements& statements) {
  for (auto code : resolve(statements, Field::barcode).values) {
    std::erase_if(code, [](char c) { return c < '0' || c > '9'; });
    if (code.size() == 12) code.insert(code.begin(), '0');
    if (code.size() == 13) return code;
  }
  return {};
}

std::string isrc_of(const Statements& said) {
  auto code = resolve(said, Field::isrc).first();
  std::erase(code, '-');
  return code.size() == 12 ? code : std::string{};
}

}  // namespace cuetheque
