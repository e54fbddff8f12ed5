#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace cuetheque {
namespace {

constexpr int mutations_of_a_seed = 300;

std::vector<std::string> seeds() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(CUETHEQUE_SEEDS)) files.push_back(entry.path());
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

TEST(Replay, TheSeedsAndWhatIsNearThemHold) {
  const auto all = seeds();
  ASSERT_FALSE(all.empty()) << "no seeds in " << CUETHEQUE_SEEDS;
  Random random(20250101);
  run({});
  for (const auto& seed : all) {
    run(seed);
    for (int i = 0; i < mutations_of_a_seed; ++i) run(mutated(seed, random));
  }
}

}  // namespace
}  // namespace cuetheque
