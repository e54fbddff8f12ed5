#include "search/place_words.h"

#include "core/text.h"

namespace cuetheque {
namespace {

std::string spaced_words(std::string_view text) {
  std::string result;
  for (const auto& word : words(text)) result.append(word).append(" ");
  return result;
}

}  // namespace

// Files of an album lie in few folders: the words of one are cut once for all that stand together.
std::vector<std::string> words_of_places(const Record& album) {
  std::vector<std::string> all;
  const Origin* last = nullptr;
  std::string_view last_folder;
  std::string folder_words;
  for (const auto& origin : album.origins()) {
    const std::string_view path = origin.path();
    const auto folder = path.substr(0, path.rfind('/') + 1);
    if (last == nullptr || last->root() != origin.root() || folder != last_folder)
      folder_words = spaced_words(origin.root()) + spaced_words(folder);
    last = &origin;
    last_folder = folder;
    all.push_back(folder_words + spaced_words(path.substr(folder.size())));
  }
  return all;
}

}  // namespace cuetheque
