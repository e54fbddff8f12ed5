// FORMATS.md B and H: CUE files joined to audio that lies on disk, by a whole import.
#include <algorithm>
#include <array>
#include <gtest/gtest.h>
#include <iconv.h>

#include "core/track_audio.h"
#include "tests/importer/library.h"

namespace cuetheque {
namespace {

using test::flac;
using test::Library;
using test::Lines;
using test::Tree;
using test::wave;

std::string path_in(const Record& album, std::uint32_t file) {
  const auto& known = album.files(static_cast<int>(file));
  return album.origins(static_cast<int>(known.origin())).path() + (known.missing() ? " (missing)" : "");
}

std::string line_of(const Record& album, const SubIndex& index) {
  auto line = fmt::format("{} at {}", index.number(), index.frames());
  if (index.has_end_frames()) line += fmt::format("-{}", index.end_frames());
  if (index.has_file()) line += " of " + path_in(album, index.file());
  return line;
}

// "; behind it 2 MODE1/2352 at 375", and the FILE where it is another.
std::string line_of(const DataTrack& data) {
  auto line = fmt::format("; {} it {} {}", data.before() ? "before" : "behind", data.number(), data.mode());
  if (!data.file().empty()) line += fmt::format(" of {} {}", data.file_type(), data.file());
  if (data.has_pregap_beside()) line += fmt::format(", gap from {}", data.pregap_beside());
  for (const auto& index : data.indexes()) line += ", index " + line_of({}, index);
  return line;
}

// "1 Prelude: image.wav 0-150, gap from 100", in frames; a gap in another file with its name.
std::string line_of(const Record& album, const Track& track) {
  auto line = fmt::format("{} {}: {}", track.position(), resolve(track.statements(), Field::title).first(),
                          track.has_file() ? path_in(album, track.file()) : "no file");
  if (track.has_start_frames()) line += fmt::format(" {}-", track.start_frames());
  if (track.has_end_frames()) line += std::to_string(track.end_frames());
  if (track.has_pregap_frames()) line += fmt::format(", gap from {}", track.pregap_frames());
  if (track.has_pregap_file()) line += " of " + path_in(album, track.pregap_file());
  if (track.has_silence_before_frames()) line += fmt::format(", silence of {} before", track.silence_before_frames());
  if (track.has_silence_after_frames()) line += fmt::format(", silence of {} after", track.silence_after_frames());
  for (const auto& index : track.indexes()) line += ", index " + line_of(album, index);
  for (const auto& flag : track.flags()) line += ", " + flag;
  for (const auto& data : track.data()) line += line_of(data);
  return line;
}

Lines cuts(const Library& library) {
  Lines result;
  for (const auto& unit : library.units)
    for (const auto& draft : unit.albums) {
      result.push_back("= " + resolve(draft.album.statements(), Field::album).first());
      for (const auto& track : draft.album.tracks()) result.push_back(line_of(draft.album, track));
    }
  return result;
}

Lines remarks(const Library& library) {
  Lines result;
  for (const auto& unit : library.units)
    for (const auto& remark : unit.remarks) result.push_back(remark.position + ": " + remark.what);
  return result;
}

std::string track(int number, const std::string& title, const std::string& rest) {
  return fmt::format("  TRACK {:02} AUDIO\n    TITLE \"{}\"\n{}", number, title, rest);
}

const std::string album = "TITLE \"Vertigo\"\n";

struct Case {
  std::string what;
  std::vector<std::pair<std::string, std::string>> files;
  Lines expected, odd{};
};

const std::vector<Case>& cases() {
  static const std::string two_tracks = track(1, "Prelude", "    INDEX 01 00:00:00\n") +
                                        track(2, "Rooftop", "    INDEX 00 00:01:25\n    INDEX 01 00:02:00\n");
  static const std::vector<Case> all{
      {"one image",
       {{"i.wav", wave(4)}, {"i.cue", album + "FILE \"i.wav\" WAVE\n" + two_tracks}},
       {"= Vertigo", "1 Prelude: i.wav 0-150", "2 Rooftop: i.wav 150-, gap from 100"}},
      {"the image has another extension now",
       {{"i.flac", flac(Lines{"ARTIST=x"})}, {"i.cue", album + "FILE \"I.WAV\" WAVE\n" + two_tracks}},
       {"= Vertigo", "1 Prelude: i.flac 0-150", "2 Rooftop: i.flac 150-, gap from 100"},
       {"FILE \"I.WAV\": found with another extension"}},
      {"a file a track, gaps left out",
       {{"1.wav", wave()},
        {"2.wav", wave()},
        {"a.cue", album + "FILE \"1.wav\" WAVE\n" + track(1, "Prelude", "    INDEX 01 00:00:00\n") +
                      "FILE \"2.wav\" WAVE\n" + track(2, "Rooftop", "    PREGAP 00:02:00\n    INDEX 01 00:00:00\n")}},
       {"= Vertigo", "1 Prelude: 1.wav 0-", "2 Rooftop: 2.wav 0-, silence of 150 before"}},
      {"all that a track may have",
       {{"i.wav", wave(9)},
        {"i.cue", album + "FILE \"i.wav\" WAVE\n" +
                      track(1, "Prelude",
                            "    FLAGS DCP PRE\n    PREGAP 00:01:00\n    INDEX 01 00:00:00\n    INDEX 02 00:01:25\n"
                            "    INDEX 03 00:02:00\n    POSTGAP 00:00:25\n") +
                      track(2, "Rooftop", "    INDEX 01 00:03:00\n")}},
       {"= Vertigo",
        "1 Prelude: i.wav 0-225, silence of 75 before, silence of 25 after, index 2 at 100, index 3 at 150, DCP, PRE",
        "2 Rooftop: i.wav 225-"}},
      {"a file a track, gaps before it",
       {{"1.wav", wave()},
        {"2.wav", wave(3)},
        {"a.cue", album + "FILE \"1.wav\" WAVE\n" + track(1, "Prelude", "    INDEX 01 00:00:00\n") +
                      "FILE \"2.wav\" WAVE\n" + track(2, "Rooftop", "    INDEX 00 00:00:00\n    INDEX 01 00:02:00\n")}},
       {"= Vertigo", "1 Prelude: 1.wav 0-", "2 Rooftop: 2.wav 150-, gap from 0"}},
      {"a file a track, gaps at the end of the one before (noncompliant)",
       {{"1.wav", wave(3)},
        {"2.wav", wave()},
        {"a.cue", album + "FILE \"1.wav\" WAVE\n" + track(1, "Prelude", "    INDEX 01 00:00:00\n") +
                      track(2, "Rooftop", "    INDEX 00 00:02:00\nFILE \"2.wav\" WAVE\n    INDEX 01 00:00:00\n")}},
       {"= Vertigo", "1 Prelude: 1.wav 0-", "2 Rooftop: 2.wav 0-, gap from 150 of 1.wav"}},
      {"hidden audio in the image",
       {{"i.wav", wave(9)},
        {"i.cue",
         album + "FILE \"i.wav\" WAVE\n" + track(1, "Prelude", "    INDEX 00 00:00:00\n    INDEX 01 00:05:00\n")}},
       {"= Vertigo", "0 : i.wav 0-375", "1 Prelude: i.wav 375-, gap from 0"}},
      {"hidden audio in a file of its own",
       {{"0.wav", wave(5)},
        {"1.wav", wave()},
        {"a.cue", album + "FILE \"0.wav\" WAVE\n" +
                      track(1, "Prelude", "    INDEX 00 00:00:00\nFILE \"1.wav\" WAVE\n    INDEX 01 00:00:00\n")}},
       {"= Vertigo", "0 0: 0.wav 0-", "1 Prelude: 1.wav 0-, gap from 0 of 0.wav"}},
      {"no sheet", {{"Vertigo/image.wav", wave(4)}}, {"= Vertigo", "0 image: Vertigo/image.wav"}},
      {"no audio",
       {{"i.cue", album + "FILE \"i.wav\" WAVE\n" + two_tracks}},
       {"= Vertigo", "1 Prelude: i.wav (missing) 0-150", "2 Rooftop: i.wav (missing) 150-, gap from 100"},
       {"FILE \"i.wav\": audio missing"}},
      {"one of two files",
       {{"2.wav", wave()},
        {"x.wav", wave()},
        {"a.cue", album + "FILE \"1.wav\" WAVE\n" + track(1, "Prelude", "    INDEX 01 00:00:00\n") +
                      "FILE \"2.wav\" WAVE\n" + track(2, "Rooftop", "    INDEX 01 00:00:00\n")}},
       {"= Vertigo", "1 Prelude: 1.wav (missing) 0-", "2 Rooftop: 2.wav 0-", "= x", "0 x: x.wav"},
       {"FILE \"1.wav\": audio missing"}},
      {"a data track is counted, and is no music",
       {{"i.wav", wave(9)},
        {"i.cue", album + "FILE \"i.wav\" WAVE\n" + two_tracks + "  TRACK 03 MODE1/2048\n    INDEX 01 00:06:00\n"}},
       {"= Vertigo", "1 Prelude: i.wav 0-150",
        "2 Rooftop: i.wav 150-450, gap from 100; behind it 3 MODE1/2048, index 1 at 450"}},
      {"data in front and behind, in the same file",
       {{"i.wav", wave(9)},
        {"i.cue", album + "FILE \"i.wav\" WAVE\n  TRACK 01 CDI/2352\n    INDEX 01 00:00:00\n" +
                      track(2, "Prelude", "    INDEX 00 00:01:00\n    INDEX 01 00:03:00\n") +
                      "  TRACK 03 CDG\n    INDEX 00 00:05:00\n    INDEX 01 00:06:00\n"}},
       {"= Vertigo",
        "2 Prelude: i.wav 225-450, gap from 75; before it 1 CDI/2352, index 1 at 0; behind it 3 CDG, index 0 at 375, "
        "index 1 at 450"}},
      {"data in files of its own, whose absence is nothing odd",
       {{"2.wav", wave(9)},
        {"a.cue",
         album + "FILE \"1.bin\" BINARY\n  TRACK 01 MODE1/2352\n    INDEX 01 00:00:00\nFILE \"2.wav\" WAVE\n" +
             track(2, "Prelude", "    INDEX 01 00:00:00\n") +
             "  TRACK 03 MODE2/2336\n    INDEX 00 00:06:00\nFILE \"3.bin\" MOTOROLA\n    INDEX 01 00:00:00\n"}},
       {"= Vertigo",
        "2 Prelude: 2.wav 0-; before it 1 MODE1/2352 of BINARY 1.bin, index 1 at 0; behind it 3 MODE2/2336 of MOTOROLA "
        "3.bin, gap from 450, index 1 at 0"}},
      {"no track of audio, which is no failure",
       {{"b.wav", wave()}, {"a.cue", album + "FILE \"a.bin\" BINARY\n  TRACK 01 MODE1/2352\n    INDEX 01 00:00:00\n"}},
       {"= b", "0 b: b.wav"},
       {": no audio tracks"}},
      {"a track that goes on in the next file",
       {{"1.wav", wave(3)},
        {"2.wav", wave(5)},
        {"a.cue", album + "FILE \"1.wav\" WAVE\n" +
                      track(1, "Prelude",
                            "    INDEX 01 00:01:00\n    INDEX 02 00:02:00\nFILE \"2.wav\" WAVE\n"
                            "    INDEX 03 00:00:00\n    INDEX 04 00:01:00\n") +
                      track(2, "Rooftop", "    INDEX 01 00:02:00\n")}},
       {"= Vertigo", "1 Prelude: 1.wav 75-, index 2 at 150, index 3 at 0-150 of 2.wav, index 4 at 75-150 of 2.wav",
        "2 Rooftop: 2.wav 150-"}},
      {"a track that goes on to the end of a file of its own",
       {{"1.wav", wave(3)},
        {"2.wav", wave(5)},
        {"a.cue", album + "FILE \"1.wav\" WAVE\n" +
                      track(1, "Prelude", "    INDEX 01 00:00:00\nFILE \"2.wav\" WAVE\n    INDEX 02 00:00:00\n") +
                      "FILE \"3.wav\" WAVE\n" + track(2, "Rooftop", "    INDEX 01 00:00:00\n")}},
       {"= Vertigo", "1 Prelude: 1.wav 0-, index 2 at 0 of 2.wav", "2 Rooftop: 3.wav (missing) 0-"},
       {"FILE \"3.wav\": audio missing"}},
  };
  return all;
}

TEST(CueImages, AreCutAsTheirSheetsSay) {
  for (const auto& one : cases()) {
    Tree tree;
    for (const auto& [path, bytes] : one.files) tree.file(path, bytes);
    Library library{tree, {}, {}, {}, {}};
    library.run();
    EXPECT_EQ(cuts(library), one.expected) << one.what;
    EXPECT_EQ(remarks(library), one.odd) << one.what;
  }
}

// FORMATS.md B.7 binds each INDEX to its FILE: what a track is, is the sum of its pieces.
TEST(CueImages, ATrackInTwoFilesPlaysAsLongAsBothPieces) {
  Tree tree;
  tree.file("1.wav", wave(3));
  tree.file("2.wav", wave(5));
  const auto sheet = [&](const std::string& end) {
    return album + "FILE \"1.wav\" WAVE\n" +
           track(1, "Prelude", "    INDEX 01 00:01:00\nFILE \"2.wav\" WAVE\n    INDEX 02 00:00:00\n") + end;
  };
  const auto length = [&] {
    Library library{tree, {}, {}, {}, {}};
    library.run();
    const auto& made = library.units.at(0).albums.at(0).album;
    return playing_ms(made, made.tracks(0));
  };
  tree.file("a.cue", sheet(track(2, "Rooftop", "    INDEX 01 00:02:00\n")));
  EXPECT_EQ(length(), 2000 + 2000);
  tree.file("a.cue", sheet(""));
  EXPECT_EQ(length(), 2000 + 5000);
}

TEST(CueImages, ASheetThatComesLaterCutsWhatIsAlreadyKnown) {
  Tree tree;
  tree.file("i.flac", flac(Lines{"ALBUM=Vertigo", "COMPOSER=Bernard Herrmann", "TITLE=The whole disc"}));
  Library library{tree, {}, {}, {}, {}};
  library.run();
  EXPECT_EQ(cuts(library), (Lines{"= Vertigo", "0 The whole disc: i.flac"}));
  tree.file("i.cue", album + "FILE \"i.flac\" WAVE\n" + track(1, "Prelude", "    INDEX 01 00:00:00\n") +
                         track(2, "Rooftop", "    INDEX 01 00:00:40\n"));
  library.run();
  EXPECT_EQ(library.report.counts.files_read, 0U) << "the audio is known";
  EXPECT_EQ(cuts(library), (Lines{"= Vertigo", "1 Prelude: i.flac 0-40", "2 Rooftop: i.flac 40-"}));
  // Two sources of one track: the sheet names it, the tags say who wrote it; the image's own title is no track's.
  const auto& second = library.units.at(0).albums.at(0).album.tracks(1);
  EXPECT_EQ(resolve(second.statements(), Field::composer).first(), "Bernard Herrmann");
  EXPECT_EQ(resolve(second.statements(), Field::title).source, cue_file);
}

// With GNU iconv, as any writer of the time had it.
std::string encoded(const std::string& text, const char* encoding) {
  const auto converter = iconv_open(encoding, "UTF-8");
  auto from = text;
  std::string to(4 * text.size(), '\0');
  auto* in = from.data();
  auto* out = to.data();
  auto in_left = from.size(), out_left = to.size();
  EXPECT_NE(iconv(converter, &in, &in_left, &out, &out_left), static_cast<std::size_t>(-1)) << encoding;
  iconv_close(converter);
  to.resize(to.size() - out_left);
  return to;
}

TEST(CueImages, InTheEncodingsOfTheirTimeFindTheirFile) {
  struct Sheet {
    const char* encoding;
    std::string mark, name;
  };
  const auto sheets = std::to_array<Sheet>({
      {"UTF-8", "", "Café"},
      {"UTF-8", "\xEF\xBB\xBF", "Головокружение"},
      {"UTF-16LE", "\xFF\xFE", "めまい"},
      {"UTF-16BE", "\xFE\xFF", "めまい"},
      {"UTF-16LE", "", "Psycho"},
      {"CP1252", "", "Scène d'amour"},
      {"CP1251", "", "Головокружение"},
      {"CP932", "", "植松のめまい"},
      {"GB18030", "", "眩晕迷魂记"},
  });
  for (const auto& sheet : sheets) {
    Tree tree;
    tree.file(sheet.name + ".wav", wave(4));
    tree.file("a.wav", wave());
    tree.file("sheet.cue", sheet.mark + encoded("TITLE \"" + sheet.name + "\"\nFILE \"" + sheet.name + ".wav\" WAVE\n" +
                                                    track(1, sheet.name, "    INDEX 01 00:00:00\n") +
                                                    track(2, "2", "    INDEX 01 00:02:00\n"),
                                                sheet.encoding));
    Library library{tree, {}, {}, {}, {}};
    library.run();
    const auto lines = cuts(library);
    const Lines expected{"= " + sheet.name, fmt::format("1 {0}: {0}.wav 0-150", sheet.name),
                         fmt::format("2 2: {}.wav 150-", sheet.name)};
    EXPECT_FALSE(std::ranges::search(lines, expected).empty())
        << sheet.encoding << " " << sheet.mark << fmt::format("{}", fmt::join(lines, "\n"));
  }
}

}  // namespace
}  // namespace cuetheque
