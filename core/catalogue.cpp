#include "core/catalogue.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <set>
#include <span>

#include "core/exports.h"
#include "core/keys.h"
#include "core/links.h"
#include "core/moves.h"
#include "core/origins.h"
#include "core/paths.h"
#include "core/productions.h"
#include "core/releases.h"
#include "core/sheets.h"
#include "core/stamp.h"

namespace cuetheque {
namespace {

/// A step stays well under 1,000 records; a folder of more albums than this lands in several (DESIGN.md 4).
constexpr std::size_t albums_a_step = 100;

/// Silence, effects, the same few seconds on every disc of a series: what more albums than this share tells none of
/// them apart.
constexpr std::size_t most_alike = 8;

/// A file as a folder's memory names it: one beside the folder ("Vertigo CD2") begins with "../".
std::string path_in(const std::string& folder, const std::string& name) {
  const auto written = folder.empty() ? name : folder + '/' + name;
  return written.find("/../") == std::string::npos ? written
                                                   : std::filesystem::path(written).lexically_normal().native();
}

/// What became of the files of a unit.
struct UnitPlaces {
  std::map<std::string, std::uint64_t> albums;  ///< by path: the album that each is part of
  std::set<Place> left;                         ///< by files that moved
};

/// Stores one unit inside one step (or one slice of its albums).
class UnitStore {
 public:
  UnitStore(Step& step, const Unit& unit, const Circumstances& circumstances, NameKeeper& names)
      : step_(step), unit_(unit), circumstances_(circumstances), names_(names) {}

  /// The drafts' records become the archive's: they are used up.
  void store_albums(std::span<AlbumDraft> drafts) {
    for (auto& draft : drafts) store_album(draft);
  }
  void store_sheets() {
    for (const auto& sheet : unit_.sheets) {
      const auto made = store_sheet(step_, sheet, names_);
      stored_.productions_new += made.productions_new;
      stored_.cues_new += made.cues_new;
      stored_.names_new += made.names_new;
      stored_.remarks.insert(stored_.remarks.end(), made.remarks.begin(), made.remarks.end());
    }
  }
  /// What was seen, each file with the album it became part of; what moved away from here is forgotten, so that it is
  /// looked at when it comes back.
  void remember(const UnitPlaces& places) {
    Folder seen = unit_.seen;
    for (auto& entry : *seen.mutable_entries()) {
      const auto album = places.albums.find(path_in(unit_.folder, entry.name()));
      if (album != places.albums.end()) entry.set_album(album->second);
    }
    forget(seen, unit_.folder,
           [&](const Place& place) { return places.left.contains(place) && !places.albums.contains(place.second); });
    step_.put_folder(unit_.root, unit_.folder, seen);
  }

  [[nodiscard]] const Stored& stored() const { return stored_; }
  [[nodiscard]] const UnitPlaces& places() const { return places_; }

 private:
  void store_album(AlbumDraft& draft) {
    auto known = find_album(draft);
    const bool created = !known;
    const Record before = known.value_or(Record());
    Record record = created ? std::move(draft.album) : joined(*known, draft);
    if (!created && stays(before, draft.album)) record.set_assembly_key(before.assembly_key());
    if (created) record.set_id(step_.take_id(album).number);
    const auto& origins = created ? record.origins() : draft.album.origins();
    number_tracks(record);
    link_productions(record, draft, origins);
    stamp(record, step_.operation());
    if (created && circumstances_.new_album) record = circumstances_.new_album(std::move(record), step_.operation());
    for (const auto& name : draft.names) stored_.names_new += names_.learn(step_, name, origins[0]);
    stored_.names_new += names_.credit(step_, record);
    remember_paths(record);
    const bool changed = created || record.SerializeAsString() != before.SerializeAsString();
    // Made of a release and then of its audio, it is new once.
    const bool new_before = !created && before.created() == step_.operation();
    if (!new_before) count_album(created, changed);
    if (!changed) return;
    std::ranges::move(tie_cues(step_, record, before), std::back_inserter(stored_.remarks));
    step_.put(std::move(record));
  }

