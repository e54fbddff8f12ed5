#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/session.h"
#include "search/query.h"
#include "search/query_saved.h"

namespace cuetheque {

/// The queries that the archive keeps.
[[nodiscard]] SavedQueries saved_queries(const Archive& archive);

/// Declares -a -t -c -f -p.
void add_level_options(Options& options);
/// The levels asked for, in the order of the options' table.
[[nodiscard]] std::vector<ResultLevel> asked_levels(const Arguments& arguments);
/// The level asked for; none where no option says. Error(usage) where two do.
[[nodiscard]] std::optional<ResultLevel> asked_level(const Arguments& arguments);

inline constexpr auto all_levels = std::to_array(
    {ResultLevel::album, ResultLevel::track, ResultLevel::cue, ResultLevel::production, ResultLevel::name});

[[nodiscard]] std::string_view level_name(ResultLevel level);    ///< "album", "track" …
[[nodiscard]] std::string_view level_option(ResultLevel level);  ///< "albums": of -a, --albums
/// Its bit in a field's or an exporter's levels.
[[nodiscard]] std::uint8_t bit_of(ResultLevel level);
[[nodiscard]] std::optional<ResultLevel> level_of(Kind kind);
/// "1 album", "3 tracks".
[[nodiscard]] std::string counted(std::size_t count, ResultLevel level);
/// "1 thing", "3 things": `one` with an s for every number but 1.
[[nodiscard]] std::string counted(std::size_t count, std::string_view one);

/// A query as it was typed, parsed before anything is opened, but for the queries that an @name stands for. What may
/// have been meant otherwise is said on stderr.
struct Asked {
  std::string text;
  QueryTree tree;
  std::optional<Id> id;  ///< where the query is nothing but an id
};
[[nodiscard]] Asked ask(Session& session, std::string text);

/// Ids of all records of the level that the query finds, ascending; an id alone is looked up in the archive, without
/// the index. Error(usage) for an id that is not there or of another level.
[[nodiscard]] std::vector<Id> select(Session& session, const Asked& asked, ResultLevel level);
/// The level of a query: the one asked for, else that of the id, else the fallback.
[[nodiscard]] ResultLevel level_for(const Arguments& arguments, const Asked& asked, ResultLevel fallback);

/// Error(usage) unless the record is there.
[[nodiscard]] Error no_such_record(Id id);

}  // namespace cuetheque
