// replay SEEDS: runs a fuzz target over the files of a folder and over a fixed set of mutations of each.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace cuetheque {
namespace {

constexpr int mutations_of_a_seed = 300;

std::vector<std::string> seeds_in(const char* folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) files.push_back(entry.path());
  std::ranges::sort(files);
  std::vector<std::string> contents;
  for (const auto& file : files) {
    std::ifstream in(file, std::ios::binary);
    contents.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return contents;
}

void run(const std::string& bytes) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

using Random = std::minstd_rand;

/// A few bytes changed, dropped or doubled; always the same ones for the same state of the generator.
std::string mutated(std::string bytes, Random& random) {
  for (auto changes = random() % 4 + 1; changes > 0 && !bytes.empty(); --changes) {
    const auto at = random() % bytes.size();
    switch (random() % 4) {
      case 0:
        bytes[at] = static_cast<char>(random() % 256);
        break;
      case 1:
        bytes.erase(at, random() % 16);
        break;
      case 2:
        bytes.insert(at, bytes.substr(random() % bytes.size(), random() % 64));
        break;
      default:
        bytes.resize(at);
        break;
    }
  }
  return bytes;
}

void replay(const std::vector<std::string>& seeds) {
  Random random(20250101);
  run({});
  for (const auto& seed : seeds) {
    run(seed);
    for (int i = 0; i < mutations_of_a_seed; ++i) run(mutated(seed, random));
  }
}

}  // namespace
}  // namespace cuetheque

int main(int count, char** arguments) {
  if (count != 2) return 2;
  const auto seeds = cuetheque::seeds_in(arguments[1]);
  if (seeds.empty()) {
    std::fprintf(stderr, "no seeds in %s\n", arguments[1]);
    return 1;
  }
  cuetheque::replay(seeds);
  return 0;
}
