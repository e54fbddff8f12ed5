#include "importer/picture_files.h"

#include <string>

#include "core/paths.h"
#include "importer/formats.h"
#include "importer/tags/pictures.h"

namespace cuetheque {

FoundPicture picture_beside(const FoundFile& file, std::string_view start) {
  const auto name = name_of(file.path);
  const auto type = picture_type(name).value_or("other");
  return {file, picture_in_file(std::string(type), std::string(picture_mime(name)), file.size, start)};
}

}  // namespace cuetheque
