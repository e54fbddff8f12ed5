#pragma once
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/fields.h"
#include "core/ids.h"
#include "search/query.h"

namespace cuetheque {

/// How the value of a query field is read.
enum class Shape { words, code, number, year, date, duration, percent, flag, choice, id, field, path, unsearched };

/// A query name that is no field of the field table: a group of fields, or something of the record itself.
struct QueryField {
  std::string_view name;     ///< canonical
  std::string_view aliases;  ///< separated by spaces
  Shape shape;
  std::string_view choices;  ///< of Shape::choice, separated by spaces
  std::string_view help;
  std::string_view example;
};

// clang-format off
inline constexpr auto query_fields = std::to_array<QueryField>({
  {"person",  "people who",   Shape::words,    "", "anyone credited, by any form of the name", "person:植松伸夫"},
  {"org",     "body",         Shape::words,    "", "label, studio or orchestra", "org:intrada"},
  {"track",   "",             Shape::number,   "", "track number on the disc", "track:4"},
  {"disc",    "",             Shape::number,   "", "disc number", "disc:2"},
  {"side",    "",             Shape::code,     "", "side of a record or tape", "side:A"},
  {"length",  "duration",     Shape::duration, "", "playing time, M:SS", "length:..1:30"},
  {"format",  "container",    Shape::code,     "", "kind of audio file", "format:flac"},
  {"path",    "file",         Shape::path,     "", "words of the file's path", "path:2026-11"},
  {"id",      "",             Shape::id,       "", "a record by its id", "id:A340"},
  {"added",   "",             Shape::date,     "", "when the record entered the archive", "added:-2w"},
  {"changed", "modified",     Shape::date,     "", "when the record last changed", "changed:-1d"},
  {"reel",    "",             Shape::number,   "", "reel of the cue number", "reel:3"},
  {"tc",      "timecode",     Shape::duration, "", "where in the production a cue starts, H:MM:SS", "tc:0:46:00..0:48:00"},
  {"share",   "",             Shape::percent,  "", "a party's share of a cue, in percent", "share:..50"},
  {"territory","",            Shape::code,     "", "country that a right is for, or world", "territory:DE"},
  {"until",   "expires",      Shape::date,     "", "until when a right is", "until:2027.."},
  {"status",  "",             Shape::choice,   "cleared requested refused expired uncleared", "whether a right is cleared", "status:requested"},
  {"how",     "link",         Shape::choice,   "score-of songs-from inspired-by compilation sound-effects-of cover-of", "how the album is tied to the production", "how:inspired-by"},
  {"has",     "",             Shape::field,    "cues tracks file picture remark", "a field that is known", "has:isrc"},
  {"missing", "",             Shape::field,    "cues tracks file picture remark", "a field that is not known", "missing:composer"},
  {"is",      "",             Shape::choice,   "score song source sfx unreleased alternate suite tracked rejected uncredited cleared heard unheard guess ambiguous", "a property of the record", "is:unheard"},
});
// clang-format on

/// The row of a pseudo-field by its canonical name, or none.
[[nodiscard]] const QueryField* query_field(std::string_view name);

/// What stands before a colon: a field, a group of fields, or a pseudo-field.
struct Subject {
  std::string name;           ///< as `explain` writes it
  std::vector<Field> fields;  ///< empty for a pseudo-field and for free text
  Shape shape = Shape::words;
  std::string_view choices;
};

/// The subject of a query name in any case, alias or not; none where there is no such field.
[[nodiscard]] std::optional<Subject> subject_named(std::string_view name);
/// Every name a query may use, canonical names and aliases.
[[nodiscard]] std::vector<std::string_view> query_names();

/// The fields of people's names, which `person:` asks together; and of bodies, for `org:`.
[[nodiscard]] const std::vector<Field>& person_fields();
[[nodiscard]] const std::vector<Field>& org_fields();

/// The level of a name such as `cue` or `film`, and the name of a level.
[[nodiscard]] std::optional<ResultLevel> level_named(std::string_view name);
[[nodiscard]] std::string_view name_of(ResultLevel level);
[[nodiscard]] Kind kind_of(ResultLevel level);

}  // namespace cuetheque
