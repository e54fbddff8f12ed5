// catch_up ARCHIVE [TIMES]: how long the index takes to take in one changed album, in an archive that make_archive made
// and that is changed by this: another word stands behind the title of one album after another. Milliseconds, the
// median and the longest: of the clock, and of the processor.
#include <algorithm>
#include <exception>
#include <fmt/format.h>
#include <span>
#include <string>
#include <vector>

#include "core/resolve.h"
#include "core/stamp.h"
#include "search/index.h"
#include "tests/benchmarks/measure.h"

namespace cuetheque {
namespace {

void change(Archive& archive, Id album) {
  auto operation = archive.begin("benchmark", "catch_up");
  operation.step([&](Step& step) {
    auto record = step.find(album).value();
    const auto title = resolve(record.statements(), Field::album).first() + " again";
    auto& statement = *record.add_statements();
    statement.set_field(row_of(Field::album).number);
    statement.set_source(curator);
    statement.add_values(title);
    stamp(record, step.operation());
    step.put(std::move(record));
  });
  operation.finish("changed");
}

void show(std::string_view what, std::vector<double> seconds) {
  std::ranges::sort(seconds);
  fmt::print("{}: median {:.1f} ms, at most {:.1f} ms\n", what, seconds[seconds.size() / 2] * 1e3,
             seconds.back() * 1e3);
}

void run(const std::string& place, std::size_t times) {
  auto archive = Archive::open(place, Archive::Access::write);
  auto index = Index::open_writer(archive.index_place());
  index.catch_up(archive);
  std::vector<double> clock, processor;
  for (std::size_t at = 0; at < times; ++at) {
    change(archive, {Kind::album, 1 + at * 97});
    const Stopwatch watch;
    const ThreadWatch thread;
    index.catch_up(archive);
    clock.push_back(watch.wall_seconds());
    processor.push_back(thread.seconds());
  }
  show("clock", std::move(clock));
  show("processor", std::move(processor));
}

}  // namespace
}  // namespace cuetheque

int main(int count, char** arguments) try {
  const std::span<char*> words(arguments, static_cast<std::size_t>(count));
  if (words.size() < 2) {
    fmt::print(stderr, "catch_up ARCHIVE [TIMES]\n");
    return 2;
  }
  cuetheque::run(words[1], words.size() > 2 ? std::stoul(words[2]) : 20);
  return 0;
} catch (const std::exception& failure) {
  fmt::print(stderr, "catch_up: {}\n", failure.what());
  return 1;
}
