#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "core/draft.h"
#include "core/fields.h"
#include "core/resolve.h"
#include "importer/releases/json.h"
#include "importer/releases/parts.h"

namespace cuetheque {

// Where the origins of an exported record stand: the file of the export, who guessed, and then the files it names.
inline constexpr std::uint32_t exporting_file = 0;
inline constexpr std::uint32_t guesser = 1;

/// The keys of an object whose values are only inferred.
class Guesses {
 public:
  explicit Guesses(Json object);
  [[nodiscard]] bool contains(std::string_view key) const { return keys_.contains(key); }
  [[nodiscard]] Source source(std::string_view key) const { return contains(key) ? inferred : reference; }

 private:
  std::set<std::string_view> keys_;
};

/// A remark once, however often it is made of one line.
void note(Oddities& oddities, std::string what);

/// States the facts of an object that the field table publishes at this level. Keys of `structure` are read elsewhere;
/// all others are odd.
void state_facts(Json object, Level level, std::span<const std::string_view> structure, Statements& statements,
                 Oddities& oddities);

/// What an export tells of where the audio of an album lies.
class ExportedFiles {
 public:
  explicit ExportedFiles(Record& album) : album_(album) {}

  /// The file a path names (absolute; in base64 where it is no text), as an index into the album's origins; none where
  /// the object has no such key.
  [[nodiscard]] std::optional<std::uint32_t> origin(Json object, const char* key, const char* key_in_base64);
  /// The audio file with this origin, as an index into the album's files.
  [[nodiscard]] std::uint32_t audio(std::uint32_t origin);

 private:
  Record& album_;
  std::map<std::string, std::uint32_t> origins_;
  std::map<std::uint32_t, std::uint32_t> files_;
};

/// A number up to `most`; 0 where it is none or more.
[[nodiscard]] std::uint32_t small_number(Json json, std::uint64_t most);
/// A side of a disc, a flag, a type: cut where it is longer than any is.
[[nodiscard]] std::string short_word(Json json);

/// Where a CUE file cuts the track out of its files, and the data tracks it keeps.
void cut_out(Track& track, Json json, ExportedFiles& files);

/// Adds the tracks of the line. `heard` says which of them a cue is tied to: they are heard without its being stated.
void add_exported_tracks(Record& album, Json line, const std::set<std::string_view>& heard, ExportedFiles& files,
                         Oddities& oddities);

/// The cues of the line, by their productions (with the ids they have in it).
[[nodiscard]] std::vector<CueSheetDraft> exported_cues(Json line,
                                                       const std::map<std::string, ProductionDraft>& productions,
                                                       const Origin& file, Oddities& oddities);

}  // namespace cuetheque
