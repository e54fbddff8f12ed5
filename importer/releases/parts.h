#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/draft.h"
#include "core/fields.h"
#include "core/resolve.h"
#include "importer/releases/json.h"

namespace cuetheque {

// Hostile documents may hold more of everything than a release honestly has.
inline constexpr std::size_t most_release_tracks = 10'000;
inline constexpr std::uint64_t longest_ms = 3'600'000'000;  ///< of a track or cue
inline constexpr std::size_t most_values = 500;             ///< of one field
inline constexpr std::size_t longest_text = 16UL * 1024;    ///< in bytes

/// Text as the archive keeps it: clean, trimmed, not endless.
[[nodiscard]] std::string text_of(Json json);
/// A MusicBrainz id in its one form, or empty.
[[nodiscard]] std::string mbid_of(Json entity);

/// Values of a field, in order, each once and none of them empty.
class Values {
 public:
  void add(std::string value);
  [[nodiscard]] bool empty() const { return values_.empty(); }
  [[nodiscard]] std::size_t size() const { return size_; }  ///< in bytes
  [[nodiscard]] std::vector<std::string> take() && { return std::move(values_); }

 private:
  std::vector<std::string> values_;
  std::size_t size_ = 0;
};

/// States a fact of the document (origin 0, source reference); nothing where there is no value.
Statement* state(Statements& statements, Field field, Values values);
Statement* state(Statements& statements, Field field, std::string value);
/// The same for what is inferred of a title (origin 1).
void guess(Statements& statements, Field field, const std::vector<std::string>& values);

/// The people of a document, each once: what its several mentions tell is put together.
class People {
 public:
  /// The name of an artist, empty where there is none; `credited` is how it is printed here.
  std::string name_of(Json artist, std::string credited = {});
  [[nodiscard]] std::vector<NameDraft> take() && { return std::move(names_); }

 private:
  std::vector<NameDraft> names_;
  std::unordered_map<std::string, std::size_t> places_;
};

/// An artist credit: each name by itself, and what is printed where that is more.
struct Credit {
  Values names, ids, sortnames;
  std::string phrase;  ///< "Hans Zimmer & James Newton Howard"; empty for one name
};
[[nodiscard]] Credit credit_of(Json owner, People& people);
void state_credit(Statements& statements, Credit credit, Field names, Field ids);

/// Who did what, by the relations of a recording, of the works it performs, or of a release.
class Roles {
 public:
  explicit Roles(People& people) : people_(people) {}

  /// Takes the relations to artists of a recording, a work or a release.
  void add(Json owner);
  /// States those whose fields lie on this level and not on the other, where the statements do not speak of them yet.
  void state_on(Statements& statements, Level level, std::uint8_t but = 0) const;
  [[nodiscard]] std::size_t size() const;  ///< of all names, in bytes

 private:
  void add_relation(Json relation);

  People& people_;
  std::vector<std::pair<Field, Values>> values_;
};

/// Visits the relations of an entity, however they are grouped.
template <typename Visit>
void each_relation(Json owner, Visit visit) {
  owner.each_member([&](std::string_view key, Json value) {
    if (key.ends_with("relations") || key.ends_with("relation-list")) value.each(visit);
    return true;
  });
}

/// What was odd in one release.
using Oddities = std::vector<std::string>;

/// Adds the tracks of a release's media to the draft's album, and what their titles tell where it is a soundtrack.
void add_tracks(AlbumDraft& draft, Json release, bool soundtrack, People& people, Oddities& oddities);

/// Adds the productions that relations and, where it is a soundtrack, the title name.
void add_productions(AlbumDraft& draft, Json release, bool soundtrack);

/// Whether the release's group has this secondary type; none where the document does not tell its types.
[[nodiscard]] std::optional<bool> has_secondary_type(Json release, std::string_view type);

}  // namespace cuetheque
