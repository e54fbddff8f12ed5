#include "cli/originals.h"

#include <algorithm>
#include <string>
#include <system_error>

#include "importer/formats.h"
#include "importer/walk.h"

namespace cuetheque {
namespace {

namespace fs = std::filesystem;

bool remembers(const Archive& archive, const std::string& root, const std::string& folder, const std::string& path) {
  const auto seen = archive.folder(root, folder);
  return seen && std::ranges::any_of(seen->entries(),
                                     [&](const Folder::Entry& entry) { return path_of(folder, entry.name()) == path; });
}

/// A disc folder's files are remembered with its album's: each folder above the file may know it.
bool seen_under(const Archive& archive, const Root& root, const fs::path& place) {
  const auto path = place.lexically_relative(root.mount());
  if (path.empty() || *path.begin() == "..") return false;
  for (auto folder = path.parent_path();; folder = folder.parent_path()) {
    if (remembers(archive, root.name(), folder.native(), path.native())) return true;
    if (folder.empty()) return false;
  }
}

}  // namespace

bool is_original(const Archive& archive, const fs::path& place) {
  std::error_code none;
  if (!fs::is_regular_file(place, none)) return false;
  if (kind_of_name(place.filename().native()) == FileKind::audio) return true;
  const auto real = fs::canonical(place, none);
  return std::ranges::any_of(archive.roots(), [&](const Root& root) { return seen_under(archive, root, real); });
}

}  // namespace cuetheque
