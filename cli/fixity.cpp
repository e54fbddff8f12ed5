#include "cli/fixity.h"

#include <algorithm>

#include "cli/publisher.h"
#include "cli/roots.h"
#include "core/track_audio.h"

namespace cuetheque {
namespace {

bool lies_under(const std::filesystem::path& place, const std::vector<std::filesystem::path>& folders) {
  return folders.empty() || std::ranges::any_of(folders, [&](const std::filesystem::path& folder) {
           return std::ranges::mismatch(folder, place).in1 == folder.end();
         });
}

/// Whether a file is this track's, or any where the id is an album's.
bool belongs(const Record& album, const AudioFile& file, Id id) {
  if (id.kind != Kind::track) return true;
  const auto* track = track_of(album, id.number);
  return track && file_of(album, *track) == &file;
}

}  // namespace

std::size_t FixityCounts::of(Condition condition) const {
  const auto found = by_condition.find(condition);
  return found == by_condition.end() ? 0 : found->second;
}

std::size_t FixityCounts::findings() const {
  std::size_t sum = 0;
  for (const auto& [condition, count] : by_condition) sum += is_finding(condition) ? count : 0;
  return sum;
}

std::size_t FixityCounts::checked() const {
  return of(Condition::same) + findings();
}

FixityWalk::FixityWalk(const Archive& archive, const FilesWanted& wanted, const Verified& verified)
    : archive_(archive), wanted_(wanted), verified_(verified) {
  for (const auto& root : archive.roots()) mounts_.emplace(root.name(), Mount{root.mount(), is_mounted(root)});
}

FixityCounts FixityWalk::each(const Visit& visit) const {
  FixityCounts counts;
  for (const auto id : wanted_.ids)
    if (!each_of(id, counts, visit)) break;
  return counts;
}

bool FixityWalk::each_of(Id id, FixityCounts& counts, const Visit& visit) const {
  const auto holder = id.kind == Kind::track ? archive_.album_of(id) : std::optional(id);
  const auto album = holder ? archive_.find(*holder) : std::nullopt;
  if (!album) return true;
  for (const auto& file : album->files()) {
    const bool placed = !file.missing() && file.origin() < static_cast<std::uint32_t>(album->origins_size());
    if (!placed || !belongs(*album, file, id)) continue;
    const auto& origin = album->origins(static_cast<int>(file.origin()));
    const auto mount = mounts_.find(origin.root());
    if (mount == mounts_.end()) continue;
    const auto place = mount->second.folder / origin.path();
    if (!lies_under(place, wanted_.under)) continue;
    if (!mount->second.there)
      ++counts.offline[origin.root()];
    else if (wanted_.not_since > 0 && verified_.when(origin.root(), origin.path()) >= wanted_.not_since)
      ++counts.verified_before;
    else if (!visit({origin.root(), origin.path(), place.native(), *holder, file, {}}))
      return false;
  }
  return true;
}

}  // namespace cuetheque
