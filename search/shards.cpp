#include "search/shards.h"

#include <algorithm>
#include <span>

#include "search/columns.h"
#include "search/documents.h"
#include "search/writing.h"

namespace cuetheque {
namespace {

/// Each is some eight open files while they are joined.
constexpr std::size_t most_shards = 48;

/// Tracks that cues are tied to, each as often as it is tied: a track is one document, or one for each of its cues.
class TiedTracks {
 public:
  explicit TiedTracks(const Archive& archive) {
    archive.each(Kind::cue, [&](const Record& cue) {
      for (const auto track : linked(cue, Kind::track)) numbers_.push_back(track.number);
      return true;
    });
    std::ranges::sort(numbers_);
  }

  [[nodiscard]] std::size_t most_documents_of(const Record& record) const {
    std::size_t documents = 0;
    for (const auto& track : record.tracks()) {
      const auto [first, last] = std::equal_range(numbers_.begin(), numbers_.end(), track.id());
      documents += std::max<std::size_t>(1, static_cast<std::size_t>(last - first));
    }
    return std::max<std::size_t>(1, documents);
  }

 private:
  std::vector<std::uint64_t> numbers_;
};

void extend(Shard& shard, Id id, std::size_t documents) {
  shard.documents += documents;
  if (shard.stretches.empty() || shard.stretches.back().first.kind != id.kind)
    shard.stretches.push_back({id, id.number});
  shard.stretches.back().last = id.number;
}

Shard joined(std::span<const Shard> shards) {
  Shard all;
  for (const auto& shard : shards) {
    all.documents += shard.documents;
    all.stretches.insert(all.stretches.end(), shard.stretches.begin(), shard.stretches.end());
  }
  return all;
}

std::vector<Shard> fewer(const std::vector<Shard>& shards) {
  const auto together = (shards.size() + most_shards - 1) / most_shards;
  std::vector<Shard> fewer;
  for (std::span<const Shard> left(shards); !left.empty(); left = left.subspan(std::min(together, left.size())))
    fewer.push_back(joined(left.first(std::min(together, left.size()))));
  return fewer;
}

/// A slice of a column belongs to one shard. What an import adds to an album meanwhile has a slice to spare.
void number(std::vector<Shard>& shards) {
  Xapian::docid next = 0;
  for (auto& shard : shards) {
    shard.first = std::max(next, versions_a_document);
    const auto slices = shard.documents * versions_a_document / slice_documents + 2;
    next += static_cast<Xapian::docid>(slices) * slice_documents;
    shard.end = next;
  }
}

}  // namespace

std::vector<Shard> shards_of(const Archive& archive, std::size_t documents_a_part) {
  const TiedTracks tied(archive);
  std::vector<Shard> shards(1);
  for (const auto kind : {Kind::album, Kind::cue, Kind::production, Kind::name})
    archive.each(kind, [&](const Record& record) {
      if (shards.back().documents >= documents_a_part) shards.emplace_back();
      extend(shards.back(), id_of(record), tied.most_documents_of(record));
      return true;
    });
  if (shards.size() > most_shards) shards = fewer(shards);
  number(shards);
  return shards;
}

}  // namespace cuetheque
