#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/draft.h"

namespace cuetheque {

/// A tree to import from: a root and the path under it that was asked for.
struct ImportPlace {
  std::string root;             ///< the root's name in the archive
  std::filesystem::path mount;  ///< where the root is now, absolute
  std::string path;             ///< a file or folder under it, relative; empty = the whole root

  /// Standard input, which lies under no root: a file of releases or of our own exports, packed or not.
  [[nodiscard]] bool is_standard_input() const { return root.empty() && path == "-"; }
};

struct ImportOptions {
  std::vector<ImportPlace> places;
  std::string encoding;  ///< of CUE files, cue sheets and tags that say Latin-1 or nothing, by IANA name;
                         ///< empty = detect (FORMATS.md B.4)
  std::string filter;    ///< of MusicBrainz releases: which to take (releases/release.h); empty = all
  /// Where the timecode of cue sheets starts that do not say so themselves.
  std::optional<std::chrono::milliseconds> timecode_start = {};
  bool checksum = false;         ///< digest the whole content of every file, and trust that instead of size and time
  unsigned readers = 0;          ///< worker processes; 0 = one for each core
  std::filesystem::path reader;  ///< the tag reader's program; empty = cuetheque-reader beside this one
};

/// What the archive remembers, as far as the importer needs to know: what was seen in a folder (root, path) at the last
/// import …
using RememberFolder = std::function<std::optional<Folder>(const std::string& root, const std::string& path)>;
/// … and the album records made from it, so that files that did not change need not be opened again when their
/// neighbours did.
using RememberAlbum = std::function<std::optional<Record>(std::uint64_t album)>;

struct Memory {
  RememberFolder folder;
  RememberAlbum album;
};

/// How far the import is; called often, from the importing thread.
struct ImportProgress {
  std::size_t files_found = 0;  ///< so far: the walk runs ahead of the reading
  std::size_t files_read = 0;
  std::size_t files_unchanged = 0;
  std::size_t files_failed = 0;
  bool walk_done = false;
  std::string current;  ///< folder or file in hand
  /// Of a file of releases in hand; 0 = there is none.
  std::uint64_t bytes_read = 0, bytes_total = 0;
};

struct ImportReport {
  ImportProgress counts;
  std::size_t sheets_read = 0;  ///< CUE files and cue sheets
  std::size_t releases_read = 0;
  std::size_t other_files = 0;  ///< neither audio nor metadata we read
  bool stopped = false;
};

struct ImportSinks {
  /// Called with each changed folder, in sorted path order whatever order the readers finish in.
  std::function<void(Unit&&)> unit;
  std::function<void(const ImportProgress&)> progress;  ///< may be empty
  std::function<bool()> stop;  ///< asked between units; true ends the import early; may be empty
};

/// Walks, reads in worker processes, assembles; knows no database. Memory is bounded: it does not grow with the size of
/// the tree. A bad file is a remark in its unit, never an exception; Error only where nothing can go on (a place that
/// does not exist).
ImportReport import_tree(const ImportOptions& options, const Memory& memory, const ImportSinks& sinks);

}  // namespace cuetheque