  /// An album that has audio knows where that lies; what an export says of it speaks of another time or place.
  Record joined(const Record& known, const AlbumDraft& draft) {
    if (draft.exported && !is_entry(known)) return merged(known, without_audio(draft.album));
    return merged(followed(known, draft.album), draft.album);
  }

  std::optional<Record> find_album(const AlbumDraft& draft) {
    if (draft.exported) return find_exported(step_, draft, circumstances_.roots);
    if (draft.catalogued) return find_release(step_, draft);
    for (const auto id : step_.ids_of(draft.album.assembly_key()))
      if (auto record = step_.find(id); record && record->merged_into() == 0) return record;
    auto moved = find_moved(draft.album);
    return moved ? std::move(moved) : find_entry(step_, draft, circumstances_.roots);
  }

  /// The album whose audio this is, if that audio is gone from where it was: the folder was moved or renamed.
  std::optional<Record> find_moved(const Record& draft) {
    if (!circumstances_.still_there || !circumstances_.had_albums) return std::nullopt;
    std::set<Id> stayed;
    for (const auto key_of : {content_key_of, sound_key_of})
      for (const auto& file : draft.files())
        for (const auto id : alike(key_of(file))) {
          if (!stayed.insert(id).second) continue;
          if (auto record = step_.find(id); record && has_moved(*record, draft)) return record;
        }
    return std::nullopt;
  }

  std::vector<Id> alike(const std::string& key) {
    auto ids = key.empty() ? std::vector<Id>() : step_.ids_of(key, most_alike + 1);
    return ids.size() > most_alike ? std::vector<Id>() : ids;
  }

  [[nodiscard]] bool has_moved(Record record, const Record& draft) const {
    return !follow_moves(record, draft, circumstances_.still_there).empty();
  }

  /// The record with its moved files where they are now.
  Record followed(Record record, const Record& draft) {
    if (!circumstances_.still_there) return record;
    const auto key = place_of(record.assembly_key());
    for (const auto& place : follow_moves(record, draft, circumstances_.still_there)) {
      places_.left.insert(place);
      leave(place, key.folder);
    }
    return record;
  }

  /// Forgets that a file was seen where it no longer is: in the memory of its album's unit, or of a folder above it.
  void leave(const Place& place, const std::string& unit_folder) {
    const auto& root = place.first;
    std::set<std::string> folders{unit_folder};
    for (auto folder = folder_of(place.second); folders.insert(folder).second && !folder.empty();)
      folder = folder_of(folder);
    for (const auto& folder : folders) {
      auto seen = step_.folder(root, folder);
      if (!seen || !forget(*seen, folder, [&](const Place& one) { return one.second == place.second; })) continue;
      if (seen->entries().empty())
        step_.remove_folder(root, folder);
      else
        step_.put_folder(root, folder, *seen);
    }
  }

  template <typename Gone>
  bool forget(Folder& seen, const std::string& folder, Gone gone) const {
    auto& entries = *seen.mutable_entries();
    const auto left = std::remove_if(entries.begin(), entries.end(), [&](const Folder::Entry& entry) {
      return gone(Place(unit_.root, path_in(folder, entry.name())));
    });
    const bool any = left != entries.end();
    entries.erase(left, entries.end());
    return any;
  }

  /// Whether some of an album's files are still where they were, while the draft is of another folder: a track that was
  /// taken out of its folder takes its album's record along, not its place.
  [[nodiscard]] bool stays(const Record& before, const Record& draft) const {
    if (before.assembly_key() == draft.assembly_key() || !circumstances_.still_there) return false;
    std::set<Place> here;
    for (const auto& origin : draft.origins()) here.emplace(origin.root(), origin.path());
    return std::ranges::any_of(before.files(), [&](const AudioFile& file) {
      const auto& origin = before.origins(static_cast<int>(file.origin()));
      return !file.missing() && !here.contains({origin.root(), origin.path()}) &&
             circumstances_.still_there(origin.root(), origin.path());
    });
  }

  void number_tracks(Record& record) {
    for (auto& track : *record.mutable_tracks()) {
      if (track.id() != 0) continue;
      track.set_id(step_.take_id(cuetheque::track).number);
      ++stored_.tracks_new;
    }
  }

