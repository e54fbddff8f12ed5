// read_only FOLDER READER [READERS [FILTER]]: our own walking, reading and assembling, with nothing stored: what an
// import costs before the archive.
#include <exception>
#include <fmt/format.h>
#include <span>
#include <string>

#include "importer/importer.h"
#include "tests/benchmarks/measure.h"

namespace cuetheque {
namespace {

void read(const std::string& folder, const std::string& reader, unsigned readers, const std::string& filter) {
  const Stopwatch watch;
  const ImportOptions options{.places = {{.root = "bench", .mount = folder, .path = ""}},
                              .encoding = {},
                              .filter = filter,
                              .readers = readers,
                              .reader = reader};
  std::size_t albums = 0;
  const Memory nothing{.folder = [](const auto&, const auto&) { return std::nullopt; },
                       .album = [](auto) { return std::nullopt; }};
  const ImportReport report = import_tree(
      options, nothing, {.unit = [&](Unit&& unit) { albums += unit.albums.size(); }, .progress = {}, .stop = {}});
  fmt::print("{{\"files\":{},\"releases\":{},\"albums\":{},\"seconds\":{:.4f},\"cpu\":{:.4f}}}\n",
             report.counts.files_read, report.releases_read, albums, watch.wall_seconds(), Stopwatch::cpu_seconds());
}

}  // namespace
}  // namespace cuetheque

int main(int count, char** arguments) try {
  const std::span<char*> words(arguments, static_cast<std::size_t>(count));
  if (words.size() < 3) {
    fmt::print(stderr, "read_only FOLDER READER [READERS [FILTER]]\n");
    return 2;
  }
  cuetheque::read(words[1], words[2], words.size() > 3 ? static_cast<unsigned>(std::stoul(words[3])) : 0,
                  words.size() > 4 ? words[4] : "");
  return 0;
} catch (const std::exception& failure) {
  fmt::print(stderr, "read_only: {}\n", failure.what());
  return 1;
}
