#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <string>

#include "importer/cue_files/cue_file.h"
#include "importer/cue_sheets/cue_sheet.h"

namespace cuetheque {
namespace {

std::string sample(const std::string& path) {
  std::ifstream file(std::string(CUETHEQUE_SOURCE) + "/data/sample/" + path, std::ios::binary);
  std::stringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

TEST(Sample, CueFilesInTheEncodingsOfTheirTime) {
  struct Row {
    std::string path;
    std::string_view title, performer, second_track;
    std::size_t tracks;
  };
  const Row rows[] = {
      {"Film/となりのトトロ サウンドトラック集/となりのトトロ.cue", "となりのトトロ サウンドトラック集", "久石譲",
       "五月の村", 8},
      {"Television/Ирония судьбы/Ирония судьбы.cue", "Песни из кинофильма «Ирония судьбы, или С лёгким паром!»",
       "Микаэл Таривердиев", "Мне нравится, что вы больны не мной", 6},
  };
  for (const auto& row : rows) {
    const auto parsed = parse_cue_file(sample(row.path), row.path);
    EXPECT_EQ(parsed.sheet.title, row.title);
    EXPECT_EQ(parsed.sheet.performer, row.performer);
    ASSERT_EQ(parsed.sheet.tracks.size(), row.tracks);
    EXPECT_EQ(parsed.sheet.tracks[1].title, row.second_track);
  }
}

TEST(Sample, CueSheetsAreValid) {
  struct Row {
    std::string path, title;
    std::size_t cues;
  };
  const Row rows[] = {
      {"Film/Vertigo (1958)/Vertigo cue sheet.csv", "Vertigo", 8},
      {"Film/Planet of the Apes (1968)/Planet of the Apes cue sheet.csv", "Planet of the Apes", 6},
  };
  for (const auto& row : rows) {
    const auto parsed = parse_cue_sheet(sample(row.path), row.path);
    ASSERT_TRUE(parsed.sheet.has_value()) << row.path;
    EXPECT_EQ(parsed.sheet->production.title, row.title);
    EXPECT_EQ(parsed.sheet->cues.size(), row.cues);
    for (const auto& remark : parsed.remarks) EXPECT_FALSE(remark.what.starts_with("error:")) << remark.what;
  }
}

}  // namespace
}  // namespace cuetheque
