#pragma once
#include <set>
#include <string>
#include <vector>

#include "core/pictures.h"
#include "importer/assembly/assembly.h"
#include "importer/assembly/said.h"

namespace cuetheque {

/// Where a FILE of a CUE file that was not found would lie: never outside the sheet's folder.
[[nodiscard]] std::string missing_path(const std::string& sheet_path, std::string name);

/// A picture as it was read; `origin` is the file that carries it, an index into the album's origins.
[[nodiscard]] Picture picture_of(const ReadPicture& read, std::uint32_t origin);
/// Adds the pictures beside an album's files: those of its `folders`, and those in the unit's own folder, which belong
/// to all albums there.
void add_folder_pictures(Pictures& pictures, const FolderContents& contents, std::set<std::string> folders,
                         Origins& origins);

/// Stores with an album the remarks about its own files.
void keep_remarks(Record& album, const std::string& root, const std::vector<Remark>& remarks);

}  // namespace cuetheque
