#include "importer/walk.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "core/error.h"
#include "tests/importer/trees.h"

namespace cuetheque {
namespace {

using test::Tree;
using Lines = std::vector<std::string>;

std::vector<WalkedUnit> walked(const Tree& tree, const std::string& path = {}) {
  Walk walk({"music", tree.root(), path});
  std::vector<WalkedUnit> units;
  while (auto unit = walk.next()) units.push_back(std::move(*unit));
  return units;
}

// "folder: file file" for each unit that holds something.
Lines lines(const std::vector<WalkedUnit>& units) {
  Lines result;
  for (const auto& unit : units) {
    if (unit.files.empty()) continue;
    auto line = unit.folder + ":";
    for (const auto& walked : unit.files)
      line += " " + name_in(unit.folder, walked.file.path) + (walked.problem.empty() ? "" : "!");
    result.push_back(line);
  }
  return result;
}

TEST(Walk, FoldersInOrderWithTheirDiscs) {
  Tree tree;
  tree.file("b/02.flac")
      .file("b/01.flac")
      .file("a/CD2/01.mp3")
      .file("a/CD1/01.mp3")
      .file("a/Scans/x.txt")
      .file("a/live/1.ogg")
      .file("z.wav");
  EXPECT_EQ(lines(walked(tree)), (Lines{": z.wav", "a: CD1/01.mp3 CD2/01.mp3", "a/live: 1.ogg", "b: 01.flac 02.flac"}));
}

TEST(Walk, FoldersSideBySideThatAreDiscsOfOneTitle) {
  Tree tree;
  tree.file("Box CD1/1.flac")
      .file("Box CD1 extras/1.flac")
      .file("Box CD2/1.flac")
      .file("Box CD2/sub/1.flac")
      .file("Other (Disc 2)/1.flac");
  EXPECT_EQ(lines(walked(tree)), (Lines{"Box CD1: ../Box CD1 extras/1.flac 1.flac ../Box CD2/1.flac",
                                        "Box CD2/sub: 1.flac", "Other (Disc 2): 1.flac"}));
  EXPECT_EQ(path_of("Box CD1", "../Box CD2/1.flac"), "Box CD2/1.flac");
}

TEST(Walk, ABonusDiscBelongsToItsAlbum) {
  Tree tree;
  tree.file("Vertigo/1.flac")
      .file("Vertigo (Bonus Disc)/1.flac")
      .file("Vertigo 2/1.flac")
      .file("Psycho/Bonus CD/1.flac");
  EXPECT_EQ(lines(walked(tree)),
            (Lines{"Psycho: Bonus CD/1.flac", "Vertigo: ../Vertigo (Bonus Disc)/1.flac 1.flac", "Vertigo 2: 1.flac"}));
  EXPECT_EQ(lines(walked(tree, "Vertigo (Bonus Disc)")), (Lines{"Vertigo: ../Vertigo (Bonus Disc)/1.flac"}));
}

TEST(Walk, PartOfAnAlbumBelongsToItsUnit) {
  Tree tree;
  tree.file("a/CD1/1.mp3").file("a/CD2/1.mp3").file("Box CD1/1.flac").file("Box CD2/1.flac").file("Box CD2/2.flac");
  EXPECT_EQ(lines(walked(tree, "a/CD2")), (Lines{"a: CD2/1.mp3"}));
  EXPECT_EQ(lines(walked(tree, "Box CD2")), (Lines{"Box CD1: ../Box CD2/1.flac ../Box CD2/2.flac"}));
  const auto one = walked(tree, "Box CD2/2.flac");
  ASSERT_EQ(one.size(), 1U);
  EXPECT_EQ(one[0].only, "Box CD2/2.flac");
}

// FORMATS.md B.6: the name as given, with / for \\, in the sheet's folder.
TEST(Walk, AFolderThatACueFileNamesBelongsToIt) {
  const auto naming = [](const std::string& file) {
    return "FILE \"" + file + "\" WAVE\nTRACK 1 AUDIO\nINDEX 01 0:0:0\n";
  };
  Tree tree;
  tree.file("a/a.cue", naming("Audio\\1.wav")).file("a/audio/1.flac").file("a/audio/more/1.flac").file("a/live/1.flac");
  tree.file("b/b.cue", naming("./in/deep/1.wav")).file("b/in/deep/1.wav").file("b/in/other/1.wav");
  // A list of pieces from several albums, and one that leaves its folder.
  tree.file("c/c.cue", naming("x/1.wav") + naming("y/1.wav")).file("c/x/1.wav").file("c/y/1.wav");
  tree.file("d/d.cue", naming("../c/x/1.wav")).file("d/c/x/1.wav");
  const Lines named{"a: a.cue audio/1.flac", "a/audio/more: 1.flac", "a/live: 1.flac", "b: b.cue in/deep/1.wav",
                    "b/in/other: 1.wav"};
  auto found = lines(walked(tree));
  EXPECT_EQ(Lines(found.begin(), found.begin() + 5), named);
  EXPECT_EQ(Lines(found.begin() + 5, found.end()),
            (Lines{"c: c.cue", "c/x: 1.wav", "c/y: 1.wav", "d: d.cue", "d/c/x: 1.wav"}));
  // Asked for alone, it is read with what cuts it.
  EXPECT_EQ(lines(walked(tree, "a/audio")), Lines(named.begin(), named.begin() + 3));
  EXPECT_EQ(lines(walked(tree, "b/in/deep")), Lines(named.begin() + 3, named.end()));
  EXPECT_EQ(lines(walked(tree, "c/x")), (Lines{"c/x: 1.wav"}));
}

TEST(Walk, OtherFilesAreOnlyCounted) {
  Tree tree;
  tree.file("a/1.flac").file("a/rip.log").file("a/x.m3u").file("a/cover.jpg").file("a/noext").file("a/me.jpg");
  const auto units = walked(tree);
  EXPECT_EQ(lines(units), (Lines{"a: 1.flac cover.jpg noext"}));
  EXPECT_EQ(units[1].other_files, 3U);
}

// RELIABILITY.md C19
TEST(Walk, LinksStayInsideAndLoopsEnd) {
  Tree outside, tree;
  outside.file("secret.flac");
  tree.file("a/1.flac");
  std::filesystem::create_directory_symlink("..", tree.root() / "a/up");
  std::filesystem::create_directory_symlink(outside.root(), tree.root() / "a/out");
  std::filesystem::create_symlink(outside.root() / "secret.flac", tree.root() / "a/out.flac");
  std::filesystem::create_symlink("/dev/zero", tree.root() / "a/zero.mp3");
  std::filesystem::create_symlink("1.flac", tree.root() / "a/2.flac");
  std::filesystem::create_symlink("nothing", tree.root() / "a/gone.flac");
  EXPECT_EQ(lines(walked(tree)), (Lines{"a: 1.flac 2.flac gone.flac! out! out.flac! up! zero.mp3!"}));
}

TEST(Walk, ALinkOutOfThePlaceButInsideTheRootIsFollowed) {
  Tree tree;
  tree.file("store/x/1.flac").file("a/1.flac");
  std::filesystem::create_directory_symlink("../store/x", tree.root() / "a/x");
  EXPECT_EQ(lines(walked(tree, "a")), (Lines{"a: 1.flac", "a/x: 1.flac"}));
}

// An archive among the music would be new at every import: each of them writes to it.
TEST(Walk, ArchivesArePassedOver) {
  Tree tree;
  tree.file("a/1.flac")
      .file("a/archive/FORMAT")
      .file("a/archive/store/CURRENT")
      .file("a/archive/index")
      .file("b/FORMAT");
  EXPECT_EQ(lines(walked(tree)), (Lines{"a: 1.flac", "b: FORMAT"}));
}

TEST(Walk, OnlyRegularFiles) {
  Tree tree;
  tree.file("1.mp3");
  ASSERT_EQ(mkfifo((tree.root() / "x.mp3").c_str(), 0600), 0);
  EXPECT_EQ(lines(walked(tree)), (Lines{": 1.mp3 x.mp3!"}));
}

TEST(Walk, EndsInADeepTree) {
  Tree tree;
  std::string path;
  for (int i = 0; i < 300; ++i) path += "d/";
  tree.file(path + "1.mp3").file("d/1.mp3");
  EXPECT_EQ(lines(walked(tree)).size(), 2U);
}

TEST(Walk, NamesAreBytes) {
  Tree tree;
  tree.file("a\xff/\xfe\n.mp3");
  EXPECT_EQ(lines(walked(tree)), (Lines{"a\xff: \xfe\n.mp3"}));
}

TEST(Walk, PlacesThatAreNotThere) {
  Tree tree;
  EXPECT_THROW(walked(tree, "nothing"), Error);
  EXPECT_THROW(walked(tree, "../"), Error);
  EXPECT_THROW(walked(tree, "a/../../etc"), Error);
}

}  // namespace
}  // namespace cuetheque
