#include "importer/sheet_folders.h"

#include <algorithm>

#include "core/paths.h"
#include "core/text.h"
#include "importer/assembly/cue_join.h"
#include "importer/packed/input_file.h"

namespace cuetheque {

bool SheetFolders::have_audio_in(const std::string& folder) const {
  const auto wanted = fold(folder);
  return std::ranges::any_of(with_audio,
                             [&](const std::string& one) { return one == wanted || one.starts_with(wanted + '/'); });
}

SheetFolders sheet_folders(const std::string& folder, const std::vector<std::string>& cue_files) {
  SheetFolders found;
  for (const auto& name : cue_files) {
    const auto bytes = unpacked_start_if_readable(folder + '/' + name, longest_cue_file + 1);
    const auto folders = folders_of_files(parse_cue_file(bytes.value_or(""), name).sheet);
    for (const auto& one : folders) found.with_audio.insert(fold(one));
    if (folders.size() != 1) continue;
    for (auto own = *folders.begin(); !own.empty(); own = folder_of(own)) found.own.insert(fold(own));
  }
  return found;
}

}  // namespace cuetheque
