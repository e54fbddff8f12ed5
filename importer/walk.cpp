#include "importer/walk.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <map>
#include <memory>
#include <set>
#include <sys/stat.h>

#include "core/ascii.h"
#include "core/error.h"
#include "core/paths.h"
#include "core/text.h"
#include "importer/assembly/disc_names.h"
#include "importer/sheet_folders.h"

namespace cuetheque {
namespace {

constexpr unsigned deepest = 256;

// What systems leave in every folder of a disk; nothing in them is a person's music.
constexpr auto system_folders = std::to_array<std::string_view>(
    {".git", ".svn", ".Trash", ".Trashes", ".Trash-1000", "@eaDir", "#recycle", "$RECYCLE.BIN", "__MACOSX",
     ".AppleDouble", ".AppleDB", ".Spotlight-V100", ".fseventsd", "System Volume Information", "lost+found"});

// What every archive of ours begins with: its files change with every command, and none of them is a person's music.
bool is_archive(const std::vector<std::string>& names) {
  return std::ranges::binary_search(names, "FORMAT") && std::ranges::binary_search(names, "store");
}

struct CloseDirectory {
  void operator()(DIR* directory) const { closedir(directory); }
};
using Directory = std::unique_ptr<DIR, CloseDirectory>;

std::string joined(std::string_view folder, std::string_view name) {
  if (folder.empty()) return std::string(name);
  return std::string(folder).append("/").append(name);
}

std::string system_words(int number) {
  return std::strerror(number);
}

std::int64_t modified_ns(const struct stat& status) {
  return static_cast<std::int64_t>(status.st_mtim.tv_sec) * 1'000'000'000 + status.st_mtim.tv_nsec;
}

FoundFile found(std::string path, const struct stat& status) {
  return {std::move(path), static_cast<std::uint64_t>(status.st_size), modified_ns(status)};
}

std::pair<std::uint64_t, std::uint64_t> inode_of(const struct stat& status) {
  return {status.st_dev, status.st_ino};
}

struct Names {
  std::vector<std::string> sorted;
  int failed = 0;  // errno
};

Names names_in(const std::string& folder) {
  const Directory directory(opendir(folder.c_str()));
  if (!directory) return {{}, errno};
  Names names;
  errno = 0;
  while (const auto* entry = readdir(directory.get())) {
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") names.sorted.emplace_back(name);
  }
  names.failed = errno;
  std::ranges::sort(names.sorted);
  return names;
}

/// The stems of "Vertigo (Bonus Disc)" and the like.
std::set<std::string> stems_with_bonus(const std::vector<std::string>& names) {
  std::set<std::string> stems;
  for (const auto& name : names)
    if (const auto titled = disc_of_title(name); titled && titled->disc.bonus) stems.insert(lower(titled->stem));
  return stems;
}

// Folders side by side that are the discs of one title, or a title and its bonus disc; each other folder is alone in
// its group. In order of the first.
std::vector<std::vector<std::string>> with_their_siblings(const std::vector<std::string>& names) {
  std::vector<std::vector<std::string>> groups;
  std::map<std::string, std::size_t> by_stem;
  const auto with_bonus = stems_with_bonus(names);
  for (const auto& name : names) {
    const auto titled = disc_of_title(name);
    const auto stem = lower(titled ? titled->stem : name);
    const auto [place, is_new] =
        titled || with_bonus.contains(stem) ? by_stem.emplace(stem, groups.size()) : std::pair{by_stem.end(), true};
    if (is_new)
      groups.push_back({name});
    else
      groups[place->second].push_back(name);
  }
  return groups;
}

bool is_below(const std::filesystem::path& path, const std::filesystem::path& folder) {
  const auto [end, unused] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return end == folder.end();
}

std::string asked_path(const ImportPlace& place) {
  auto path = std::filesystem::path(place.path).lexically_normal().native();
  while (path.ends_with('/')) path.pop_back();
  if (path == ".") path.clear();
  if (path == ".." || path.starts_with("../") || path.starts_with('/'))
    throw Error(Cause::usage, "lies outside its root", place.path,
                "name a file or folder below " + place.mount.native());
  return path;
}

}  // namespace

Walk::Walk(const ImportPlace& place) : mount_(place.mount.native()) {
  while (mount_.ends_with('/')) mount_.pop_back();
  const auto path = asked_path(place);
  struct stat status {};
  if (stat(absolute(path).c_str(), &status) != 0) throw Error(Cause::refused, system_words(errno), absolute(path));
  std::error_code failed;
  real_mount_ = std::filesystem::canonical(absolute(""), failed);
  real_place_ = std::filesystem::canonical(absolute(path), failed);
  if (failed || !is_below(real_place_, real_mount_))
    throw Error(Cause::refused, "lies outside its root", absolute(path));
  const bool folder = S_ISDIR(status.st_mode);
  const auto start = folder ? path : folder_of(path);
  const auto unit = unit_folder_of(start);
  pending_.push_back({unit, {with_its_sheets(start, unit)}, 0, folder ? "" : path});
}

std::string Walk::absolute(std::string_view relative) const {
  return std::string(mount_).append("/").append(relative);
}

// A disc folder asked for by itself belongs to the same unit as when its whole album is walked.
std::string Walk::unit_folder_of(const std::string& folder) const {
  auto unit = folder;
  while (!unit.empty()) {
    const auto above = disc_of_name(name_of(unit)) ? std::optional<std::string>(folder_of(unit)) : owner_of(unit);
    if (!above) break;
    unit = *above;
  }
  if (unit.empty()) return unit;
  const auto parent = folder_of(unit);
  for (const auto& group : with_their_siblings(names_in(absolute(parent)).sorted))
    if (std::ranges::find(group, name_of(unit)) != group.end()) return joined(parent, group.front());
  return unit;
}

SheetFolders Walk::sheets_in(const std::string& folder, const std::vector<std::string>& names) const {
  std::vector<std::string> sheets;
  struct stat status {};
  for (const auto& name : names)
    if (kind_of_name(name) == FileKind::cue_file && lstat(absolute(joined(folder, name)).c_str(), &status) == 0 &&
        S_ISREG(status.st_mode))
      sheets.push_back(name);
  return sheet_folders(absolute(folder), sheets);
}

/// The folder above to whose CUE files this one belongs.
std::optional<std::string> Walk::owner_of(const std::string& folder) const {
  for (std::string above = folder; !above.empty();) {
    above = folder_of(above);
    if (sheets_in(above, names_in(absolute(above)).sorted).own.contains(fold(name_in(above, folder)))) return above;
  }
  return std::nullopt;
}

/// What cuts a folder's audio into tracks is read with it: the folder of the unit whose CUE files have audio in this
/// one, or itself.
std::string Walk::with_its_sheets(const std::string& folder, const std::string& unit) const {
  auto whole = folder;
  for (auto above = folder; above != unit && !name_in(unit, above).starts_with("..");) {
    above = folder_of(above);
    if (sheets_in(above, names_in(absolute(above)).sorted).have_audio_in(name_in(above, folder))) whole = above;
  }
  return whole;
}

std::optional<WalkedUnit> Walk::next() {
  if (pending_.empty()) return std::nullopt;
  owned_folders_.clear();
  const auto asked = std::move(pending_.back());
  pending_.pop_back();
  WalkedUnit unit{asked.unit_folder, {}, 0, asked.only};
  std::vector<Pending> below;
  for (const auto& folder : asked.folders) gather(unit, folder, asked.depth, below);
  std::ranges::sort(unit.files, {}, [](const WalkedFile& walked) -> const std::string& { return walked.file.path; });
  if (!asked.only.empty()) return unit;
  std::ranges::sort(below, std::ranges::greater{}, &Pending::unit_folder);
  std::ranges::move(below, std::back_inserter(pending_));
  return unit;
}

void Walk::gather(WalkedUnit& unit, const std::string& folder, unsigned depth, std::vector<Pending>& below) {
  struct stat status {};
  const bool known = stat(absolute(folder).c_str(), &status) == 0 && !entered_.insert(inode_of(status)).second;
  const auto names = known ? Names{} : names_in(absolute(folder));
  if (known)
    unit.files.push_back(
        {found(folder, status), FileKind::other, "folder met before under another name: not entered again", false});
  if (names.failed != 0)
    unit.files.push_back(
        {found(folder, status), FileKind::other, "folder cannot be read: " + system_words(names.failed), true, true});
  if (is_archive(names.sorted)) return;
  std::vector<std::string> folders, inner, others;
  for (const auto& name : names.sorted) look(unit, folder, name, depth, folders);
  if (!folders.empty())
    for (const auto& own : sheets_in(folder, names.sorted).own) owned_folders_.insert(fold(joined(folder, own)));
  for (auto& name : folders) {
    const bool within = disc_of_name(name) || owned_folders_.contains(fold(joined(folder, name)));
    (within ? inner : others).push_back(std::move(name));
  }
  for (const auto& name : inner) gather(unit, joined(folder, name), depth + 1, below);
  for (const auto& group : with_their_siblings(others)) {
    Pending next{joined(folder, group.front()), {}, depth + 1, {}};
    for (const auto& name : group) next.folders.push_back(joined(folder, name));
    below.push_back(std::move(next));
  }
}

void Walk::look(WalkedUnit& unit, const std::string& folder, const std::string& name, unsigned depth,
                std::vector<std::string>& folders) {
  const auto path = joined(folder, name);
  struct stat status {};
  const auto refuse = [&](std::string why, bool failed) {
    unit.files.push_back({found(path, status), FileKind::other, std::move(why), failed});
  };
  if (lstat(absolute(path).c_str(), &status) != 0) return refuse(system_words(errno), true);
  const bool link = S_ISLNK(status.st_mode);
  struct stat target = status;
  if (link && stat(absolute(path).c_str(), &target) != 0) return refuse("symbolic link: " + system_words(errno), true);
  const bool is_folder = S_ISDIR(target.st_mode);
  if (is_folder && std::ranges::find(system_folders, name) != system_folders.end()) return;
  auto problem = link ? link_problem(path, is_folder) : std::string();
  if (problem.empty() && is_folder && depth + 1 > deepest) problem = "deeper than 256 folders: not entered";
  const auto kind = is_folder ? FileKind::other : kind_of_name(name);
  if (problem.empty() && !is_folder && !S_ISREG(target.st_mode) && kind != FileKind::other)
    problem = "not a regular file";
  if (!problem.empty()) return refuse(std::move(problem), !(link && is_folder));
  if (is_folder) return folders.push_back(name);
  if (kind == FileKind::other || !S_ISREG(target.st_mode))
    ++unit.other_files;
  else
    unit.files.push_back({found(path, target), kind, {}, false});
}

std::string Walk::link_problem(const std::string& path, bool folder) const {
  std::error_code failed;
  const auto target = std::filesystem::canonical(absolute(path), failed);
  if (failed) return "symbolic link: " + failed.message();
  if (!is_below(target, real_mount_)) return "symbolic link leads out of the root: not followed";
  // Its target is walked under its real name, and one piece of music is catalogued once.
  if (folder && is_below(target, real_place_)) return "symbolic link to a folder of the same place: not followed twice";
  return {};
}

std::string name_in(std::string_view folder, std::string_view path) {
  if (path == folder) return ".";
  if (folder.empty()) return std::string(path);
  if (path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/')
    return std::string(path.substr(folder.size() + 1));
  return std::filesystem::path(path).lexically_relative(folder).native();
}

std::string path_of(std::string_view folder, std::string_view name) {
  if (name == ".") return std::string(folder);
  if (!name.starts_with("../")) return joined(folder, name);
  return (std::filesystem::path(folder) / name).lexically_normal().native();
}

}  // namespace cuetheque
