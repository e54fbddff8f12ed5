#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/records.pb.h"

namespace cuetheque {

/// A track that may hold a cue's music, why, and how surely.
struct CueTie {
  std::uint64_t track = 0;
  std::string how;          ///< "isrc", "number", "title"
  std::uint32_t score = 0;  ///< in thousandths
};

/// What one album has for a cue. Scores:
///   1000  the same ISRC; it is that recording, and a recording that an album holds twice is tied twice
///    950  the catalogue number of the album, and the number of the track, as the sheet says the record was
///    800  the same title, folded
///    650  the same title but for what stands in brackets ("Prelude (Film Version)")
///   up to 600  most words of the titles in common
/// A title's score rises by 150 where the durations agree to 2 s or 2 %, by 75 where they do to 10 %, and falls by 50
/// where the cue is more than a quarter longer than the track: music is cut down for a film far more often than drawn
/// out, but the track may be a part or a sample of it. A tie wants `sure_score`, and no other track of the album within
/// `close_score` of it; what lies above `possible_score`, or is one of several equally good ones, is left for a person
/// to decide.
struct CueTies {
  std::vector<CueTie> sure;
  std::vector<CueTie> possible;  ///< the best first
};
inline constexpr std::uint32_t sure_score = 700;
inline constexpr std::uint32_t possible_score = 500;
inline constexpr std::uint32_t close_score = 25;

/// The ties of a cue on an album. A track that a curator refused is none; where a curator tied the cue to a track of
/// the album, that settles it, and there are no others.
[[nodiscard]] CueTies ties_on(const Record& cue, const Record& album);

/// The tracks of another album that may hold the same music as a track, the best first, by the scores above.
[[nodiscard]] std::vector<CueTie> alike_on(const Record& album, const Track& track, const Record& other);

/// The cue with its links to the tracks of these albums brought up to date. Links to other albums' tracks, and a
/// curator's, stay as they are; equal to what was given where nothing changes.
[[nodiscard]] Record tied(Record cue, const std::vector<Record>& albums);

/// The cue without its links to the tracks of an album that no longer goes with its film, but a curator's.
[[nodiscard]] Record untied(Record cue, const Record& album);

}  // namespace cuetheque
