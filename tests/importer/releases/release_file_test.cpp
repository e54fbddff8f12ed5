#include "importer/releases/release_file.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <gtest/gtest.h>

namespace cuetheque {
namespace {

std::string release(int number, const std::string& types = "\"Soundtrack\"") {
  return fmt::format(
      R"({{"id":"d8e6153a-2c47-4804-9d73-0aac{:08}","title":"R{}","media":[],"release-group":{{"secondary-types":[{}]}}}})",
      number, number, types);
}

struct Result {
  std::size_t albums = 0, largest_slice = 0;
  std::vector<std::string> remarks;  ///< "POSITION: WHAT", an exclamation mark before a failure
  bool foreign = false;
};

Result read(const std::string& text, const char* filter = nullptr) {
  std::string pattern = (std::filesystem::temp_directory_path() / "releasesXXXXXX").string();
  const std::filesystem::path folder = mkdtemp(pattern.data());
  std::ofstream(folder / "x", std::ios::binary) << text;
  ReleaseFile file((folder / "x").native(), {"shelf", "x", ""}, filter == nullptr ? nullptr : release_filter(filter));
  Result result;
  while (const auto slice = file.next()) {
    result.albums += slice->albums.size();
    result.largest_slice = std::max(result.largest_slice, slice->albums.size());
    for (const auto& one : slice->remarks)
      result.remarks.push_back((one.failed ? "!" : "") + one.position + ": " + one.what);
  }
  EXPECT_EQ(file.problem(), "");
  result.foreign = file.foreign();
  std::filesystem::remove_all(folder);
  return result;
}

const std::string broken = R"({"id":"x","artist-credit":[,})";
const std::string recording = R"({"id":"d8e6153a-2c47-4804-9d73-0aac1081c3b1","video":false})";

struct Case {
  std::string text;
  const char* filter;
  std::size_t albums;
  bool foreign;
  std::vector<std::string> remarks;  ///< beginnings
};

TEST(ReleaseFile, TakesReleasesAndSaysWhatElseThereWas) {
  const std::vector<Case> cases{
      {release(1), nullptr, 1, false, {}},
      {release(1) + "\n" + release(2) + "\n", nullptr, 2, false, {}},
      {release(1) + "\n" + broken + "\n" + release(3), nullptr, 2, false, {"!line 2: not read as JSON"}},
      {broken + "\n" + release(2), nullptr, 1, false, {"!line 1: not read as JSON"}},
      {"{\"x\":}\n" + release(2), nullptr, 1, false, {"!line 1: not read as JSON"}},
      {release(1) + "\n{\"a\":1}\n" + recording, nullptr, 1, false, {": 2 lines that are no release"}},
      {recording, nullptr, 0, false, {": a recording of MusicBrainz, not a release"}},
      {"{\n \"id\": \"x\",\n \"artist-credit\": [", nullptr, 0, false, {"!: not read as JSON"}},
      {"{\"name\":\"package\"}\n" + release(2), nullptr, 0, true, {}},
      {"{\"name\":", nullptr, 0, true, {}},
      {"nothing of the kind", nullptr, 0, true, {}},
      {"", nullptr, 0, true, {}},
      {release(1) + "\n" + release(2, "") + "\n" + release(3, "\"Live\",\"Soundtrack\""), "soundtrack", 2, false, {}},
      {release(1, "") + "\n" + release(2, ""), "soundtrack", 0, false, {}},
  };
  for (const auto& [text, filter, albums, foreign, remarks] : cases) {
    const auto result = read(text, filter);
    EXPECT_EQ(result.albums, albums) << text;
    EXPECT_EQ(result.foreign, foreign) << text;
    ASSERT_EQ(result.remarks.size(), remarks.size()) << text;
    for (std::size_t i = 0; i < remarks.size(); ++i)
      EXPECT_TRUE(result.remarks[i].starts_with(remarks[i])) << result.remarks[i];
  }
}

TEST(ReleaseFile, ComesInSlices) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += release(i) + "\n";
  const auto result = read(text);
  EXPECT_EQ(result.albums, 1000U);
  EXPECT_LE(result.largest_slice, 200U);
}

}  // namespace
}  // namespace cuetheque
