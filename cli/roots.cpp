#include "cli/roots.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <optional>

#include "cli/files.h"
#include "core/error.h"
#include "core/text.h"

namespace cuetheque {
namespace {

namespace fs = std::filesystem;

/// The path below a folder, empty for the folder itself; none where it lies elsewhere.
std::optional<std::string> below(const fs::path& path, const fs::path& folder) {
  const auto relative = path.lexically_relative(folder).native();
  if (relative.empty() || relative == ".." || relative.starts_with("../")) return std::nullopt;
  return relative == "." ? std::string{} : relative;
}

const Root* holding(const fs::path& path, const std::vector<Root>& roots) {
  const Root* deepest = nullptr;
  for (const auto& root : roots)
    if (below(path, root.mount()) && (!deepest || root.mount().size() > deepest->mount().size())) deepest = &root;
  return deepest;
}

bool taken(const std::string& name, const std::vector<Root>& roots) {
  return std::ranges::find(roots, name, &Root::name) != roots.end();
}

std::string new_name(const fs::path& mount, const std::vector<Root>& roots) {
  const auto base = mount.filename().empty() ? std::string("disk") : safe_name(mount.filename().native());
  auto name = base;
  for (int count = 2; taken(name, roots); ++count) name = fmt::format("{}-{}", base, count);
  return name;
}

fs::path real(const std::string& path) {
  std::error_code error;
  const auto found = fs::canonical(path, error);
  if (error) throw Error(Cause::usage, error.message(), shown(path), "give a file or folder that is there");
  if (!fs::is_directory(found, error) && !fs::is_regular_file(found, error))
    throw Error(Cause::usage, "is neither a file nor a folder", shown(path), "give one that holds audio or sheets");
  return found;
}

Root make_root(const fs::path& path, const std::string& name, const std::vector<Root>& roots) {
  std::error_code error;
  Root root;
  const auto mount = fs::is_directory(path, error) ? path : path.parent_path();
  root.set_mount(mount.native());
  root.set_name(name.empty() ? new_name(mount, roots) : name);
  return root;
}

void check_name(const std::string& name, const fs::path& path, const std::vector<Root>& roots) {
  const auto named = std::ranges::find(roots, name, &Root::name);
  if (name.empty() || named == roots.end() || below(path, named->mount())) return;
  throw Error(Cause::usage,
              fmt::format("the root {} is at {}, which does not hold this", shown(name), shown(named->mount())),
              shown(path.native()), "`cuetheque config root NAME PATH` says where it is now");
}

}  // namespace

Places find_places(const std::vector<std::string>& paths, const std::string& name, std::vector<Root> roots) {
  if (!is_utf8(name)) throw Error(Cause::usage, "a root's name is text in UTF-8", shown(name));
  Places found;
  for (const auto& path : paths) {
    const auto place = real(path);
    check_name(name, place, roots);
    const auto* root = name.empty() || taken(name, roots) ? holding(place, roots) : nullptr;
    if (!root) {
      found.new_roots.push_back(make_root(place, name, roots));
      roots.push_back(found.new_roots.back());
      root = &roots.back();
    }
    found.places.push_back({root->name(), root->mount(), below(place, root->mount()).value_or("")});
  }
  return found;
}

bool is_mounted(const Root& root) {
  std::error_code error;
  return fs::is_directory(fs::path(root.mount()), error);
}

StillThere still_there_under(const std::vector<Root>& roots) {
  std::map<std::string, fs::path> mounts;
  for (const auto& root : roots)
    if (is_mounted(root)) mounts[root.name()] = root.mount();
  return [mounts = std::move(mounts)](const std::string& root, const std::string& path) {
    const auto mount = mounts.find(root);
    std::error_code error;
    return mount == mounts.end() || fs::exists(fs::symlink_status(mount->second / path, error));
  };
}

}  // namespace cuetheque
