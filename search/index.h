#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/archive.h"
#include "search/countable.h"
#include "search/facet.h"
#include "search/query.h"
#include "search/ranking.h"
#include "search/sort_order.h"

namespace cuetheque {

/// How the index stands to its archive (RELIABILITY.md 2.4).
enum class Freshness { in_sync, behind, ahead, foreign, damaged, missing };

struct IndexState {
  Freshness freshness = Freshness::missing;
  std::uint64_t steps = 0;  ///< how many it is behind or ahead
  std::string why;
};

/// Few enough for a part to stay small while it grows, many enough for the joining not to cost more than it saves.
inline constexpr std::size_t usual_part = 20'000;

/// How many documents a commit holds, about. What waits for one is looked up at every term: it must fit the processor's
/// caches, and it is most of an import's memory. Measured for 20,000 tracks: 5,000 cost a third more than 2,000, 12,000
/// half as much again, 1,200 the same.
inline constexpr std::size_t documents_a_commit = 1'200;

/// How far to catch up: to the archive's head, or only as far as whole commits go. While more is landing, what would
/// make a small commit is cheaper written with what comes next.
enum class Reach { head, whole_commits };

struct SearchOptions {
  ResultLevel level = ResultLevel::album;
  SortOrder sort;
  std::size_t offset = 0;
  std::size_t limit = 20;  ///< 0 = all
  bool exact_count = false;
  Ranking ranking = {};
};

struct Hit {
  Id id;
  double weight = 0;
};

struct Results {
  std::vector<Hit> hits;
  std::size_t total = 0;
  bool total_exact = false;
  std::string suggestion;  ///< a better spelt query, or empty
};

/// The search index: derived from the archive, disposable, rebuilt at any doubt. Xapian is seen nowhere else.
class Index {
 public:
  static Index open_reader(
      const std::filesystem::path& place);  ///< never writes; a missing or damaged index shows in `state`
  static Index open_writer(const std::filesystem::path& place);  ///< removes unfinished generations

  Index(Index&&) noexcept;
  Index& operator=(Index&&) noexcept;
  ~Index();

  [[nodiscard]] IndexState state(const Archive& archive) const;

  /// Replays the journal from the mark, always from the current record, and commits documents and mark together every
  /// so many documents and at the end. May run while another thread writes the archive: it goes as far as the head when
  /// called.
  void catch_up(const Archive& archive, const std::function<void(std::uint64_t done)>& progress = {},
                Reach reach = Reach::head);
  /// Builds a new generation beside the current one, in parts of so many documents, and swaps it in by one rename.
  void rebuild(const Archive& archive, const std::function<void(std::uint64_t done)>& progress = {},
               std::size_t documents_a_part = usual_part);

  /// Runs a query on the newest committed index. The archive is asked where the index does not know enough: stored
  /// values for `:=` and
  /// `:/re/`, the journal for `added:` and `changed:`, roots for absolute paths.
  [[nodiscard]] Results search(const Archive& archive, const QueryNode& query, const SearchOptions& options) const;
  /// Exact counts of the values of a field over all records of the level that match.
  [[nodiscard]] Facet facet(const Archive& archive, const QueryNode& query, const Countable& what,
                            ResultLevel level) const;
  /// How long the tracks play that match.
  [[nodiscard]] PlayingTime playing_time(const Archive& archive, const QueryNode& query) const;
  /// Exact number of records of the level that match.
  [[nodiscard]] std::size_t count(const Archive& archive, const QueryNode& query, ResultLevel level) const;
  /// Everything the index holds, document by document in the order of their keys, as text: two indexes of one archive
  /// are equal where this is.
  [[nodiscard]] std::vector<std::string> dump() const;
  /// Words of a field that begin with `prefix`, for completion; at most `limit`.
  [[nodiscard]] std::vector<std::string> complete(Field field, std::string_view prefix, std::size_t limit) const;
  /// Names that one of these fields credits (or that are such a name, for `name` and `alias`) and that have a word that
  /// begins with the last one of `prefix`; at most `limit`.
  [[nodiscard]] std::vector<Id> complete_names(const std::vector<Field>& where, std::string_view prefix,
                                               std::size_t limit) const;

 private:
  struct Inside;
  explicit Index(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace cuetheque
