// make_archive PLACE TRACKS [SEED]: an archive of at least so many tracks, filled without files through the importer's
// own assembly and the catalogue, in steps of many albums: a million tracks take minutes. `cuetheque reindex` then
// builds its index. The same arguments give the same records.
#include <cstddef>
#include <cstdint>
#include <exception>
#include <fmt/format.h>
#include <span>
#include <string>

#include "core/catalogue.h"
#include "tests/benchmarks/collection.h"
#include "tests/benchmarks/measure.h"

namespace cuetheque {
namespace {

constexpr std::size_t albums_a_step = 40;

void make_archive(const std::string& place, std::size_t tracks, std::uint64_t seed) {
  const Stopwatch watch;
  Archive::create(place);
  auto archive = Archive::open(place, Archive::Access::write);
  auto operation = archive.begin("benchmark", "make_archive");
  Root root;
  root.set_name("music");
  root.set_mount("/music");
  operation.step([&](Step& step) { step.put_root(root); });
  Catalogue catalogue(operation);
  Collection collection(seed);
  Stored stored;
  while (stored.tracks_new < tracks) stored += catalogue.store(collection.next(albums_a_step));
  operation.finish("generated");
  archive.flush();
  fmt::print(R"({{"tracks":{},"albums":{},"productions":{},"names":{},"seconds":{:.1f},"tracks_per_second":{:.0f}}})",
             stored.tracks_new, stored.albums_new, stored.productions_new, stored.names_new, watch.wall_seconds(),
             static_cast<double>(stored.tracks_new) / watch.wall_seconds());
  fmt::print("\n");
}

}  // namespace
}  // namespace cuetheque

int main(int count, char** arguments) try {
  const std::span<char*> words(arguments, static_cast<std::size_t>(count));
  if (words.size() < 3) {
    fmt::print(stderr, "make_archive PLACE TRACKS [SEED]\n");
    return 2;
  }
  cuetheque::make_archive(words[1], std::stoul(words[2]), words.size() > 3 ? std::stoul(words[3]) : 1);
  return 0;
} catch (const std::exception& failure) {
  fmt::print(stderr, "make_archive: {}\n", failure.what());
  return 1;
}
