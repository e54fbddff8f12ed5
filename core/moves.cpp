#include "core/moves.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "core/fields.h"
#include "core/paths.h"
#include "core/text.h"
#include "core/track_audio.h"

namespace cuetheque {
namespace {

/// So many companions of lengths of their own are no coincidence.
constexpr std::size_t enough_alike = 3;

Place place_of(const Origin& origin) {
  return {origin.root(), origin.path()};
}

Place folder_around(const Place& place) {
  return {place.first, folder_of(place.second)};
}

/// What retagging does not change.
using Sound = std::tuple<std::string, std::uint64_t, std::uint32_t, std::uint32_t, std::uint32_t>;
Sound sound_of(const AudioFile& file) {
  return {file.container(), file.duration_ms(), file.sample_rate(), file.channels(), file.bits()};
}

/// Half the world's files are called "01.flac".
bool is_name_of_its_own(std::string_view name) {
  const auto stem = fold(name.substr(0, name.rfind('.')));
  return stem.find_first_not_of("0123456789 -._") != std::string::npos && !stem.starts_with("track");
}

/// The titles that the tags of each file say, folded; an image holds many.
std::map<const AudioFile*, std::string> tagged_titles(const Record& record) {
  std::map<const AudioFile*, std::string> titles;
  const auto title = row_of(Field::title).number;
  for (const auto& track : record.tracks())
    for (const auto& said : track.statements())
      if (said.field() == title && said.source() == tags && said.values_size() > 0)
        titles.emplace(file_of(record, track), fold(said.values(0)));
  return titles;
}

class Moves {
 public:
  Moves(Record& record, const Record& draft, const StillThere& still_there)
      : record_(record), draft_(draft), still_there_(still_there) {
    for (const auto& file : draft.files())
      if (!file.missing()) free_.emplace(place_of(draft.origins(static_cast<int>(file.origin()))), &file);
    for (const auto& file : record.files()) {
      known_.insert(file.quick_digest());
      settled_ &= is_settled(file);
    }
    for (const auto& origin : record.origins()) places_.insert(place_of(origin));
    for (const auto& origin : draft.origins())
      if (!origin.path().empty() && !places_.contains(place_of(origin))) arrived_.insert(place_of(origin));
  }

  std::set<Place> follow() {
    if (arrived_.empty() && settled_) return {};
    now_ = free_;
    for (const auto& file : record_.files())
      if (is_settled(file)) free_.erase(place_of(file));
    for (const auto& file : record_.files())
      if (const auto now = twin_of(file); now && has_left(file)) move(file, *now);
    follow_the_retagged();
    for (int i = 0; i < record_.origins_size() && !new_folders_.empty(); ++i) follow_companion(i);
    return left_;
  }

 private:
  [[nodiscard]] Place place_of(const AudioFile& file) const {
    return cuetheque::place_of(record_.origins(static_cast<int>(file.origin())));
  }
  static Place place_of(const Origin& origin) { return cuetheque::place_of(origin); }

  [[nodiscard]] bool is_settled(const AudioFile& file) const {
    const auto there = free_.find(place_of(file));
    return there != free_.end() && there->second->quick_digest() == file.quick_digest();
  }

  /// Gone, or other audio of this record took its place. Audio that nobody knew is the same file retagged.
  [[nodiscard]] bool has_left(const AudioFile& file) const {
    const auto place = place_of(file);
    const auto there = now_.find(place);
    if (there == now_.end()) return !still_there_(place.first, place.second);
    const auto& digest = there->second->quick_digest();
    return digest != file.quick_digest() && known_.contains(digest);
  }

  /// A place of this content, best one of the same name: a disc may hold several pieces of equal silence.
  [[nodiscard]] std::optional<Place> twin_of(const AudioFile& file) const {
    std::optional<Place> found;
    if (file.quick_digest().empty() || is_settled(file)) return found;
    const auto before = place_of(file);
    const auto name = name_of(before.second);
    for (const auto& [place, other] : free_) {
      if (other->quick_digest() != file.quick_digest()) continue;
      if (!found || name_of(place.second) == name) found = place;
      if (name_of(place.second) == name) break;
    }
    return found;
  }

