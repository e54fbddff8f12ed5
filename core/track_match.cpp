#include "core/track_match.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <string>

#include "core/resolve.h"

namespace cuetheque {
namespace {

bool same_audio(const Track& a, const Track& b) {
  return a.has_file() && b.has_file() && a.file() == b.file() && a.has_start_frames() == b.has_start_frames() &&
         a.start_frames() == b.start_frames();
}

bool same_position(const Track& a, const Track& b) {
  return a.position() != 0 && a.disc() == b.disc() && a.position() == b.position() && a.has_sheet() == b.has_sheet() &&
         (!a.has_sheet() || a.sheet() == b.sheet());
}

/// A disc that nobody numbered is the first.
std::string place(const Track& track, std::string_view side, std::string_view position) {
  return fmt::format("{} {} {}", std::max(track.disc(), 1U), side, position);
}

/// Where a track is for a catalogue, which counts through both sides of a disc and prints B1; audio may be tagged in
/// either way.
std::vector<std::string> places_of(const Track& track) {
  if (track.position() == 0) return {};
  const auto position = std::to_string(track.position());
  if (!is_catalogued(track)) return {place(track, track.side(), position)};
  std::vector<std::string> places{place(track, "", position)};
  const std::string printed = resolve(track.statements(), Field::printed).first();
  if (!track.side().empty() && printed.starts_with(track.side()))
    places.push_back(
        place(track, track.side(),
              printed.size() == track.side().size() ? "1" : std::string_view(printed).substr(track.side().size())));
  return places;
}

std::vector<std::string> codes_of(const Track& track) {
  std::vector<std::string> codes;
  for (const auto field : {Field::mbtrack, Field::mbrecording})
    for (const auto& statement : track.statements())
      if (statement.field() == row_of(field).number)
        for (const auto& value : statement.values()) codes.push_back(fmt::format("{} {}", row_of(field).number, value));
  return codes;
}

class Match {
 public:
  Match(const Record& stored, const std::vector<Track>& drafts)
      : stored_(stored),
        drafts_(drafts),
        match_(drafts.size()),
        taken_(static_cast<std::size_t>(stored.tracks_size())) {}

  template <typename Same>
  void pair_up(Same same) {
    for (std::size_t i = 0; i < drafts_.size(); ++i)
      for (int j = 0; j < stored_.tracks_size() && !match_[i]; ++j)
        if (!taken_[static_cast<std::size_t>(j)] && same(stored_.tracks(j), drafts_[i])) take(i, j);
  }

  /// Pairs what a catalogue states with audio, or with what it stated before, where both have one of these names.
  template <typename NamesOf>
  void pair_with_catalogue(NamesOf names_of) {
    std::multimap<std::string, int> free;
    for (int j = 0; j < stored_.tracks_size(); ++j)
      if (!taken_[static_cast<std::size_t>(j)])
        for (auto& name : names_of(stored_.tracks(j))) free.emplace(std::move(name), j);
    for (std::size_t i = 0; i < drafts_.size() && !free.empty(); ++i)
      if (!match_[i]) find_partner(i, names_of(drafts_[i]), free);
  }

  [[nodiscard]] std::vector<std::optional<int>> take_result() && { return std::move(match_); }

 private:
  void find_partner(std::size_t i, const std::vector<std::string>& names, const std::multimap<std::string, int>& free) {
    for (const auto& name : names) {
      const auto [first, last] = free.equal_range(name);
      for (auto candidate = first; candidate != last && !match_[i]; ++candidate) {
        const auto j = candidate->second;
        const bool catalogue = is_catalogued(drafts_[i]) || is_catalogued(stored_.tracks(j));
        if (catalogue && !taken_[static_cast<std::size_t>(j)]) take(i, j);
      }
    }
  }

  void take(std::size_t i, int j) {
    match_[i] = j;
    taken_[static_cast<std::size_t>(j)] = true;
  }

  const Record& stored_;
  const std::vector<Track>& drafts_;
  std::vector<std::optional<int>> match_;
  std::vector<bool> taken_;
};

}  // namespace

std::vector<std::optional<int>> match_tracks(const Record& stored, const std::vector<Track>& drafts) {
  Match match(stored, drafts);
  match.pair_up(same_audio);
  match.pair_up(same_position);
  if (std::ranges::any_of(drafts, is_catalogued) || std::ranges::any_of(stored.tracks(), is_catalogued)) {
    match.pair_with_catalogue(places_of);
    match.pair_with_catalogue(codes_of);
  }
  return std::move(match).take_result();
}

}  // namespace cuetheque
