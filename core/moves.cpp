#include "core/moves.h"

#include <algorithm>
#include <map>

#include "core/paths.h"

namespace cuetheque {
namespace {

Place place_of(const Origin& origin) {
  return {origin.root(), origin.path()};
}

class Moves {
 public:
  Moves(Record& record, const Record& draft, const StillThere& still_there)
      : record_(record), draft_(draft), still_there_(still_there) {
    std::set<Place> known;
    for (const auto& origin : record.origins()) known.insert(place_of(origin));
    for (const auto& origin : draft.origins())
      if (!origin.path().empty() && !known.contains(place_of(origin))) arrived_.insert(place_of(origin));
  }

  std::set<Place> follow() {
    if (arrived_.empty()) return {};
    for (const auto& file : record_.files()) follow_audio(file);
    for (int i = 0; i < record_.origins_size() && !new_folders_.empty(); ++i) follow_companion(i);
    std::set<Place> left;
    for (const auto& [folder, now] : new_folders_) left.insert(folder);
    return left;
  }

 private:
  void follow_audio(const AudioFile& file) {
    if (file.quick_digest().empty()) return;
    const auto index = static_cast<int>(file.origin());
    const auto before = place_of(record_.origins(index));
    const auto now = twin_of(file.quick_digest(), name_of(before.second));
    if (now.second.empty() || still_there_(before.first, before.second)) return;
    new_folders_.emplace(Place(before.first, folder_of(before.second)), Place(now.first, folder_of(now.second)));
    move(index, now);
  }

  /// A new place of this content, best one of the same name: a disc may hold several pieces of equal silence.
  [[nodiscard]] Place twin_of(const std::string& digest, std::string_view name) const {
    Place found;
    for (const auto& file : draft_.files()) {
      const auto place = place_of(draft_.origins(static_cast<int>(file.origin())));
      if (file.quick_digest() != digest || !arrived_.contains(place)) continue;
      if (found.second.empty() || name_of(place.second) == name) found = place;
      if (name_of(place.second) == name) break;
    }
    return found;
  }

  void follow_companion(int index) {
    const auto before = place_of(record_.origins(index));
    const auto went = new_folders_.find({before.first, folder_of(before.second)});
    if (went == new_folders_.end()) return;
    const auto& [root, folder] = went->second;
    const std::string name(name_of(before.second));
    const Place now(root, folder.empty() ? name : folder + '/' + name);
    if (arrived_.contains(now) && !still_there_(before.first, before.second)) move(index, now);
  }

  void move(int index, const Place& now) {
    auto& origin = *record_.mutable_origins(index);
    for (auto& remark : *record_.mutable_remarks())
      if (remark.root() == origin.root() && remark.path() == origin.path()) {
        remark.set_root(now.first);
        remark.set_path(now.second);
      }
    origin.set_root(now.first);
    origin.set_path(now.second);
    arrived_.erase(now);
  }

  Record& record_;
  const Record& draft_;
  const StillThere& still_there_;
  std::set<Place> arrived_;             ///< places of the draft that no origin of the record has yet
  std::map<Place, Place> new_folders_;  ///< by the folder that was left
};

}  // namespace

std::set<Place> follow_moves(Record& record, const Record& draft, const StillThere& still_there) {
  return Moves(record, draft, still_there).follow();
}

}  // namespace cuetheque
