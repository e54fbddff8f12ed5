#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/resolve.h"
#include "importer/assembly/assembly.h"

namespace cuetheque {
namespace {

using Facts = std::vector<std::pair<std::string, std::string>>;

/// A file of a layout: its path in the folder "x", its tags, and the track and disc that they number (0 = not said).
struct File {
  std::string path;
  Facts facts;
  unsigned track = 0, disc = 0;
  std::string container = "FLAC";
};

struct Layout {
  std::string name;
  std::vector<File> files;
  std::vector<std::string> expected;  ///< for each album its title, and its tracks as disc.track
};

std::string line_of(const Record& album) {
  auto line = resolve(album.statements(), Field::album).first() + ":";
  for (const auto& track : album.tracks()) {
    const auto title = resolve(track.statements(), Field::disctitle).first();
    line += fmt::format(" {}.{}{}{}", track.disc(), track.side(), track.position(), title.empty() ? "" : "=" + title);
  }
  return line;
}

std::vector<std::string> albums_of(const Layout& layout) {
  FolderContents contents;
  contents.root = "music";
  contents.folder = "x";
  for (const auto& file : layout.files) {
    Reading reading;
    reading.set_container(file.container);
    reading.set_duration_ms(180'000);
    reading.set_track(file.track);
    reading.set_disc(file.disc);
    for (const auto& [key, value] : file.facts) {
      auto& tag = *reading.add_tags();
      tag.set_key(key);
      tag.add_values(value);
    }
    contents.audio.push_back({{"x/" + file.path, 1000, 1}, std::move(reading)});
  }
  std::vector<std::string> lines;
  for (const auto& draft : assemble(contents).albums) lines.push_back(line_of(draft.album));
  return lines;
}

Facts said(const std::string& album, const std::string& title, const std::string& artist = "") {
  return {{"ALBUM", album}, {"TITLE", title}, {"ARTIST", artist.empty() ? "Artist of " + title : artist}};
}

Facts with(Facts facts, const std::string& key, const std::string& value) {
  facts.emplace_back(key, value);
  return facts;
}

// USERS.md, demands 1 and 3.
TEST(Boxes, AreOneAlbumInEveryLayout) {
  const std::vector<Layout> layouts{
      {"folders",
       {{"Disc 1/01.flac", said("FFVII", "a"), 1}, {"Disc 2/01.flac", said("FFVII", "b"), 1}},
       {"FFVII: 1.1 2.1"}},
      {"folders with titles",
       {{"CD1 - Midgar/01.flac", said("FFVII", "a"), 1}, {"CD2 - Junon/01.flac", said("FFVII", "b"), 1}},
       {"FFVII: 1.1=Midgar 2.1=Junon"}},
      {"flat, disc tags",
       {{"a.flac", said("FFVII", "a"), 1, 1}, {"b.flac", said("FFVII", "b"), 1, 2}},
       {"FFVII: 1.1 2.1"}},
      {"flat, discs in the names",
       {{"1-01 a.flac", said("FFVII", "a"), 1}, {"2-01 b.flac", said("FFVII", "b"), 1}},
       {"FFVII: 1.1 2.1"}},
      {"flat, no tags at all", {{"CD1-01 a.flac", {}}, {"CD2-01 b.flac", {}}}, {"x: 1.1 2.1"}},
      {"discs in the titles",
       {{"1/01.flac", said("FFVII (Disc 1)", "a"), 1}, {"2/01.flac", said("FFVII [Disc 2]", "b"), 1}},
       {"FFVII: 1.1 2.1"}},
      {"discs with titles of their own",
       {{"CD 1/01.flac", said("FFVII CD 1: Midgar", "a"), 1}, {"CD 2/01.flac", said("FFVII CD 2: Junon", "b"), 1}},
       {"FFVII: 1.1=Midgar 2.1=Junon"}},
      {"titles that are discs only",
       {{"1/01.flac", said("CD 1: Midgar", "a"), 1}, {"2/01.flac", said("CD 2: Junon", "b"), 1}},
       {"x: 1.1=Midgar 2.1=Junon"}},
      {"titles of their own, one number",
       {{"CD1/01.flac", with(said("Midgar", "a"), "CATALOGNUMBER", "SQEX-1"), 1},
        {"CD2/01.flac", with(said("Junon", "b"), "CATALOGNUMBER", "SQEX-1"), 1}},
       {"Midgar: 1.1 2.1"}},
      {"discs of two containers",
       {{"CD1/01.flac", said("FFVII", "a"), 1}, {"CD2/01.mp3", said("FFVII", "b"), 1, 0, "MP3"}},
       {"FFVII: 1.1 2.1"}},
      {"discs of two containers, not numbered",
       {{"one/01.flac", said("FFVII", "a"), 1}, {"two/01.mp3", said("FFVII", "b"), 1, 0, "MP3"}},
       {"FFVII: 0.1 0.1"}},
      {"sides",
       {{"Side A/01.flac", said("Jaws", "a"), 1}, {"Side B/01.flac", said("Jaws", "b"), 1}},
       {"Jaws: 1.A1 1.B1"}},
      {"sides of two records",
       {{"LP 1 Side A/01.flac", said("Jaws", "a"), 1}, {"LP 2 Side C/01.flac", said("Jaws", "b"), 1}},
       {"Jaws: 1.A1 2.C1"}},
      {"a bonus disc inside",
       {{"01.flac", said("Jaws", "a"), 1}, {"Bonus Disc/01.flac", said("Jaws (Bonus Disc)", "b"), 1}},
       {"Jaws: 0.1 2.1=Bonus Disc"}},
      {"a bonus disc after two",
       {{"CD1/01.flac", said("Jaws", "a"), 1},
        {"CD2/01.flac", said("Jaws", "b"), 1},
        {"Bonus CD/01.flac", said("Jaws", "c"), 1}},
       {"Jaws: 1.1 2.1 3.1=Bonus CD"}},
      {"various artists",
       {{"01.mp3", with(said("Pulp Fiction", "a", "Dick Dale"), "COMPILATION", "1"), 1},
        {"02.mp3", with(said("Pulp Fiction", "b", "Al Green"), "COMPILATION", "1"), 2}},
       {"Pulp Fiction: 0.1 0.2"}},
      {"a composer for each track",
       {{"01.mp3", with(said("Batman Forever", "a"), "COMPOSER", "Goldenthal"), 1},
        {"02.mp3", with(said("Batman Forever", "b"), "COMPOSER", "Hewson"), 2}},
       {"Batman Forever: 0.1 0.2"}},
  };
  for (const auto& layout : layouts) EXPECT_EQ(albums_of(layout), layout.expected) << layout.name;
}

// USERS.md, demand 16.
TEST(Boxes, EditionsCopiesAndSinglesStayApart) {
  const std::vector<Layout> layouts{
      {"two editions by number",
       {{"a.flac", with(said("Vertigo", "a"), "CATALOGNUMBER", "US-1"), 1},
        {"b.flac", with(said("Vertigo", "a"), "CATALOGNUMBER", "UK-1"), 1}},
       {"Vertigo: 0.1", "Vertigo: 0.1"}},
      {"a remaster",
       {{"a.flac", said("Vertigo", "a"), 1}, {"b.flac", said("Vertigo (2015 Remaster)", "a"), 1}},
       {"Vertigo: 0.1", "Vertigo (2015 Remaster): 0.1"}},
      {"an album as FLAC and as MP3",
       {{"01.flac", said("Vertigo", "a"), 1},
        {"01.mp3", said("Vertigo", "a"), 1, 0, "MP3"},
        {"02.flac", said("Vertigo", "b"), 2},
        {"02.mp3", said("Vertigo", "b"), 2, 0, "MP3"}},
       {"Vertigo: 0.1 0.2", "Vertigo: 0.1 0.2"}},
      {"copies without tags",
       {{"01 a.flac", {}}, {"01 a.mp3", {}, 0, 0, "MP3"}, {"02 b.flac", {}}, {"02 b.mp3", {}, 0, 0, "MP3"}},
       {"x: 0.1 0.2", "x: 0.1 0.2"}},
      {"two albums in one folder",
       {{"a.flac", said("Vertigo", "a"), 1}, {"b.flac", said("Psycho", "b"), 1}},
       {"Vertigo: 0.1", "Psycho: 0.1"}},
      {"singles of one number",
       {{"a.flac", with(said("One", "a"), "CATALOGNUMBER", "S"), 1},
        {"b.flac", with(said("Two", "b"), "CATALOGNUMBER", "S"), 1}},
       {"One: 0.1", "Two: 0.1"}},
  };
  for (const auto& layout : layouts) EXPECT_EQ(albums_of(layout), layout.expected) << layout.name;
}

}  // namespace
}  // namespace cuetheque
