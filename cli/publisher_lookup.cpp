// How a publisher finds what an id stands for, what links to it, and where its files are.
#include <algorithm>

#include "cli/publisher.h"
#include "core/keys.h"
#include "core/paths.h"
#include "core/track_audio.h"

namespace cuetheque {

std::optional<View> Publisher::view(Id id) const {
  const auto found = record(id);
  if (!found) return std::nullopt;
  switch (id.kind) {
    case Kind::album:
      return album(*found);
    case Kind::production:
      return production(*found);
    case Kind::cue:
      return cue(*found);
    case Kind::name:
      return name(*found);
    case Kind::track:
      if (const auto* wanted = track_of(*found, id.number)) return track(*found, *wanted);
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

std::optional<View> Publisher::head(Id id) const {
  if (id.kind != Kind::album) return view(id);
  const auto found = record(id);
  return found ? std::optional(album_head(*found)) : std::nullopt;
}

std::vector<std::string> Publisher::files(Id id) const {
  const auto album = record(id);
  std::vector<std::string> paths;
  if (!album || (id.kind != Kind::album && id.kind != Kind::track)) return paths;
  for (const auto& track : album->tracks()) {
    const auto* file = file_of(*album, track);
    if (!file || file->missing() || (id.kind == Kind::track && track.id() != id.number)) continue;
    auto path = place(album->origins(static_cast<int>(file->origin())));
    if (!path.empty() && std::ranges::find(paths, path) == paths.end()) paths.push_back(std::move(path));
  }
  return paths;
}

std::optional<Record> Publisher::record(Id id) const {
  if (id.kind == Kind::track) {
    const auto holder = archive_->album_of(id);
    return holder ? archive_->find(*holder) : std::nullopt;
  }
  auto found = archive_->find(id);
  // A redirect may lead to another; they are made one by one, so a chain is short and never closes.
  for (int hops = 0; found && found->merged_into() != 0 && hops < 64; ++hops)
    found = archive_->find(Id{id.kind, found->merged_into()});
  return found;
}

std::vector<Record> Publisher::linking(Id to, Kind kind) const {
  auto ids = archive_->ids_of(linked_key(to));
  std::erase_if(ids, [&](Id id) { return id.kind != kind; });
  std::vector<Record> records;
  for (auto& found : archive_->find(ids))
    if (found) records.push_back(std::move(*found));
  return records;
}

std::string Publisher::place(const Origin& origin) const {
  // What an export names has a place of its own.
  if (origin.root().empty() && origin.path().starts_with('/')) return origin.path();
  const auto mount = mounts_.find(origin.root());
  if (mount == mounts_.end() || origin.path().empty()) return {};
  return path_under(mount->second, origin.path());
}

const Track* track_of(const Record& album, std::uint64_t id) {
  const auto track = std::ranges::find(album.tracks(), id, &Track::id);
  return track == album.tracks().end() ? nullptr : &*track;
}

}  // namespace cuetheque
