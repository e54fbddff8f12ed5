#include "cli/new_albums.h"

#include <algorithm>
#include <set>

#include "core/ids.h"
#include "core/names.h"

namespace cuetheque {
namespace {

std::set<Id> albums_changed(const Archive& archive, Revision after) {
  std::set<Id> albums;
  for (auto revision = after + 1; revision <= archive.head().revision; ++revision) {
    const auto entry = archive.entry(revision);
    if (!entry) continue;
    for (const auto packed : entry->changed())
      if (const auto id = unpack(packed); id.kind == Kind::album) albums.insert(id);
  }
  return albums;
}

}  // namespace

void state_of_new_albums(const Archive& archive, Operation& operation, Revision after, const std::vector<Edit>& facts,
                         const std::string& user) {
  const auto albums = albums_changed(archive, after);
  if (albums.empty()) return;
  NameKeeper names;
  operation.step([&](Step& step) {
    for (const auto id : albums) {
      auto album = step.find(id);
      if (!album || album->created() != step.operation()) continue;
      const auto origin = curator_origin(*album, user, step.operation());
      for (const auto& fact : facts)
        *album->mutable_statements() = edited(album->statements(), fact, origin, step.operation());
      names.credit(step, *album);
      step.put(std::move(*album));
    }
  });
}

}  // namespace cuetheque
