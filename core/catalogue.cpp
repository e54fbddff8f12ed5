#include "core/catalogue.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <span>

#include "core/keys.h"
#include "core/links.h"
#include "core/moves.h"
#include "core/productions.h"
#include "core/sheets.h"
#include "core/stamp.h"

namespace cuetheque {
namespace {

/// A step stays well under 1,000 records; a folder of more albums than this lands in several (DESIGN.md 4).
constexpr std::size_t albums_a_step = 100;

/// A folder beside the unit's own ("Vertigo CD2") is named "../Vertigo CD2".
std::string path_of(const std::string& written) {
  return written.find("/../") == std::string::npos ? written
                                                   : std::filesystem::path(written).lexically_normal().native();
}

/// Stores one unit inside one step (or one slice of its albums).
class UnitStore {
 public:
  UnitStore(Step& step, const Unit& unit, const StillThere& still_there, NameKeeper& names)
      : step_(step), unit_(unit), still_there_(still_there), names_(names) {}

  void store_albums(std::span<const AlbumDraft> drafts) {
    for (const auto& draft : drafts) store_album(draft);
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
  /// What was seen, each file with the album it became part of.
  void remember(const std::map<std::string, std::uint64_t>& album_of_path) {
    Folder seen = unit_.seen;
    const auto prefix = unit_.folder.empty() ? std::string() : unit_.folder + '/';
    for (auto& entry : *seen.mutable_entries()) {
      const auto album = album_of_path.find(path_of(prefix + entry.name()));
      if (album != album_of_path.end()) entry.set_album(album->second);
    }
    step_.put_folder(unit_.root, unit_.folder, seen);
  }

  [[nodiscard]] const Stored& stored() const { return stored_; }
  [[nodiscard]] const std::map<std::string, std::uint64_t>& albums_by_path() const { return albums_by_path_; }

 private:
  void store_album(const AlbumDraft& draft) {
    auto known = find_album(draft.album);
    const bool created = !known;
    const Record before = known.value_or(Record());
    Record record = created ? draft.album : merged(followed(*known, draft.album), draft.album);
    if (created) record.set_id(step_.take_id(album).number);
    number_tracks(record);
    link_productions(record, draft);
    stamp(record, step_.operation());
    stored_.names_new += names_.credit(step_, record);
    remember_paths(record);
    const bool changed = created || record.SerializeAsString() != before.SerializeAsString();
    count_album(created, changed);
    if (!changed) return;
    step_.put(record);
    std::ranges::move(tie_cues(step_, record, before), std::back_inserter(stored_.remarks));
  }

  std::optional<Record> find_album(const Record& draft) {
    for (const auto id : step_.ids_of(draft.assembly_key()))
      if (auto record = step_.find(id); record && record->merged_into() == 0) return record;
    return find_moved(draft);
  }

  /// The album whose audio this is, if that audio is gone from where it was: the folder was moved or renamed.
  std::optional<Record> find_moved(const Record& draft) {
    if (!still_there_) return std::nullopt;
    for (const auto& file : draft.files()) {
      if (file.quick_digest().empty()) continue;
      for (const auto id : step_.ids_of(content_key(file.quick_digest())))
        if (auto record = step_.find(id); record && has_moved(*record, draft)) return record;
    }
    return std::nullopt;
  }

  [[nodiscard]] bool has_moved(Record record, const Record& draft) const {
    return !follow_moves(record, draft, still_there_).empty();
  }

  /// The record with its moved files where they are now.
  Record followed(Record record, const Record& draft) {
    if (!still_there_) return record;
    for (const auto& [root, folder] : follow_moves(record, draft, still_there_)) step_.remove_folder(root, folder);
    return record;
  }

  void number_tracks(Record& record) {
    for (auto& track : *record.mutable_tracks()) {
      if (track.id() != 0) continue;
      track.set_id(step_.take_id(cuetheque::track).number);
      ++stored_.tracks_new;
    }
  }

  /// Links of sources that were read again give way to what they say now; a curator's stay.
  void link_productions(Record& record, const AlbumDraft& draft) {
    std::vector<Link> fresh;
    for (const auto& one : draft.productions) {
      const auto& origin = draft.album.origins(static_cast<int>(one.origin));
      const auto found = find_or_make(step_, one, origin);
      stored_.productions_new += found.created ? 1 : 0;
      // Whom a curator linked, or refused, nobody else links.
      if (!curators_word(record, found.id)) fresh.push_back(link_to(record, found.id, one, origin));
    }
    auto& links = *record.mutable_links();
    keep_known(fresh, links);
    links.erase(std::remove_if(links.begin(), links.end(),
                               [](const Link& link) { return link.kind() == production && link.source() != curator; }),
                links.end());
    for (auto& link : fresh) *links.Add() = std::move(link);
  }

  static Link link_to(const Record& record, Id id, const ProductionDraft& draft, const Origin& origin) {
    Link link;
    link.set_kind(id.kind);
    link.set_id(id.number);
    link.set_how(draft.how);
    link.set_source(draft.source);
    const auto place = std::ranges::find_if(record.origins(), [&](const Origin& one) {
      return one.root() == origin.root() && one.path() == origin.path() && one.person() == origin.person();
    });
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
      if (origin.root() == unit_.root && !origin.path().empty()) albums_by_path_[origin.path()] = record.id();
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
  const StillThere& still_there_;
  NameKeeper& names_;
  std::map<std::string, std::uint64_t> albums_by_path_;
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

Stored Catalogue::store(const Unit& unit) {
  Stored stored;
  std::map<std::string, std::uint64_t> albums_by_path;
  std::span<const AlbumDraft> left(unit.albums);
  do {
    const auto slice = left.first(std::min(left.size(), albums_a_step));
    left = left.subspan(slice.size());
    Stored slice_stored;
    operation_.step([&](Step& step) {
      UnitStore store(step, unit, still_there_, names_);
      store.store_albums(slice);
      albums_by_path.insert(store.albums_by_path().begin(), store.albums_by_path().end());
      if (left.empty()) {
        store.store_sheets();
        store.remember(albums_by_path);
      }
      slice_stored = store.stored();
    });
    stored += slice_stored;
  } while (!left.empty());
  return stored;
}

}  // namespace cuetheque
