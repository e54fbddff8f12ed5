#include "core/exports.h"

#include <algorithm>
#include <string>

#include "core/fields.h"
#include "core/keys.h"
#include "core/paths.h"
#include "core/releases.h"
#include "core/track_audio.h"

namespace cuetheque {
namespace {

// An album's other files lie where its first ones do.
constexpr int files_asked = 3;

const std::string& path_of_file(const Record& album, const AudioFile& file) {
  return album.origins(static_cast<int>(file.origin())).path();
}

std::optional<Record> standing(Step& step, Id id) {
  auto record = id.kind == album ? step.find(id) : std::nullopt;
  return record && record->merged_into() == 0 ? std::move(record) : std::nullopt;
}

/// The album that a file (relative to its root) was imported into, by the memory of the folders above it.
std::optional<Record> album_with(Step& step, const std::string& root, const std::string& path) {
  for (auto folder = folder_of(path);; folder = folder_of(folder)) {
    const auto seen = step.folder(root, folder);
    const auto name = folder.empty() ? path : path.substr(folder.size() + 1);
    if (seen)
      for (const auto& entry : seen->entries())
        if (entry.name() == name && entry.album() != 0) return standing(step, {album, entry.album()});
    if (folder.empty()) return std::nullopt;
  }
}

std::optional<Record> album_with(Step& step, const std::string& path, const std::vector<Root>& roots) {
  for (const auto& root : roots) {
    const auto mount = path_under(root.mount(), "");
    if (!path.starts_with(mount)) continue;
    if (auto found = album_with(step, root.name(), path.substr(mount.size()))) return found;
  }
  return std::nullopt;
}

void state_playing_time(Track& track, std::int64_t ms) {
  const auto told = std::ranges::find(track.statements(), reference, &Statement::source);
  if (told == track.statements().end() || told->origins().empty()) return;
  Statement length;
  length.set_field(row_of(Field::playingtime).number);
  length.set_source(reference);
  length.add_values(std::to_string(ms));
  length.add_origins(told->origins(0));
  *track.add_statements() = std::move(length);
}

}  // namespace

std::optional<Record> find_exported(Step& step, const AlbumDraft& draft, const std::vector<Root>& roots) {
  for (const auto id : step.ids_of(draft.album.assembly_key()))
    if (auto record = standing(step, id)) return record;
  if (auto record = find_release(step, draft)) return record;
  for (int i = 0; i < std::min(files_asked, draft.album.files_size()); ++i)
    if (auto record = album_with(step, path_of_file(draft.album, draft.album.files(i)), roots)) return record;
  return std::nullopt;
}

std::optional<Record> find_told(Step& step, const Record& album, const std::vector<Root>& roots) {
  for (int i = 0; i < std::min(files_asked, album.files_size()); ++i) {
    const auto& origin = album.origins(static_cast<int>(album.files(i).origin()));
    const auto root = std::ranges::find(roots, origin.root(), &Root::name);
    if (root == roots.end() || album.files(i).missing()) continue;
    for (const auto id : step.ids_of(told_key(path_under(root->mount(), origin.path()))))
      if (auto record = standing(step, id); record && is_entry(*record)) return record;
  }
  return std::nullopt;
}

bool is_entry(const Record& album) {
  const auto& key = album.assembly_key();
  return (key.empty() || is_export_key(key)) && std::ranges::all_of(album.files(), &AudioFile::missing);
}

Record without_audio(Record album) {
  for (auto& track : *album.mutable_tracks()) {
    const auto ms = playing_ms(album, track);
    const bool had_audio = track.has_file() || track.has_end_frames();
    clear_audio(track);
    if (ms && had_audio) state_playing_time(track, *ms);
  }
  album.clear_files();
  album.clear_assembly_key();
  return album;
}

}  // namespace cuetheque