  /// Links of sources that were read again give way to what they say now; a curator's stay, and what a catalogue says
  /// and what the files say leave each other alone.
  void link_productions(Record& record, const AlbumDraft& draft, const OriginTable& origins) {
    std::vector<Link> fresh;
    for (const auto& one : draft.productions) {
      const auto& origin = origins[static_cast<int>(one.origin)];
      const auto found = find_or_make(step_, one, origins);
      stored_.productions_new += found.created ? 1 : 0;
      // Whom a curator linked, or refused, nobody else links.
      if (!curators_word(record, found.id)) fresh.push_back(link_to(record, found.id, one, origin));
    }
    auto& links = *record.mutable_links();
    keep_known(fresh, links);
    const auto outdated = [&](const Link& link) {
      return link.kind() == production && link.source() != curator &&
             said_again(record, link, draft.catalogued, origins);
    };
    links.erase(std::remove_if(links.begin(), links.end(), outdated), links.end());
    for (auto& link : fresh) *links.Add() = std::move(link);
  }

  static bool said_again(const Record& record, const Link& link, bool catalogued, const OriginTable& origins) {
    if (link.origin() >= static_cast<std::uint32_t>(record.origins_size())) return !catalogued;
    const auto& origin = record.origins(static_cast<int>(link.origin()));
    const bool guessed_elsewhere = origin.person() == catalogue_rule || origin.person() == export_rule;
    if (!catalogued) return link.source() != reference && !guessed_elsewhere;
    return std::ranges::any_of(origins, [&](const Origin& one) { return same_place(one, origin); });
  }

  static Link link_to(const Record& record, Id id, const ProductionDraft& draft, const Origin& origin) {
    Link link;
    link.set_kind(id.kind);
    link.set_id(id.number);
    link.set_how(draft.how);
    link.set_source(draft.source);
    const auto place =
        std::ranges::find_if(record.origins(), [&](const Origin& one) { return same_place(one, origin); });
    link.set_origin(static_cast<std::uint32_t>(place - record.origins().begin()));
    return link;
  }

  template <typename Links>
  static void keep_known(std::vector<Link>& fresh, const Links& stored) {
    for (auto& link : fresh)
      for (const auto& one : stored)
        if (one.kind() == link.kind() && one.id() == link.id() && one.how() == link.how() &&
            one.source() == link.source() && one.origin() == link.origin())
          link.set_operation(one.operation());
  }

  void remember_paths(const Record& record) {
    for (const auto& origin : record.origins())
      if (origin.root() == unit_.root && !origin.path().empty()) places_.albums[origin.path()] = record.id();
  }

  void count_album(bool created, bool changed) {
    if (created)
      ++stored_.albums_new;
    else if (changed)
      ++stored_.albums_changed;
    else
      ++stored_.albums_same;
  }

  Step& step_;
  const Unit& unit_;
  const Circumstances& circumstances_;
  NameKeeper& names_;
  UnitPlaces places_;
  Stored stored_;
};

}  // namespace

Stored& Stored::operator+=(const Stored& other) {
  albums_new += other.albums_new;
  albums_changed += other.albums_changed;
  albums_same += other.albums_same;
  tracks_new += other.tracks_new;
  productions_new += other.productions_new;
  names_new += other.names_new;
  cues_new += other.cues_new;
  remarks.insert(remarks.end(), other.remarks.begin(), other.remarks.end());
  return *this;
}

Stored Catalogue::store(Unit unit) {
  Stored stored;
  UnitPlaces places;
  std::span<AlbumDraft> left(unit.albums);
  do {
    const auto slice = left.first(std::min(left.size(), albums_a_step));
    left = left.subspan(slice.size());
    Stored slice_stored;
    operation_.step([&](Step& step) {
      UnitStore store(step, unit, circumstances_, names_);
      store.store_albums(slice);
      places.albums.insert(store.places().albums.begin(), store.places().albums.end());
      places.left.insert(store.places().left.begin(), store.places().left.end());
      if (left.empty()) {
        store.store_sheets();
        if (!unit.more) store.remember(places);
      }
      slice_stored = store.stored();
    });
    stored += slice_stored;
  } while (!left.empty());
  return stored;
}

}  // namespace cuetheque
