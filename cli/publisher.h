#pragma once
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "cli/views.h"
#include "core/archive.h"
#include "core/resolve.h"
#include "search/query.h"

namespace cuetheque {

/// Turns records into views, following links in the archive. Holds the roots as they stand when it is made.
class Publisher {
 public:
  explicit Publisher(const Archive& archive);

  /// The whole album: its productions, tracks and cues (the contract's `export jsonl` object).
  [[nodiscard]] View album(const Record& album) const;
  /// The album without its tracks and cues, but with `track_count`: for lists.
  [[nodiscard]] View album_head(const Record& album) const;
  [[nodiscard]] View production(const Record& production) const;
  /// A track or cue alone carries album, album_id, film, film_id and film_year.
  [[nodiscard]] View track(const Record& album, const Track& track) const;
  [[nodiscard]] View cue(const Record& cue) const;
  [[nodiscard]] View name(const Record& name) const;

  /// The record or track with this id, whatever its kind; none where there is none. Redirects are followed.
  [[nodiscard]] std::optional<View> view(Id id) const;
  /// The same with `album_head` for albums.
  [[nodiscard]] std::optional<View> head(Id id) const;
  /// The audio files of a track or album, each once, as the file system has them.
  [[nodiscard]] std::vector<std::string> files(Id id) const;
  /// The record that answers to an id: a track's is its album's; redirects are followed.
  [[nodiscard]] std::optional<Record> record(Id id) const;

  /// Records of a kind that link to this one, ascending.
  [[nodiscard]] std::vector<Record> linking(Id to, Kind kind) const;
  /// The surest source of a link from a cue to this track, if a cue is tied to it.
  [[nodiscard]] std::optional<Source> tie_of(std::uint64_t track) const;
  /// Absolute path of an origin as the roots stand now, or empty where it is no file.
  [[nodiscard]] std::string place(const Origin& origin) const;

 private:
  [[nodiscard]] View album_of(const Record& album, bool whole) const;
  [[nodiscard]] View track_alone(const Record& album, const Track& track) const;
  [[nodiscard]] View production_of(const Record& production, const Link* link) const;
  [[nodiscard]] View cue_alone(const Record& cue) const;
  [[nodiscard]] std::vector<View> cues_of(const Record& album) const;
  [[nodiscard]] std::vector<View> pictures_on(const Record& album) const;
  void add_film(View& view, const Record& linked) const;
  void add_place(View& view, const Record& album, const Track& track) const;
  void add_cut(View& view, const Record& album, const Track& track) const;
  void add_file(View& view, std::string_view key, std::string_view key_in_base64, const Record& album,
                std::uint32_t file) const;

  const Archive* archive_;
  std::unordered_map<std::string, std::string> mounts_;
};

/// The track of an album, or null.
[[nodiscard]] const Track* track_of(const Record& album, std::uint64_t id);
/// "0:46:58" of milliseconds, with hours always; milliseconds only where there are any.
[[nodiscard]] std::string timecode(std::int64_t ms);

/// The flat columns a level has in CSV and `--format`, in order: known before any record is read.
[[nodiscard]] std::vector<std::string_view> columns_of(ResultLevel level);
/// A view with the columns of what it links to drawn up to the top (`film` of an album …).
[[nodiscard]] View flattened(View view, ResultLevel level);

}  // namespace cuetheque
