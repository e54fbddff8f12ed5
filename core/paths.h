#pragma once
#include <string>
#include <string_view>

namespace cuetheque {

/// Paths as the archive keeps them: relative to a root, parted by '/', their bytes as the file system has them.

/// The folder that holds what the path names; empty where that is the root itself.
[[nodiscard]] inline std::string folder_of(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string() : std::string(path.substr(0, slash));
}

/// The last part of a path.
[[nodiscard]] inline std::string_view name_of(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

/// The absolute path of what lies under a mount point.
[[nodiscard]] inline std::string path_under(std::string_view mount, std::string_view path) {
  return std::string(mount).append(mount.ends_with('/') ? "" : "/").append(path);
}

}  // namespace cuetheque
