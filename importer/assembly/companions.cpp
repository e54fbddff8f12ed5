#include "importer/assembly/companions.h"

#include <algorithm>

#include "core/paths.h"
#include "importer/remark_text.h"
#include "importer/walk.h"

namespace cuetheque {

std::string missing_path(const std::string& sheet_path, std::string name) {
  std::ranges::replace(name, '\\', '/');
  const bool absolute = name.starts_with('/') || (name.size() > 1 && name[1] == ':');
  if (absolute || ("/" + name + "/").find("/../") != std::string::npos) name = name_of(name.substr(name.find(':') + 1));
  if (name.starts_with("./")) name.erase(0, 2);
  return path_of(folder_of(sheet_path), name);
}

Picture picture_of(const ReadPicture& read, std::uint32_t origin) {
  Picture picture;
  picture.set_type(read.type());
  picture.set_mime(read.mime());
  picture.set_size(read.size());
  picture.set_digest(read.digest());
  picture.set_width(read.width());
  picture.set_height(read.height());
  picture.add_origins(origin);
  return picture;
}

void add_folder_pictures(Pictures& pictures, const FolderContents& contents, std::set<std::string> folders,
                         Origins& origins) {
  folders.insert(contents.folder);
  for (const auto& found : contents.pictures)
    if (folders.contains(folder_of(found.file.path)))
      add_picture(pictures, picture_of(found.read, origins.file(found.file.path)));
}

void keep_remarks(Record& album, const std::string& root, const std::vector<Remark>& remarks) {
  std::set<std::string> own;
  for (const auto& origin : album.origins()) own.insert(origin.path());
  own.erase("");
  for (const auto& remark : remarks) {
    if (!own.contains(remark.path)) continue;
    auto& stored = *album.add_remarks();
    stored.set_root(root);
    stored.set_path(remark.path);
    stored.set_position(remark_text(remark.position));
    stored.set_what(remark_text(remark.what));
    stored.set_read_as(remark_text(remark.read_as));
    stored.set_failed(remark.failed);
  }
}

}  // namespace cuetheque
