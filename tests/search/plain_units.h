#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/fields.h"
#include "core/ids.h"
#include "search/query.h"

namespace cuetheque {

/// What a query is asked of, as the manual says it: one cue on one track with all that they belong to; or a track
/// without a cue, a cue without a track, an album without tracks, a film, a name. A slow and plain twin of the index's
/// documents.
struct Unit {
  std::array<std::optional<Id>, 5> record;  ///< the record it stands for at each ResultLevel, if any
  std::set<Id> ids;                         ///< every record it belongs to
  std::set<Id> names;                       ///< every name it credits
  std::map<Field, std::vector<std::string>>
      values;            ///< inherited; a credit only from the nearest record that gives one
  std::set<Field> says;  ///< what any of its records says, inherited or not
  std::set<std::string> has, is, how;
  std::set<std::string> paths;  ///< root and path of its files
  std::vector<std::string> formats, sides;
  std::map<std::string, std::int64_t> numbers;  ///< track, disc, reel, length and tc in milliseconds

  [[nodiscard]] const std::optional<Id>& at(ResultLevel level) const { return record[static_cast<std::size_t>(level)]; }
};

/// A person or body: its record's id and every form of its name, its own and those of records merged into it.
struct Person {
  Id id;
  std::vector<std::string> forms;
  std::set<Id> merged;
};

struct Units {
  std::vector<Unit> units;
  std::vector<Person> people;
};

[[nodiscard]] Units units_of(const std::vector<Record>& records);

}  // namespace cuetheque
