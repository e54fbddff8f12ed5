#include "importer/assembly/disc_names.h"

#include <gtest/gtest.h>
#include <vector>

namespace cuetheque {
namespace {

struct NameCase {
  const char* name;
  std::optional<DiscName> expected;
};

TEST(DiscNames, FoldersThatAreADisc) {
  const std::vector<NameCase> cases{
      {"CD1", DiscName{1, "", ""}},
      {"cd 2", DiscName{2, "", ""}},
      {"CD01 (bonus)", DiscName{1, "", "bonus"}},
      {"Disc 2 – The Film", DiscName{2, "", "The Film"}},
      {"Disc_3", DiscName{3, "", ""}},
      {"[Disk 3]", DiscName{3, "", ""}},
      {"Disco 1", DiscName{1, "", ""}},
      {"Disc One", DiscName{1, "", ""}},
      {"Vinyl 2", DiscName{2, "", ""}},
      {"Side A", DiscName{0, "A", ""}},
      {"LP 1 Side B", DiscName{1, "B", ""}},
      {"CD 2 of 7", DiscName{2, "", ""}},
      {"ディスク2", DiscName{2, "", ""}},
      {"CD1 - Midgar", DiscName{1, "", "Midgar"}},
      {"CD 3: The Slums", DiscName{3, "", "The Slums"}},
      {"Bonus Disc", DiscName{0, "", "Bonus Disc", true}},
      {"Bonus CD", DiscName{0, "", "Bonus CD", true}},
      {"CD Bonus", DiscName{0, "", "CD Bonus", true}},
      {"Bonus CD 2", std::nullopt},
      {"Bonus", std::nullopt},
      {"Bonus Tracks", std::nullopt},
      {"CD Bonustrack", std::nullopt},
      {"Диск 4", DiscName{4, "", ""}},
      {"Disco 2000", std::nullopt},
      {"Discovery", std::nullopt},
      {"CD", std::nullopt},
      {"CDs", std::nullopt},
      {"Sidewalk", std::nullopt},
      {"Side by Side", std::nullopt},
      {"Faces", std::nullopt},
      {"Record of Lodoss War", std::nullopt},
      {"Vertigo CD1", std::nullopt},
      {"", std::nullopt},
      {"0", std::nullopt},
      {"CD0", std::nullopt},
  };
  for (const auto& [name, expected] : cases) EXPECT_EQ(disc_of_name(name), expected) << name;
}

struct TitleCase {
  const char* title;
  std::optional<TitledDisc> expected;
};

TEST(DiscNames, TitlesThatEndInADisc) {
  const std::vector<TitleCase> cases{
      {"Vertigo CD1", TitledDisc{"Vertigo", {1, "", ""}}},
      {"Vertigo (Disc 2)", TitledDisc{"Vertigo", {2, "", ""}}},
      {"Vertigo [CD 2 of 3]", TitledDisc{"Vertigo", {2, "", ""}}},
      {"Vertigo, Disc 2 - The Film", TitledDisc{"Vertigo", {2, "", "The Film"}}},
      {"Final Fantasy VII Remake OST [Disc 07]", TitledDisc{"Final Fantasy VII Remake OST", {7, "", ""}}},
      {"Vertigo (Bonus Disc)", TitledDisc{"Vertigo", {0, "", "Bonus Disc", true}}},
      {"Vertigo - Bonus CD", TitledDisc{"Vertigo", {0, "", "Bonus CD", true}}},
      {"Vertigo [Bonus Tracks]", std::nullopt},
      {"Vertigo", std::nullopt},
      {"CD1", std::nullopt},
      {"Blood Diamond", std::nullopt},
      {"Saturday Night Disco", std::nullopt},
  };
  for (const auto& [title, expected] : cases) EXPECT_EQ(disc_of_title(title), expected) << title;
}

struct PathCase {
  const char* folder;
  const char* path;
  DiscName expected;
};

TEST(DiscNames, DiscOfAFile) {
  const std::vector<PathCase> cases{
      {"Box", "Box/CD2/01.flac", {2, "", ""}},
      {"Box", "Box/Vinyl 2/Side C/01.flac", {2, "C", ""}},
      {"Box", "Box/Side C/01.flac", {2, "C", ""}},
      {"Box", "Box/01.flac", {0, "", ""}},
      {"", "Disc 3 - Songs/01.flac", {3, "", "Songs"}},
      {"", "01.flac", {0, "", ""}},
      {"x/Box CD1", "x/Box CD1/01.flac", {1, "", ""}},
      {"x/Box CD1", "x/Box CD2/01.flac", {2, "", ""}},
      {"Box", "Box/Bonus Disc/01.flac", {0, "", "Bonus Disc", true}},
      {"Box", "Box (Bonus CD)/01.flac", {0, "", "Bonus CD", true}},
  };
  for (const auto& [folder, path, expected] : cases) EXPECT_EQ(disc_of_path(folder, path), expected) << path;
}

}  // namespace
}  // namespace cuetheque
