#include "cli/disk_state.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>

#include "cli/roots.h"
#include "importer/unit_work.h"
#include "importer/walk.h"

namespace cuetheque {
namespace {

/// What tells a file that only moved: nothing is opened to look inside.
using Likeness = std::pair<std::uint64_t, std::int64_t>;  // size, time

struct Remembered {
  Likeness likeness;
  std::string why_not;  ///< catalogued; empty where it is, or is nothing to catalogue
  bool again = false;   ///< to be tried again, whatever its size and time
};

std::map<std::string, Remembered> remembered(const Archive& archive, const RootState& state,
                                             const std::string& folder) {
  std::map<std::string, Remembered> files;
  if (const auto seen = archive.folder(state.root.name(), folder))
    for (const auto& entry : seen->entries())
      files[path_of(folder, entry.name())] = {{entry.size(), entry.modified_ns()},
                                              is_failure(entry) ? entry.remark() : std::string{},
                                              entry.modified_ns() == never_seen};
  return files;
}

void compare(const Archive& archive, RootState& state, const WalkedUnit& unit, std::map<std::string, Likeness>& fresh) {
  const auto known = remembered(archive, state, unit.folder);
  for (const auto& walked : unit.files) {
    if (walked.kind == FileKind::picture || walked.kind == FileKind::toc || walked.kind == FileKind::unknown) continue;
    const Likeness now{walked.file.size, walked.file.modified_ns};
    const auto before = known.find(walked.file.path);
    if (before == known.end())
      fresh[walked.file.path] = now;
    else if (!before->second.why_not.empty() && (before->second.again || before->second.likeness == now))
      state.unreadable.emplace_back(walked.file.path, before->second.why_not);
    else if (before->second.likeness != now)
      state.changed.push_back(walked.file.path);
  }
}

/// Catalogued audio that is not where it was, by root.
std::map<std::string, std::map<std::string, Likeness>> gone_files(const Archive& archive) {
  const auto there = still_there_under(archive.roots());
  std::map<std::string, std::map<std::string, Likeness>> gone;
  archive.each(Kind::album, [&](const Record& album) {
    for (const auto& file : album.files()) {
      const bool placed = !file.missing() && file.origin() < static_cast<std::uint32_t>(album.origins_size());
      if (!placed) continue;
      const auto& origin = album.origins(static_cast<int>(file.origin()));
      if (!there(origin.root(), origin.path())) gone[origin.root()][origin.path()] = {file.size(), file.modified_ns()};
    }
    return true;
  });
  return gone;
}

void sort_out_moves(RootState& state, const std::map<std::string, Likeness>& fresh,
                    std::map<std::string, Likeness> gone) {
  for (const auto& [path, likeness] : fresh) {
    const auto old = std::ranges::find(gone, likeness, [](const auto& entry) { return entry.second; });
    (old == gone.end() ? state.added : state.moved).push_back(path);
    if (old != gone.end()) gone.erase(old);
  }
  for (const auto& [path, likeness] : gone) state.gone.push_back(path);
}

}  // namespace

std::vector<RootState> disk_state(const Archive& archive) {
  auto gone = gone_files(archive);
  std::vector<RootState> states;
  for (const auto& root : archive.roots()) {
    auto& state = states.emplace_back(RootState{root, is_mounted(root), {}, {}, {}, {}, {}});
    if (!state.mounted) continue;
    std::map<std::string, Likeness> fresh;
    Walk walk(ImportPlace{root.name(), root.mount(), ""});
    while (const auto unit = walk.next()) compare(archive, state, *unit, fresh);
    sort_out_moves(state, fresh, std::move(gone[root.name()]));
  }
  return states;
}

}  // namespace cuetheque
