#include <algorithm>

#include "core/text.h"
#include "importer/assembly/disc_names.h"
#include "importer/assembly/path_titles.h"
#include "importer/inference/inference.h"
#include "tests/fuzz/property.h"

namespace {

using cuetheque::fuzz::demand;

void check_album(std::string_view title, std::string_view genre) {
  const auto album = cuetheque::infer_album(title, genre);
  for (const auto& production : album.productions) demand(!production.title.empty());
  for (const auto& kind : album.albumkinds) demand(!kind.empty());
  demand(album.title_without_designation.size() <= title.size());
}

void check_track(std::string_view title) {
  for (const auto music : {cuetheque::FilmMusic::said, cuetheque::FilmMusic::unknown, cuetheque::FilmMusic::denied}) {
    const auto track = cuetheque::infer_track(title, music);
    demand(track.heard.empty() || track.heard == "yes" || track.heard == "no");
    for (const auto& words : {track.scenes, track.moods, track.usages})
      for (const auto& word : words) demand(!word.empty());
  }
}

// Each byte that is no UTF-8 becomes a character of three.
void check_paths(std::string_view name) {
  const auto most = 3 * name.size();
  const bool possible = !name.empty() && name.find('\0') == std::string_view::npos;
  demand(!possible || !cuetheque::title_of_file(name).title.empty());
  demand(cuetheque::title_of_folder(name).title.size() <= most);
  if (const auto disc = cuetheque::disc_of_name(name)) demand(disc->title.size() <= most);
  if (const auto titled = cuetheque::disc_of_title(name)) demand(titled->stem.size() < most);
  (void)cuetheque::disc_of_path(name.substr(0, name.size() / 2), name);
}

}  // namespace

/// Whatever a title or a name in a path, what is made of it is no longer than it and says something. The first line is
/// the title or name, the second a genre.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = cuetheque::fuzz::text_of(data, size);
  const auto title = text.substr(0, text.find('\n'));
  const auto clean = cuetheque::clean(title);
  check_album(clean, text.substr(std::min(title.size() + 1, size)));
  check_track(clean);
  check_paths(title);
  return 0;
}
