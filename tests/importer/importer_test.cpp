#include "importer/importer.h"

#include <algorithm>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/error.h"
#include "tests/importer/library.h"

namespace cuetheque {
namespace {

using test::flac;
using test::Library;
using test::Lines;
using test::Tree;
using test::wave;

TEST(Importer, TagsNamesAndContent) {
  Tree tree;
  tree.file("a/1.flac", flac("A", "one", 1)).file("a/2.xyz", flac("A", "two", 2)).file("a/3", flac("A", "three", 3));
  tree.file("a/notes", "just text").file("a/rip.log").file("b/01 - Main Title.wav", wave());
  Library library{tree, {}, {}, {}, {}};
  library.run();
  EXPECT_EQ(library.lines(), (Lines{"a: A: one two three", "b: b: Main Title"}));
  EXPECT_EQ(library.report.counts.files_read, 4U);
  EXPECT_EQ(library.report.other_files, 2U);
  EXPECT_EQ(library.albums[1].files(0).duration_ms(), 1000U);
}

// RELIABILITY.md A44
TEST(Importer, TheSecondRunReadsNothing) {
  Tree tree;
  tree.file("a/1.flac", flac("A", "one", 1))
      .file("a/CD2/1.flac", flac("A", "two", 1))
      .file("a/x", "text")
      .file("bad.mp3", "no audio");
  Library library{tree, {}, {}, {}, {}};
  library.run();
  EXPECT_EQ(library.report.counts.files_failed, 1U);
  library.run();
  EXPECT_EQ(library.units.size(), 0U);
  EXPECT_EQ(library.report.counts.files_read, 0U);
  EXPECT_EQ(library.report.counts.files_unchanged, 3U);
}

TEST(Importer, OnlyWhatChangedIsRead) {
  Tree tree;
  for (int n = 1; n <= 5; ++n) tree.file(fmt::format("a/{}.flac", n), flac("A", fmt::format("t{}", n), n));
  Library library{tree, {}, {}, {}, {}};
  library.run();
  tree.file("a/3.flac", flac("A", "changed", 3));
  library.run();
  EXPECT_EQ(library.report.counts.files_read, 1U);
  EXPECT_EQ(library.report.counts.files_unchanged, 4U);
  EXPECT_EQ(library.lines(), (Lines{"a: A: t1 t2 changed t4 t5"}));
  EXPECT_EQ(library.albums[1].files(0).duration_ms(), library.albums[0].files(0).duration_ms());
}

TEST(Importer, RecalledReadingsStateTheSame) {
  Tree tree;
  tree.file("a/1.flac", flac(Lines{"ALBUM=A", "TITLE=one", "ARTIST=x", "COMPOSER=Herrmann; Waxman", "DATE=1958-05-09",
                                   "GENRE=Score", "CATALOGNUMBER=X 1", "TRACKNUMBER=1", "DISCNUMBER=2"}));
  Library library{tree, {}, {}, {}, {}};
  library.run();
  tree.file("a/2.flac", flac("A", "two", 2));
  library.run();
  EXPECT_EQ(library.report.counts.files_read, 1U);
  ASSERT_EQ(library.albums.size(), 2U);
  const auto& before = library.albums[0].tracks(0);
  const auto* after = &library.albums[1].tracks(0);
  if (library.albums[1].tracks_size() == 2 && after->disc() != 2) after = &library.albums[1].tracks(1);
  ASSERT_EQ(before.statements_size(), after->statements_size());
  for (int i = 0; i < before.statements_size(); ++i) {
    EXPECT_EQ(before.statements(i).field(), after->statements(i).field());
    EXPECT_EQ(before.statements(i).as_written(), after->statements(i).as_written());
    EXPECT_TRUE(std::ranges::equal(before.statements(i).values(), after->statements(i).values()));
  }
  EXPECT_EQ(resolve(library.albums[1].statements(), Field::catalognumber).first(), "X 1");
}

TEST(Importer, AnAlbumWithACorrectedTitleIsTheAlbumItWas) {
  Tree tree;
  tree.file("a/1.flac", flac("Vertgo", "one", 1)).file("a/2.flac", flac("Vertgo", "two", 2));
  Library library{tree, {}, {}, {}, {}};
  library.run();
  tree.file("a/1.flac", flac("Vertigo!", "one", 1)).file("a/2.flac", flac("Vertigo!", "two", 2));
  library.run();
  EXPECT_EQ(library.lines(), (Lines{"a: Vertigo!: one two"}));
  EXPECT_EQ(library.albums.at(0).assembly_key(), library.albums.at(1).assembly_key());
}

TEST(Importer, AFileThatLeftForAnotherAlbumSaysNothingMoreOnTheFirst) {
  Tree tree;
  for (int n = 1; n <= 3; ++n) tree.file(fmt::format("a/{}.flac", n), flac("Vertigo", "t", n));
  Library library{tree, {}, {}, {}, {}};
  library.run();
  tree.file("a/3.flac", flac("Psycho", "murder", 1));
  library.run();
  ASSERT_EQ(library.albums.size(), 3U);
  const auto& first = library.albums[1];
  EXPECT_EQ(first.assembly_key(), library.albums[0].assembly_key());
  EXPECT_EQ(first.tracks_size(), 2);
  EXPECT_TRUE(std::ranges::any_of(first.origins(), [](const Origin& origin) { return origin.path() == "a/3.flac"; }));
  EXPECT_NE(library.albums[2].assembly_key(), first.assembly_key());
}

TEST(Importer, FilesThatAreGoneStayKnown) {
  Tree tree;
  tree.file("a/1.flac", flac("A", "one", 1)).file("a/2.flac", flac("A", "two", 2));
  Library library{tree, {}, {}, {}, {}};
  library.run();
  std::filesystem::remove(tree.root() / "a/2.flac");
  library.run();
  EXPECT_EQ(library.units.size(), 0U);
  tree.file("a/3.flac", flac("A", "three", 3));
  library.run();
  EXPECT_EQ(library.folders["a"].entries_size(), 3);
}

TEST(Importer, ChecksumsDecideByContent) {
  Tree tree;
  tree.file("a/1.flac", flac("A", "one", 1));
  Library library{tree, {}, {}, {}, {}};
  library.run({}, 1, true);
  EXPECT_EQ(library.albums.at(0).files(0).digest().size(), 32U);
  library.run({}, 1, true);
  EXPECT_EQ(library.units.size(), 0U);
  const auto time = std::filesystem::last_write_time(tree.root() / "a/1.flac");
  tree.file("a/1.flac", flac("A", "eno", 1));
  std::filesystem::last_write_time(tree.root() / "a/1.flac", time);
  library.run();
  EXPECT_EQ(library.units.size(), 0U);
  library.run({}, 1, true);
  EXPECT_EQ(library.lines(), (Lines{"a: A: eno"}));
}

TEST(Importer, UnitsComeInOrderHoweverManyReaders) {
  Tree tree;
  for (int album = 0; album < 30; ++album)
    for (int n = 1; n <= 1 + album % 7; ++n)
      tree.file(fmt::format("{:02}/{}.flac", album, n), flac(fmt::format("A{}", album), "t", n));
  Library one{tree, {}, {}, {}, {}}, many{tree, {}, {}, {}, {}};
  one.run({}, 1);
  many.run({}, 4);
  EXPECT_EQ(one.lines().size(), 30U);
  EXPECT_EQ(one.lines(), many.lines());
}

TEST(Importer, TwoEditionsInTwoFoldersAreTwoAlbums) {
  Tree tree;
  tree.file("US/Vertigo/1.flac", flac("Vertigo", "one", 1)).file("UK/Vertigo/1.flac", flac("Vertigo", "one", 1));
  Library library{tree, {}, {}, {}, {}};
  library.run();
  EXPECT_EQ(library.lines(), (Lines{"UK/Vertigo: Vertigo: one", "US/Vertigo: Vertigo: one"}));
}

TEST(Importer, DiscsSideBySideAreOneAlbumAndStayUnread) {
  Tree tree;
  tree.file("Box CD1/1.flac", flac("Box", "one", 1)).file("Box CD2/1.flac", flac("Box", "two", 1));
  Library library{tree, {}, {}, {}, {}};
  library.run();
  EXPECT_EQ(library.lines(), (Lines{"Box CD1: Box: one two"}));
  library.run();
  EXPECT_EQ(library.units.size(), 0U);
}

const std::string sheet =
    "TITLE \"V\"\nFILE \"i.wav\" WAVE\n  TRACK 01 AUDIO\n    TITLE \"Prelude\"\n    INDEX 01 00:00:00\n"
    "  TRACK 02 AUDIO\n    TITLE \"Rooftop\"\n    INDEX 01 00:00:40\n";

TEST(Importer, APlaceThatIsOneFile) {
  Tree tree;
  tree.file("a/i.wav", wave()).file("a/i.cue", sheet).file("a/other.flac", flac("A", "one", 1));
  Library library{tree, {}, {}, {}, {}};
  library.run("a/i.cue");
  EXPECT_EQ(library.lines(), (Lines{"a: V: Prelude Rooftop"}));
  EXPECT_EQ(library.report.counts.files_read, 1U);
  EXPECT_EQ(library.albums[0].tracks(0).end_frames(), 40);
  library.run("a/other.flac");
  EXPECT_EQ(library.lines(), (Lines{"a: A: one"}));
  EXPECT_EQ(library.folders["a"].entries_size(), 3);
}

TEST(Importer, AnEmbeddedSheet) {
  Tree tree;
  tree.file("a/i.flac", flac(Lines{"ALBUM=V", "CUESHEET=" + sheet}));
  Library library{tree, {}, {}, {}, {}};
  library.run();
  EXPECT_EQ(library.lines(), (Lines{"a: V: Prelude Rooftop"}));
  EXPECT_EQ(library.report.sheets_read, 1U);
}

TEST(Importer, OddThingsAreRemarksAndNothingStops) {
  Tree tree;
  tree.file("a/1.flac", flac("A", "one", 1))
      .file("a/empty.mp3", "")
      .file("a/x.toc", "CD_DA")
      .file("a/list.csv", "a,b\n1,2\n");
  ASSERT_EQ(mkfifo((tree.root() / "a/pipe.mp3").c_str(), 0600), 0);
  Library library{tree, {}, {}, {}, {}};
  library.run();
  ASSERT_EQ(library.units.size(), 1U);
  Lines odd;
  for (const auto& remark : library.units[0].remarks) odd.push_back(remark.path + (remark.failed ? "!" : ""));
  EXPECT_EQ(odd, (Lines{"a/empty.mp3!", "a/list.csv", "a/pipe.mp3!", "a/x.toc"}));
  EXPECT_EQ(library.lines(), (Lines{"a: A: one"}));
}

// RELIABILITY.md C4
TEST(Importer, ASheetReachesNoFileThroughALinkOutOfItsFolder) {
  Tree outside, tree;
  outside.file("secret.flac", flac("Secret", "one", 1));
  tree.file("a/1.cue", "FILE \"way.flac\" WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\n");
  std::filesystem::create_symlink(outside.root() / "secret.flac", tree.root() / "a/way.flac");
  Library library{tree, {}, {}, {}, {}};
  library.run();
  EXPECT_EQ(library.report.counts.files_read, 0U);
  ASSERT_EQ(library.albums.size(), 1U);
  EXPECT_TRUE(library.albums[0].files(0).missing());
}

// What the system refuses now it may give the next time: such a file is tried again, and nothing else is.
TEST(Importer, WhatCouldNotBeOpenedIsTriedAgain) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read anything";
  Tree tree;
  tree.file("a/1.flac", flac("A", "one", 1)).file("a/2.flac", flac("A", "two", 2)).file("b/1.cue", sheet);
  const auto lock = [&](const char* name) {
    std::filesystem::permissions(tree.root() / name, std::filesystem::perms::none);
  };
  const auto unlock = [&](const char* name) {
    std::filesystem::permissions(tree.root() / name, std::filesystem::perms::owner_read);
  };
  lock("a/2.flac");
  lock("b/1.cue");
  Library library{tree, {}, {}, {}, {}};
  library.run();
  EXPECT_EQ(library.lines(), (Lines{"a: A: one"}));
  library.run();
  EXPECT_EQ(library.report.counts.files_read, 1U);
  EXPECT_EQ(library.report.counts.files_failed, 1U);
  unlock("a/2.flac");
  unlock("b/1.cue");
  library.run();
  EXPECT_EQ(library.lines(), (Lines{"a: A: one two", "b: V: Prelude Rooftop"}));
}

TEST(Importer, CueSheetsAreRead) {
  Tree tree;
  tree.file("cues.csv",
            "Cue,Title,Duration,Usage,Role,Name,Share\n1M1,Main Title,00:02:10,BI,C,Bernard Herrmann,100\n");
  Library library{tree, {}, {}, {}, {}};
  library.run();
  ASSERT_EQ(library.units.size(), 1U);
  ASSERT_EQ(library.units[0].sheets.size(), 1U);
  EXPECT_EQ(library.units[0].sheets[0].sheet.root(), "music");
  EXPECT_EQ(library.units[0].sheets[0].cues.size(), 1U);
  library.run();
  EXPECT_EQ(library.units.size(), 0U);
}

TEST(Importer, WhatIsSaidOfAFileIsShortWhateverItQuotes) {
  Tree tree;
  const std::string endless(50'000, '9');
  tree.file("cues.csv", "title,usage,duration\nX,BI," + endless + "\n");
  tree.file("1.cue", "FILE a WAVE\nTRACK 01 AUDIO\nISRC " + endless + "\nINDEX 01 00:00:00\n");
  Library library{tree, {}, {}, {}, {}};
  library.run();
  ASSERT_EQ(library.units.size(), 1U);
  EXPECT_FALSE(library.units[0].remarks.empty());
  for (const auto& remark : library.units[0].remarks)
    EXPECT_LE(remark.position.size() + remark.what.size() + remark.read_as.size(), 1600U);
  for (const auto& stored : library.albums.at(0).remarks()) EXPECT_LE(stored.what().size(), 600U);
}

TEST(Importer, StopsBetweenUnits) {
  Tree tree;
  for (int album = 0; album < 5; ++album) tree.file(fmt::format("{}/1.flac", album), flac("A", "one", 1));
  ImportOptions options;
  options.places = {{"music", tree.root(), ""}};
  options.reader = CUETHEQUE_READER;
  int units = 0;
  const auto report = import_tree(options, {}, {[&](Unit&&) { ++units; }, {}, [&] { return units == 2; }});
  EXPECT_TRUE(report.stopped);
  EXPECT_EQ(units, 2);
}

TEST(Importer, APlaceThatIsNotThere) {
  Tree tree;
  Library library{tree, {}, {}, {}, {}};
  EXPECT_THROW(library.run("nothing"), Error);
}

}  // namespace
}  // namespace cuetheque
