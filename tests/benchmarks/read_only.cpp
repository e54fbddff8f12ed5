// read_only [--alone] FOLDER READER [READERS [FILTER]]: our own walking, reading and assembling, with nothing stored:
// what an import costs before the archive. Alone: without assembling, which a loop that only reads has no part of.
#include <exception>
#include <fmt/format.h>
#include <span>
#include <string>
#include <string_view>

#include "importer/importer.h"
#include "importer/readers.h"
#include "importer/walk.h"
#include "tests/benchmarks/measure.h"

namespace cuetheque {
namespace {

ImportPlace place_of(const std::string& folder) {
  return {.root = "bench", .mount = folder, .path = ""};
}

void read(const std::string& folder, const std::string& reader, unsigned readers, const std::string& filter) {
  const Stopwatch watch;
  const ImportOptions options{
      .places = {place_of(folder)}, .encoding = {}, .filter = filter, .readers = readers, .reader = reader};
  std::size_t albums = 0;
  const Memory nothing{.folder = [](const auto&, const auto&) { return std::nullopt; },
                       .album = [](auto) { return std::nullopt; }};
  const ImportReport report = import_tree(
      options, nothing, {.unit = [&](Unit&& unit) { albums += unit.albums.size(); }, .progress = {}, .stop = {}});
  fmt::print("{{\"files\":{},\"releases\":{},\"albums\":{},\"seconds\":{:.4f},\"cpu\":{:.4f}}}\n",
             report.counts.files_read, report.releases_read, albums, watch.wall_seconds(), Stopwatch::cpu_seconds());
}

/// The next readings, until no more than `left` files are in flight.
std::size_t take(Readers& readers, std::size_t left) {
  std::size_t taken = 0;
  for (; readers.in_flight() > left && readers.next(); ++taken) {
  }
  return taken;
}

std::size_t read_each(const std::string& folder, Readers& readers) {
  constexpr std::size_t most_in_flight = 512;  // as in an import
  Walk walk(place_of(folder));
  std::size_t files = 0;
  while (const auto unit = walk.next()) {
    for (const auto& walked : unit->files)
      if (walked.kind == FileKind::audio) readers.submit(0, folder + "/" + walked.file.path);
    files += take(readers, most_in_flight);
  }
  return files + take(readers, 0);
}

void read_alone(const std::string& folder, const std::string& reader, unsigned count) {
  const Stopwatch watch;
  std::size_t files = 0;
  {
    Readers readers(reader, count);
    files = read_each(folder, readers);
  }
  fmt::print("{{\"files\":{},\"seconds\":{:.4f},\"cpu\":{:.4f}}}\n", files, watch.wall_seconds(),
             Stopwatch::cpu_seconds());
}

}  // namespace
}  // namespace cuetheque

int main(int count, char** arguments) try {
  std::span<char*> words(arguments + 1, static_cast<std::size_t>(count - 1));
  const bool alone = !words.empty() && std::string_view(words[0]) == "--alone";
  if (alone) words = words.subspan(1);
  if (words.size() < 2) {
    fmt::print(stderr, "read_only [--alone] FOLDER READER [READERS [FILTER]]\n");
    return 2;
  }
  const auto readers = words.size() > 2 ? static_cast<unsigned>(std::stoul(words[2])) : 0;
  if (alone)
    cuetheque::read_alone(words[0], words[1], readers);
  else
    cuetheque::read(words[0], words[1], readers, words.size() > 3 ? words[3] : "");
  return 0;
} catch (const std::exception& failure) {
  fmt::print(stderr, "read_only: {}\n", failure.what());
  return 1;
}
