// taglib_loop FOLDER THREADS: opens every file with TagLib, reads properties and audio properties, and keeps nothing:
// the floor under any importer.
#include <atomic>
#include <audioproperties.h>
#include <exception>
#include <fileref.h>
#include <filesystem>
#include <fmt/format.h>
#include <span>
#include <string>
#include <thread>
#include <tpropertymap.h>
#include <vector>

#include "tests/benchmarks/measure.h"

namespace cuetheque {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> files_under(const fs::path& folder) {
  std::vector<std::string> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) {
      files.push_back(entry.path());
    }
  }
  return files;
}

std::size_t facts_of(const std::string& file) {
  const TagLib::FileRef audio(file.c_str(), true, TagLib::AudioProperties::Average);
  if (audio.isNull()) {
    return 0;
  }
  std::size_t length = 0;
  for (const auto& [key, values] : audio.file()->properties()) {
    for (const TagLib::String& value : values) {
      length += value.size();
    }
  }
  return length +
         static_cast<std::size_t>(audio.audioProperties() ? audio.audioProperties()->lengthInMilliseconds() : 0);
}

void scan(const fs::path& folder, unsigned threads) {
  const Stopwatch watch;
  const std::vector<std::string> files = files_under(folder);
  std::atomic<std::size_t> next{0};
  std::atomic<std::size_t> facts{0};
  {
    std::vector<std::jthread> readers;
    for (unsigned reader = 0; reader < threads; ++reader) {
      readers.emplace_back([&] {
        for (std::size_t at = next++; at < files.size(); at = next++) {
          facts += facts_of(files[at]);
        }
      });
    }
  }
  fmt::print("{{\"files\":{},\"seconds\":{:.4f},\"cpu\":{:.4f},\"facts\":{}}}\n", files.size(), watch.wall_seconds(),
             Stopwatch::cpu_seconds(), facts.load());
}

}  // namespace
}  // namespace cuetheque

int main(int count, char** arguments) try {
  const std::span<char*> words(arguments, static_cast<std::size_t>(count));
  if (words.size() != 3) {
    fmt::print(stderr, "taglib_loop FOLDER THREADS\n");
    return 2;
  }
  cuetheque::scan(words[1], static_cast<unsigned>(std::stoul(words[2])));
  return 0;
} catch (const std::exception& failure) {
  fmt::print(stderr, "taglib_loop: {}\n", failure.what());
  return 1;
}
