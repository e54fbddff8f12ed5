#include "importer/assembly/assembly.h"

#include <algorithm>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/keys.h"
#include "core/resolve.h"
#include "importer/cue_files/cue_file.h"

namespace cuetheque {
namespace {

using Lines = std::vector<std::string>;
using Facts = std::vector<std::pair<std::string, std::string>>;

struct Contents {
  FolderContents contents;

  explicit Contents(std::string folder = "Vertigo") { contents.root = "music", contents.folder = std::move(folder); }

  Contents& audio(const std::string& path, const Facts& facts = {}, unsigned track = 0, unsigned disc = 0) {
    Reading reading;
    reading.set_container("FLAC");
    reading.set_duration_ms(180'000);
    reading.set_track(track);
    reading.set_disc(disc);
    for (const auto& [key, value] : facts) {
      auto& tag = *reading.add_tags();
      tag.set_key(key);
      tag.add_values(value);
    }
    contents.audio.push_back({{path, 1000, 1}, std::move(reading)});
    return *this;
  }

  Contents& sheet(const std::string& path, const std::string& text, bool embedded = false) {
    contents.sheets.push_back({{path, 100, 1}, embedded, parse_cue_file(text, path).sheet, {}});
    return *this;
  }
};

std::string text(const Statements& statements, Field field) {
  std::string joined;
  for (const auto& value : resolve(statements, field).values) joined += (joined.empty() ? "" : "; ") + value;
  return joined;
}

std::string file_of(const Record& album, const Track& track) {
  if (!track.has_file()) return "-";
  const auto& file = album.files(static_cast<int>(track.file()));
  return album.origins(static_cast<int>(file.origin())).path() + (file.missing() ? "!" : "");
}

// "Album / 1.2 Title path 0-100"
Lines lines(const Assembled& assembled) {
  Lines result;
  for (const auto& draft : assembled.albums) {
    result.push_back("= " + text(draft.album.statements(), Field::album));
    for (const auto& track : draft.album.tracks()) {
      auto line = fmt::format("{}.{}{} {} {}", track.disc(), track.side(), track.position(),
                              text(track.statements(), Field::title), file_of(draft.album, track));
      if (track.has_start_frames()) line += fmt::format(" {}-", track.start_frames());
      if (track.has_end_frames()) line += fmt::format("{}", track.end_frames());
      result.push_back(line);
    }
  }
  return result;
}

Lines lines(const Contents& folder) {
  return lines(assemble(folder.contents));
}

std::string track(int number, const std::string& title, const std::string& index) {
  return fmt::format("  TRACK {:02} AUDIO\n    TITLE \"{}\"\n    INDEX 01 {}\n", number, title, index);
}

const std::string image_sheet = "PERFORMER \"Bernard Herrmann\"\nTITLE \"Vertigo\"\nFILE \"image.wav\" WAVE\n" +
                                track(1, "Prelude", "00:00:00") + track(2, "Rooftop", "01:00:00");

TEST(Assembly, ABoxOfSevenDiscsWithAnArtistForEachTrackIsOneAlbum) {
  Contents box("FFVII");
  for (unsigned disc = 1; disc <= 7; ++disc)
    for (unsigned n = 1; n <= 3; ++n)
      box.audio(
          fmt::format("FFVII/Disc {}/{:02}.flac", disc, n),
          {{"ALBUM", "FINAL FANTASY VII REMAKE OST"}, {"ARTIST", fmt::format("Artist {}{}", disc, n)}, {"TITLE", "x"}},
          n, disc % 2 == 0 ? disc : 0);
  const auto assembled = assemble(box.contents);
  ASSERT_EQ(assembled.albums.size(), 1U);
  const auto& album = assembled.albums[0].album;
  ASSERT_EQ(album.tracks_size(), 21);
  EXPECT_EQ(album.tracks(20).disc(), 7U);
  EXPECT_EQ(album.tracks(0).disc(), 1U);
  EXPECT_EQ(text(album.tracks(4).statements(), Field::artist), "Artist 22");
  ASSERT_EQ(album.statements(0).origins_size(), 21);
  EXPECT_TRUE(assembled.remarks.empty());
}

TEST(Assembly, TitlesThatNameTheirDiscAreOneAlbum) {
  Contents folder("x");
  folder.audio("x/1.flac", {{"ALBUM", "Vertigo (Disc 1)"}, {"TITLE", "a"}}, 1)
      .audio("x/2.flac", {{"ALBUM", "Vertigo [CD2]"}, {"TITLE", "b"}}, 1);
  EXPECT_EQ(lines(folder), (Lines{"= Vertigo", "1.1 a x/1.flac", "2.1 b x/2.flac"}));
}

TEST(Assembly, FilesWithoutAlbumAreOneAlbumOfThePath) {
  Contents folder("Vertigo (1958)");
  folder.audio("Vertigo (1958)/01 - Prelude.flac").audio("Vertigo (1958)/02 - Rooftop.mp3");
  EXPECT_EQ(lines(folder), (Lines{"= Vertigo", "0.1 Prelude Vertigo (1958)/01 - Prelude.flac",
                                  "0.2 Rooftop Vertigo (1958)/02 - Rooftop.mp3"}));
  const auto album = assemble(folder.contents).albums[0].album;
  EXPECT_EQ(resolve(album.statements(), Field::album).source, path);
  EXPECT_EQ(resolve(album.tracks(0).statements(), Field::title).source, path);
}

TEST(Assembly, AFileAloneIsAnAlbum) {
  Contents folder("");
  folder.audio("03 Main Title.mp3");
  EXPECT_EQ(lines(folder), (Lines{"= Main Title", "0.3 Main Title 03 Main Title.mp3"}));
}

TEST(Assembly, LooseFilesOfManyAlbums) {
  Contents folder("loose");
  folder.audio("loose/a.mp3", {{"ALBUM", "A"}, {"TITLE", "a"}}, 1)
      .audio("loose/b.mp3", {{"ALBUM", "B"}, {"TITLE", "b"}}, 1);
  EXPECT_EQ(lines(folder), (Lines{"= A", "0.1 a loose/a.mp3", "= B", "0.1 b loose/b.mp3"}));
}

// RELIABILITY.md A42
TEST(Assembly, ConflictingAlbumArtistsAreOneAlbumWithARemark) {
  Contents folder("x");
  folder.audio("x/1.mp3", {{"ALBUM", "A"}, {"ALBUMARTIST", "Herrmann"}}, 1)
      .audio("x/2.mp3", {{"ALBUM", "A"}, {"ALBUMARTIST", "Hermann"}}, 2);
  const auto assembled = assemble(folder.contents);
  ASSERT_EQ(assembled.albums.size(), 1U);
  ASSERT_EQ(assembled.remarks.size(), 1U);
  EXPECT_EQ(assembled.albums[0].album.remarks_size(), 1);
}

TEST(Assembly, AnOddDateIsARemarkOnce) {
  Contents folder("x");
  for (unsigned n = 1; n <= 3; ++n)
    folder.audio(fmt::format("x/{}.mp3", n), {{"ALBUM", "A"}, {"DATE", n < 3 ? "09.05.1958" : "long ago"}}, n);
  const auto assembled = assemble(folder.contents);
  ASSERT_EQ(assembled.remarks.size(), 2U);
  EXPECT_EQ(assembled.remarks[0].path, "x/1.mp3");
  EXPECT_EQ(assembled.remarks[0].what, "date '09.05.1958' is not year-month-day, read as 1958");
  EXPECT_EQ(assembled.remarks[1].what, "no year in the date 'long ago'");
  EXPECT_EQ(assembled.albums.at(0).album.remarks_size(), 2);
}

TEST(Assembly, TwoAlbumsOfOneTitleInOneFolder) {
  Contents folder("x");
  for (unsigned n = 1; n <= 3; ++n)
    folder.audio(fmt::format("x/{} queen.mp3", n), {{"ALBUM", "Hits"}, {"ALBUMARTIST", "Queen"}}, n);
  for (unsigned n = 1; n <= 2; ++n)
    folder.audio(fmt::format("x/{} abba.mp3", n), {{"ALBUM", "Hits"}, {"ALBUMARTIST", "ABBA"}}, n);
  const auto albums = assemble(folder.contents).albums;
  ASSERT_EQ(albums.size(), 2U);
  EXPECT_NE(albums[0].album.assembly_key(), albums[1].album.assembly_key());
  EXPECT_EQ(albums[0].album.tracks_size() + albums[1].album.tracks_size(), 5);
}

TEST(Assembly, DifferentReleasesAreDifferentAlbums) {
  Contents folder("x");
  folder.audio("x/1.mp3", {{"ALBUM", "A"}, {"MUSICBRAINZ_ALBUMID", "4f3d4bdf-0ae7-4a39-92de-f7f9b4c3a9f0"}}, 1)
      .audio("x/2.mp3", {{"ALBUM", "A"}, {"MUSICBRAINZ_ALBUMID", "5f3d4bdf-0ae7-4a39-92de-f7f9b4c3a9f0"}}, 2);
  EXPECT_EQ(assemble(folder.contents).albums.size(), 2U);
}

TEST(Assembly, AnImageAndItsSheet) {
  Contents folder;
  folder.audio("Vertigo/image.flac", {{"ALBUM", "Vertigo OST"}, {"TITLE", "Whole image"}, {"COMPOSER", "Herrmann"}})
      .sheet("Vertigo/image.cue", image_sheet);
  EXPECT_EQ(lines(folder),
            (Lines{"= Vertigo", "0.1 Prelude Vertigo/image.flac 0-4500", "0.2 Rooftop Vertigo/image.flac 4500-"}));
  const auto album = assemble(folder.contents).albums[0].album;
  EXPECT_EQ(text(album.statements(), Field::albumartist), "Bernard Herrmann");
  EXPECT_EQ(text(album.tracks(1).statements(), Field::composer), "Herrmann");
  EXPECT_EQ(text(album.tracks(1).statements(), Field::artist), "Bernard Herrmann");
  EXPECT_EQ(album.origins(static_cast<int>(album.tracks(0).sheet())).path(), "Vertigo/image.cue");
  EXPECT_EQ(album.files_size(), 1);
}

TEST(Assembly, ASheetForFilesOfATrackEach) {
  Contents folder;
  folder.audio("Vertigo/01.flac", {{"TITLE", "Tagged one"}, {"ISRC", "USRC17607839"}})
      .audio("Vertigo/02.flac", {{"TITLE", "Tagged two"}});
  folder.sheet("Vertigo/v.cue", "TITLE \"Vertigo\"\nFILE \"01.wav\" WAVE\n" + track(1, "Prelude", "00:00:00") +
                                    "FILE \"02.wav\" WAVE\n" + track(2, "", "00:00:00"));
  EXPECT_EQ(lines(folder), (Lines{"= Vertigo", "0.1 Prelude Vertigo/01.flac 0-", "0.2 Tagged two Vertigo/02.flac 0-"}));
  const auto album = assemble(folder.contents).albums[0].album;
  EXPECT_EQ(text(album.tracks(0).statements(), Field::isrc), "USRC17607839");
}

TEST(Assembly, GapsAtTheEndOfThePreviousFile) {
  Contents folder;
  folder.audio("Vertigo/01.flac").audio("Vertigo/02.flac");
  folder.sheet("Vertigo/v.cue", "TITLE \"Vertigo\"\nFILE \"01.wav\" WAVE\n" + track(1, "Prelude", "00:00:00") +
                                    "  TRACK 02 AUDIO\n    TITLE \"Rooftop\"\n    INDEX 00 02:50:00\nFILE \"02.wav\" "
                                    "WAVE\n    INDEX 01 00:00:00\n");
  const auto album = assemble(folder.contents).albums.at(0).album;
  ASSERT_EQ(album.tracks_size(), 2);
  EXPECT_EQ(file_of(album, album.tracks(1)), "Vertigo/02.flac");
  EXPECT_EQ(album.tracks(1).start_frames(), 0);
  EXPECT_EQ(album.tracks(1).pregap_frames(), 170 * 75);
  ASSERT_TRUE(album.tracks(1).has_pregap_file());
  EXPECT_EQ(album.tracks(1).pregap_file(), album.tracks(0).file());
}

TEST(Assembly, HiddenAudioIsTrackZero) {
  Contents folder;
  folder.audio("Vertigo/i.flac")
      .sheet("Vertigo/i.cue",
             "TITLE \"V\"\nFILE \"i.wav\" WAVE\n  TRACK 01 AUDIO\n    TITLE \"One\"\n"
             "    INDEX 00 00:00:00\n    INDEX 01 00:30:00\n");
  EXPECT_EQ(lines(folder), (Lines{"= V", "0.0  Vertigo/i.flac 0-2250", "0.1 One Vertigo/i.flac 2250-"}));
}

TEST(Assembly, AudioMissing) {
  Contents folder("x");
  folder.sheet("x/v.cue", image_sheet);
  EXPECT_EQ(lines(folder), (Lines{"= Vertigo", "0.1 Prelude x/image.wav! 0-4500", "0.2 Rooftop x/image.wav! 4500-"}));
  EXPECT_FALSE(assemble(folder.contents).remarks.empty());
}

TEST(Assembly, AFileNeverLeadsOutOfTheSheetsFolder) {
  for (const auto* name : {"../../etc/passwd", "/etc/passwd", "C:\\\\music\\\\passwd", "a/../../passwd"}) {
    Contents folder("x");
    folder.audio("passwd.flac").sheet("x/v.cue", fmt::format("FILE \"{}\" WAVE\n", name) + track(1, "One", "00:00:00"));
    const auto albums = assemble(folder.contents).albums;
    const auto with_sheet =
        std::ranges::find_if(albums, [](const AlbumDraft& draft) { return draft.album.tracks(0).has_sheet(); });
    ASSERT_NE(with_sheet, albums.end()) << name;
    EXPECT_EQ(file_of(with_sheet->album, with_sheet->album.tracks(0)), "x/passwd!") << name;
  }
}

TEST(Assembly, SheetsWithoutAudioAreAlbumsOfTheirOwn) {
  Contents folder("x");
  folder.sheet("x/a.cue", image_sheet).sheet("x/b.cue", image_sheet);
  const auto albums = assemble(folder.contents).albums;
  ASSERT_EQ(albums.size(), 2U);
  EXPECT_NE(albums[0].album.assembly_key(), albums[1].album.assembly_key());
}

// RELIABILITY.md C20
TEST(Assembly, TwoSheetsThatCutOneImageAlikeAreOneAlbum) {
  Contents folder;
  folder.audio("Vertigo/image.flac").sheet("Vertigo/a.cue", image_sheet).sheet("Vertigo/image.flac", image_sheet, true);
  const auto albums = assemble(folder.contents).albums;
  ASSERT_EQ(albums.size(), 1U);
  EXPECT_EQ(albums[0].album.tracks(0).statements(0).origins_size(), 2);
}

TEST(Assembly, TwoSheetsThatCutOneImageDifferentlyAreTwoAlbumsAndARemark) {
  Contents folder;
  folder.audio("Vertigo/image.flac").sheet("Vertigo/a.cue", image_sheet);
  folder.sheet("Vertigo/b.cue", "TITLE \"Vertigo\"\nFILE \"image.wav\" WAVE\n" + track(1, "All", "00:00:00"));
  const auto assembled = assemble(folder.contents);
  EXPECT_EQ(assembled.albums.size(), 2U);
  EXPECT_TRUE(std::ranges::any_of(assembled.remarks,
                                  [](const Remark& remark) { return remark.what.find("cuts the same audio") == 0; }));
}

TEST(Assembly, DiscsWithASheetEachAreOneAlbum) {
  Contents folder("Box");
  for (const auto* disc : {"CD1", "CD2"})
    folder.audio(fmt::format("Box/{}/image.flac", disc)).sheet(fmt::format("Box/{}/image.cue", disc), image_sheet);
  EXPECT_EQ(lines(folder),
            (Lines{"= Vertigo", "1.1 Prelude Box/CD1/image.flac 0-4500", "1.2 Rooftop Box/CD1/image.flac 4500-",
                   "2.1 Prelude Box/CD2/image.flac 0-4500", "2.2 Rooftop Box/CD2/image.flac 4500-"}));
}

TEST(Assembly, RemarksOfASheetAreOfDiscAndTrack) {
  Contents folder;
  folder.sheet(
      "Vertigo/a.cue",
      "REM DATE 1996\nREM GENRE Soundtrack\nREM FILM \"Vertigo\"\nREM DISCNUMBER 2\nREM COMPOSER \"Herrmann\"\nCATALOG "
      "0000000000000\nTITLE V\nFILE x.wav WAVE\n" +
          track(1, "One", "00:00:00") + "    REM SCENE chase\n    ISRC USRC17607839\n");
  const auto draft = assemble(folder.contents).albums.at(0);
  const auto& one = draft.album.tracks(0);
  EXPECT_EQ(text(draft.album.statements(), Field::date), "1996");
  EXPECT_EQ(text(draft.album.statements(), Field::barcode), "");
  EXPECT_EQ(text(one.statements(), Field::composer), "Herrmann");
  EXPECT_EQ(text(one.statements(), Field::genre), "Soundtrack");
  EXPECT_EQ(text(one.statements(), Field::scene), "chase");
  EXPECT_EQ(one.disc(), 2U);
  ASSERT_EQ(draft.productions.size(), 1U);
  EXPECT_EQ(draft.productions[0].title, "Vertigo");
  EXPECT_EQ(draft.productions[0].source, cue_file);
}

// FORMATS.md A.4 and B.2: people, genres and moods are split, repeated lines are several values, CD-TEXT and writers'
// keys mean what they mean elsewhere.
TEST(Assembly, WordsOfASheetMeanWhatTagsMean) {
  struct Case {
    std::string line;  // of the disc
    Field field;
    std::vector<std::string> expected;
  };
  const auto cases = std::to_array<Case>({
      {"REM COMPOSER \"Bernard Herrmann; Jerry Goldsmith\"", Field::composer, {"Bernard Herrmann", "Jerry Goldsmith"}},
      {"REM COMPOSER \"A / B\"", Field::composer, {"A", "B"}},
      {"REM COMPOSER \"Zimmer, Hans\"", Field::composer, {"Zimmer, Hans"}},
      {"REM COMPOSER \"A\"\nREM COMPOSER \"B; C\"", Field::composer, {"A", "B; C"}},
      {"REM COMPOSER \"\"", Field::composer, {}},
      {"REM GENRE \"Soundtrack; Score\"", Field::genre, {"Soundtrack", "Score"}},
      {"REM MOOD tense;romantic", Field::mood, {"tense", "romantic"}},
      {"REM LYRICIST X", Field::lyricist, {"X"}},
      {"REM CONDUCTOR \"Joel McNeely\"", Field::conductor, {"Joel McNeely"}},
      {"REM ORCHESTRA \"RSNO; LSO\"", Field::orchestra, {"RSNO; LSO"}},
      {"REM COMMENT \"one; two\"\nREM made by hand", Field::note, {"one; two", "made by hand"}},
      {"MESSAGE \"hello\"", Field::note, {"hello"}},
      {"REM SINGLEFILE yes\nSIZE_INFO x\nTOC_INFO1 y", Field::note, {}},
      {"REM WHATEVER x", Field::note, {"WHATEVER x"}},
      {"UPC_EAN \"4006381333931\"", Field::barcode, {"4006381333931"}},
      {"REM UPC 036000291452", Field::barcode, {"036000291452"}},
      {"REM BARCODE 036000291452", Field::barcode, {"036000291452"}},
      {"REM CATALOG \"MAF 7001\"", Field::catalognumber, {"MAF 7001"}},
      {"REM CATALOGNUMBER \"MAF 7001\"", Field::catalognumber, {"MAF 7001"}},
      {"REM LABEL Intrada", Field::label, {"Intrada"}},
      {"REM COUNTRY US", Field::country, {"US"}},
      {"REM ALBUMARTIST \"Various\"", Field::albumartist, {"Various"}},
      {"REM DATE 1996-11-12", Field::date, {"1996-11-12"}},
      {"REM TOTALDISCS 3", Field::discs, {"3"}},
      {"REM DISCID 8F0A5C0B", Field::mbdisc, {"8F0A5C0B"}},
      {"REM REPLAYGAIN_ALBUM_GAIN \"-7.89 dB\"", Field::albumgain, {"-7.89 dB"}},
      {"REM REPLAYGAIN_ALBUM_PEAK 0.988", Field::albumpeak, {"0.988"}},
  });
  for (const auto& one : cases) {
    Contents folder;
    folder.sheet("V/a.cue", one.line + "\nTITLE V\nFILE x.wav WAVE\n" + track(1, "One", "00:00:00"));
    const auto album = assemble(folder.contents).albums.at(0).album;
    auto found = resolve(album.statements(), one.field).values;
    if (found.empty()) found = resolve(album.tracks(0).statements(), one.field).values;
    EXPECT_EQ(found, one.expected) << one.line;
  }
}

TEST(Assembly, ProductionsFromTagsComeBeforeGuesses) {
  Contents folder("x");
  folder
      .audio("x/1.flac",
             {{"ALBUM", "Vertigo (Original Motion Picture Soundtrack)"},
              {"FILM", "Vertigo"},
              {"FILMYEAR", "1958"},
              {"DIRECTOR", "Hitchcock"}},
             1)
      .audio("x/2.flac", {{"ALBUM", "Vertigo (Original Motion Picture Soundtrack)"}, {"FILM", "Vertigo"}}, 2);
  const auto draft = assemble(folder.contents).albums.at(0);
  ASSERT_EQ(draft.productions.size(), 1U);
  EXPECT_EQ(draft.productions[0].year, "1958");
  EXPECT_EQ(draft.productions[0].source, tags);
  EXPECT_EQ(draft.productions[0].how, "score-of");
}

TEST(Assembly, ProductionsAreGuessedFromTitleAndFolder) {
  Contents folder("Vertigo (1958)");
  folder.audio("Vertigo (1958)/1.flac",
               {{"ALBUM", "Vertigo (Original Motion Picture Soundtrack)"}, {"TITLE", "Main Title"}}, 1);
  const auto draft = assemble(folder.contents).albums.at(0);
  ASSERT_EQ(draft.productions.size(), 1U);
  EXPECT_EQ(draft.productions[0].title, "Vertigo");
  EXPECT_EQ(draft.productions[0].year, "1958");
  EXPECT_EQ(draft.productions[0].source, inferred);
  EXPECT_TRUE(resolve(draft.album.tracks(0).statements(), Field::scene).guess);
}

// RELIABILITY.md A43
TEST(Assembly, TenThousandFilesAreOneUnitInLinearTime) {
  Contents folder("x");
  for (unsigned n = 1; n <= 10'000; ++n)
    folder.audio(fmt::format("x/{:05}.flac", n), {{"ALBUM", "A"}, {"TITLE", "t"}}, n);
  EXPECT_EQ(assemble(folder.contents).albums.at(0).album.tracks_size(), 10'000);
}

}  // namespace
}  // namespace cuetheque