  void follow_the_retagged() {
    std::vector<const AudioFile*> gone;
    for (const auto& file : record_.files())
      if (!arrived_.empty() && file.duration_ms() > 0 && !file.missing() && !now_.contains(place_of(file)))
        gone.push_back(&file);
    if (gone.empty()) return;
    const bool together = enough_are_alike(gone);
    const auto titles = tagged_titles(record_), draft_titles = tagged_titles(draft_);
    const auto title_in = [](const auto& all, const AudioFile& file) {
      const auto found = all.find(&file);
      return found == all.end() ? std::string() : found->second;
    };
    for (const auto* file : gone) {
      const auto now = alike(*file, [&](const Place& place, const AudioFile& other) {
        const std::string name(name_of(place_of(*file).second));
        const auto title = title_in(titles, *file);
        return together || (name_of(place.second) == name && is_name_of_its_own(name)) ||
               (!title.empty() && title == title_in(draft_titles, other));
      });
      if (now && has_left(*file)) move(*file, *now);
    }
  }

  [[nodiscard]] bool enough_are_alike(const std::vector<const AudioFile*>& gone) const {
    std::set<Sound> here, there;
    for (const auto* file : gone) here.insert(sound_of(*file));
    for (const auto& [place, file] : free_)
      if (arrived_.contains(place) && here.contains(sound_of(*file))) there.insert(sound_of(*file));
    return there.size() >= enough_alike;
  }

  /// The only new place of this sound that `convinces`.
  template <typename Convinces>
  [[nodiscard]] std::optional<Place> alike(const AudioFile& file, Convinces convinces) const {
    std::optional<Place> found;
    for (const auto& [place, other] : free_) {
      if (!arrived_.contains(place) || sound_of(*other) != sound_of(file) || !convinces(place, *other)) continue;
      if (found) return std::nullopt;
      found = place;
    }
    return found;
  }

  void follow_companion(int index) {
    const auto before = place_of(record_.origins(index));
    const auto went = new_folders_.find(folder_around(before));
    if (went == new_folders_.end()) return;
    const auto& [root, folder] = went->second;
    const std::string name(name_of(before.second));
    const Place now(root, folder.empty() ? name : folder + '/' + name);
    if (arrived_.contains(now) && !still_there_(before.first, before.second)) move(index, now);
  }

  void move(const AudioFile& file, const Place& now) {
    new_folders_.emplace(folder_around(place_of(file)), folder_around(now));
    move(static_cast<int>(file.origin()), now);
  }

  void move(int index, const Place& now) {
    const auto before = place_of(record_.origins(index));
    for (auto& origin : *record_.mutable_origins()) exchange(origin, before, now);
    for (auto& remark : *record_.mutable_remarks()) exchange(remark, before, now);
    arrived_.erase(now);
    free_.erase(now);
    left_.insert(before);
  }

  template <typename Message>
  static void exchange(Message& message, const Place& one, const Place& other) {
    const Place place(message.root(), message.path());
    if (place != one && place != other) return;
    const auto& now = place == one ? other : one;
    message.set_root(now.first);
    message.set_path(now.second);
  }

  Record& record_;
  const Record& draft_;
  const StillThere& still_there_;
  std::map<Place, const AudioFile*> free_;  ///< audio of the draft that is not yet known to be the record's
  std::map<Place, const AudioFile*> now_;   ///< all audio of the draft
  std::set<std::string> known_;             ///< digests of the record's audio
  std::set<Place> places_;                  ///< of the record
  std::set<Place> arrived_;                 ///< places of the draft that no origin of the record has yet
  std::set<Place> left_;
  std::map<Place, Place> new_folders_;  ///< by the folder that was left
  bool settled_ = true;                 ///< each file's content is where it was
};

}  // namespace

std::set<Place> follow_moves(Record& record, const Record& draft, const StillThere& still_there) {
  return Moves(record, draft, still_there).follow();
}

}  // namespace cuetheque
