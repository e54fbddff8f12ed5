#include "importer/formats.h"

#include <gtest/gtest.h>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace cuetheque {
namespace {

TEST(Formats, NoExtensionStandsTwice) {
  std::set<std::string> seen;
  for (const auto& format : formats) {
    std::istringstream words{std::string(format.extensions)};
    for (std::string word; words >> word;) EXPECT_TRUE(seen.insert(word).second) << word;
  }
}

TEST(Formats, ByName) {
  const std::vector<std::pair<const char*, FileKind>> cases{
      {"01.flac", FileKind::audio},          {"01.MP3", FileKind::audio},
      {"a.b.Opus", FileKind::audio},         {"x.cue", FileKind::cue_file},
      {"x.CSV", FileKind::cue_sheet},        {"cover.jpg", FileKind::picture},
      {"Cover (1).PNG", FileKind::picture},  {"AlbumArt_{1}.jpg", FileKind::picture},
      {"DSC0001.jpg", FileKind::other},      {"rip.log", FileKind::other},
      {"list.m3u8", FileKind::other},        {"x.toc", FileKind::toc},
      {"noextension", FileKind::unknown},    {"x.xyz", FileKind::unknown},
      {"._01.flac", FileKind::other},        {".hidden", FileKind::other},
      {"1. Main Title", FileKind::unknown},  {"", FileKind::unknown},
      {"dump.jsonl.gz", FileKind::releases}, {"release.XZ", FileKind::releases},
      {"x.csv.zst", FileKind::cue_sheet},    {"x.cue.bz2", FileKind::cue_file},
      {"01.wav.gz", FileKind::other},        {"cover.jpg.gz", FileKind::other},
      {"x.tar.xz", FileKind::other},         {"manual.1.gz", FileKind::other},
  };
  for (const auto& [name, expected] : cases) EXPECT_EQ(kind_of_name(name), expected) << name;
}

TEST(Formats, ByContent) {
  const std::vector<std::pair<std::string, FileKind>> cases{
      {"fLaC", FileKind::audio},
      {std::string("ID3\x03\x00", 5), FileKind::audio},
      {"RIFF....WAVEfmt ", FileKind::audio},
      {"RIFF....AVI LIST", FileKind::other},
      {std::string("\0\0\0\x20"
                   "ftypM4A ",
                   12),
       FileKind::audio},
      {"\xff\xfb\x90\x64", FileKind::audio},
      {std::string("\xff\xfe"
                   "A\0",
                   4),
       FileKind::other},
      {std::string(1080, '.') + "M.K.", FileKind::audio},
      {"just text", FileKind::other},
      {"", FileKind::other},
  };
  for (const auto& [bytes, expected] : cases) EXPECT_EQ(kind_of_content(bytes), expected) << bytes;
}

TEST(Formats, Pictures) {
  EXPECT_EQ(picture_type("Folder.jpg"), "front cover");
  EXPECT_EQ(picture_type("back.png"), "back cover");
  EXPECT_EQ(picture_type("CD1.jpg"), "media");
  EXPECT_EQ(picture_type("backstage.jpg"), std::nullopt);
  EXPECT_EQ(picture_mime("a.JPEG"), "image/jpeg");
}

}  // namespace
}  // namespace cuetheque
