#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/archive.h"
#include "tests/benchmarks/peer_text.h"

namespace cuetheque {

/// What is asked for.
enum class Form { ranked, by_year, first_rows, facet_year, facet_composer, count, all };

/// A question to the peer: words as FTS5 matches them (empty: years alone), and the years of the production.
struct PeerQuestion {
  Form form = Form::ranked;
  bool albums = false;  ///< instead of tracks
  std::string match;
  std::optional<std::pair<unsigned, unsigned>> years;
};

/// SQLite FTS5 with the words of our index, field by field (detail=full, no text kept), and facts in the columns of an
/// ordinary table with a B-tree on the year.
class Peer {
 public:
  /// The database in this file; made from the archive where it is not there yet.
  Peer(const std::filesystem::path& file, const Archive& archive);
  ~Peer();

  /// The numbers of the tracks or albums found, or of each value how many have it; of a count, it alone.
  [[nodiscard]] std::vector<std::int64_t> ask(const PeerQuestion& question);
  /// How long making it took, 0 where it was there already.
  [[nodiscard]] double seconds() const { return seconds_; }

 private:
  struct Inside;
  void make(const Archive& archive);
  std::unique_ptr<Inside> inside_;
  double seconds_ = 0;
};

}  // namespace cuetheque
