#include "importer/assembly/path_titles.h"

#include <gtest/gtest.h>
#include <vector>

namespace cuetheque {
namespace {

TEST(PathTitles, Files) {
  struct Case {
    const char* name;
    unsigned disc, position;
    const char *side, *title;
  };
  const std::vector<Case> cases{
      {"01 - Main Title.flac", 0, 1, "", "Main Title"},
      {"1-02 The Chase.mp3", 1, 2, "", "The Chase"},
      {"2.13 - Finale.mp3", 2, 13, "", "Finale"},
      {"CD3-04 The Slums.flac", 3, 4, "", "The Slums"},
      {"Disc 2-11 - Tifa.flac", 2, 11, "", "Tifa"},
      {"D1-01 Prelude.mp3", 1, 1, "", "Prelude"},
      {"Disc 2.flac", 0, 0, "", "Disc 2"},
      {"D-Day.mp3", 0, 0, "", "D-Day"},
      {"A1. Overture.wav", 0, 1, "A", "Overture"},
      {"03.The_Tower.ogg", 0, 3, "", "The Tower"},
      {"Track 07.wav", 0, 7, "", "Track 07"},
      {"12.flac", 0, 12, "", "12"},
      {"101 Dalmatians.mp3", 0, 101, "", "Dalmatians"},
      {"2001 - A Space Odyssey.mp3", 0, 0, "", "2001 - A Space Odyssey"},
      {"3rd Man.mp3", 0, 0, "", "3rd Man"},
      {"Scene d'Amour", 0, 0, "", "Scene d'Amour"},
      {"Mr. Tambourine Man", 0, 0, "", "Mr. Tambourine Man"},
      {"\xff.mp3", 0, 0, "", "\uFFFD"},
      {"99999999999999 x.mp3", 0, 0, "", "99999999999999 x"},
      {".mp3", 0, 0, "", ".mp3"},
      {"__.mp3", 0, 0, "", "__.mp3"},
  };
  for (const auto& [name, disc, position, side, title] : cases) {
    const auto said = title_of_file(name);
    EXPECT_EQ(said.disc, disc) << name;
    EXPECT_EQ(said.position, position) << name;
    EXPECT_EQ(said.side, side) << name;
    EXPECT_EQ(said.title, title) << name;
  }
}

TEST(PathTitles, Folders) {
  const std::vector<std::tuple<const char*, const char*, const char*>> cases{
      {"Vertigo (1958)", "Vertigo", "1958"},
      {"Vertigo (1958) [FLAC]", "Vertigo", "1958"},
      {"Vertigo", "Vertigo", ""},
      {"2001", "2001", ""},
      {"(1958)", "(1958)", ""},
      {"The_Third_Man", "The Third Man", ""},
      {"Vertigo (3000)", "Vertigo (3000)", ""},
      {"", "", ""},
  };
  for (const auto& [name, title, year] : cases) {
    EXPECT_EQ(title_of_folder(name).title, title) << name;
    EXPECT_EQ(title_of_folder(name).year, year) << name;
  }
}

}  // namespace
}  // namespace cuetheque
