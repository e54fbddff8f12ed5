// Reads a table of titles (what title album genre; what is album or track) and prints each with what is inferred and
// the lines of the rules that spoke. count_rules.py adds up.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <iostream>
#include <iterator>
#include <string>

#include "core/table.h"
#include "importer/inference/inference.h"
#include "importer/inference/title.h"
#include "importer/inference/track.h"

namespace cuetheque {
namespace {

template <typename Rule>
std::string lines_of(const std::vector<const Rule*>& rules) {
  std::string lines;
  for (const auto* rule : rules) lines += fmt::format("{}{}", lines.empty() ? "" : " ", rule->line);
  return lines;
}

std::string read_album(std::string_view title, std::string_view genre) {
  const auto album = infer_album(title, genre);
  std::string productions;
  for (const auto& draft : album.productions)
    productions += fmt::format("{}{} <{}> {} {}", productions.empty() ? "" : " + ", draft.title, draft.kind, draft.how,
                               draft.year);
  return fmt::format("{}\t{}\t{}", productions, fmt::join(album.albumkinds, " "), lines_of(read_title(title).rules));
}

std::string read_track(std::string_view title, std::string_view album, std::string_view genre) {
  const auto film_music = infer_album(album, genre).film_music;
  const auto track = infer_track(title, film_music);
  return fmt::format("{}\t{}\t{}\t{}\t{}", fmt::join(track.scenes, " "), fmt::join(track.moods, " "),
                     fmt::join(track.usages, " "), track.heard, lines_of(rules_of_track(title, film_music)));
}

}  // namespace
}  // namespace cuetheque

int main() {
  const std::string text(std::istreambuf_iterator<char>(std::cin), {});
  for (const auto& row : cuetheque::table_rows(text)) {
    const auto& cells = row.cells;
    fmt::print("{}\t{}\n", fmt::join(cells, "\t"),
               cells[0] == "album" ? cuetheque::read_album(cells[1], cells[3])
                                   : cuetheque::read_track(cells[1], cells[2], cells[3]));
  }
}
