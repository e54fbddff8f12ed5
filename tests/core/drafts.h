#pragma once
#include <string>
#include <vector>

#include "core/draft.h"
#include "core/fields.h"
#include "core/keys.h"

namespace cuetheque {

/// Small drafts for tests, as an import of one folder would make them.
inline Statement said(Field field, std::vector<std::string> values, Source source, std::vector<std::uint32_t> origins) {
  Statement statement;
  statement.set_field(row_of(field).number);
  for (auto& value : values) statement.add_values(std::move(value));
  statement.set_source(source);
  for (const auto origin : origins) statement.add_origins(origin);
  return statement;
}

struct DraftTrack {
  std::string file;
  std::string title;
  std::string composer;
};

/// An album of one track a file, all of them stating the album's title.
inline AlbumDraft album_draft(const std::string& folder, const std::string& title,
                              const std::vector<DraftTrack>& tracks) {
  AlbumDraft draft;
  auto& album = draft.album;
  album.set_kind(cuetheque::album);
  album.set_assembly_key(assembly_key("shelf", folder, title));
  Statement name = said(Field::album, {title}, tags, {});
  std::uint32_t place = 0;
  for (const auto& one : tracks) {
    auto& origin = *album.add_origins();
    origin.set_root("shelf");
    origin.set_path(folder + '/' + one.file);
    auto& file = *album.add_files();
    file.set_origin(place);
    file.set_size(1000 + place);
    file.set_quick_digest("digest of " + one.title);
    auto& track = *album.add_tracks();
    track.set_disc(1);
    track.set_position(place + 1);
    track.set_file(place);
    *track.add_statements() = said(Field::title, {one.title}, tags, {place});
    if (!one.composer.empty()) *track.add_statements() = said(Field::composer, {one.composer}, tags, {place});
    name.add_origins(place++);
  }
  *album.add_statements() = name;
  return draft;
}

inline Unit unit_of(const std::string& folder, std::vector<AlbumDraft> albums) {
  Unit unit;
  unit.root = "shelf";
  unit.folder = folder;
  for (const auto& draft : albums)
    for (const auto& origin : draft.album.origins()) {
      if (origin.path().empty()) continue;
      auto& entry = *unit.seen.add_entries();
      entry.set_name(origin.path().substr(folder.size() + 1));
      entry.set_size(1);
    }
  unit.albums = std::move(albums);
  return unit;
}

}  // namespace cuetheque
