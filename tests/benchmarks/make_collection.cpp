// make_collection FOLDER TRACKS [SEED]: a collection of tagged audio such as people have, for tests and benchmarks: six
// containers, albums of about twelve tracks, some of several discs, names and words in Zipf-like proportions, not all
// of them ASCII. The same arguments give the same files.
#include <algorithm>
#include <cstdint>
#include <exception>
#include <fileref.h>
#include <filesystem>
#include <fmt/format.h>
#include <span>
#include <string>
#include <string_view>
#include <tpropertymap.h>

#include "tests/benchmarks/chance.h"
#include "tests/benchmarks/collection_words.h"

namespace cuetheque {
namespace {

namespace fs = std::filesystem;

struct Album {
  std::string title;
  std::string film;
  std::string composer;
  std::string label;
  std::string number;
  unsigned year = 0;
  unsigned discs = 1;
  unsigned tracks = 12;
  std::string extension;
};

std::string person(Chance& chance) {
  return fmt::format("{} {}", chance.zipf(given_names), chance.zipf(family_names));
}

std::string film(Chance& chance, std::size_t number) {
  std::string title{chance.zipf(title_words)};
  for (std::size_t more = chance.below(3); more > 0; --more) {
    title += ' ';
    title += chance.zipf(title_words);
  }
  return chance.one_in(3) ? fmt::format("The {} {}", title, number % 97) : title;
}

Album make_album(Chance& chance, std::size_t number) {
  Album album;
  album.film = film(chance, number);
  album.title = fmt::format(fmt::runtime(chance.zipf(album_forms)), album.film);
  album.composer = person(chance);
  album.label = chance.zipf(labels);
  album.number = fmt::format("{}-{:05}", album.label.substr(0, 3), number);
  album.year = static_cast<unsigned>(1938 + chance.below(87));
  album.discs = chance.one_in(12) ? 2 : 1;
  album.tracks = static_cast<unsigned>(8 + chance.below(9));
  album.extension = containers[chance.below(containers.size())];
  return album;
}

TagLib::String text(std::string_view value) {
  return {std::string(value), TagLib::String::UTF8};
}

TagLib::PropertyMap tags(const Album& album, Chance& chance, unsigned disc, unsigned track) {
  TagLib::PropertyMap map;
  const auto say = [&map](const char* key, std::string_view value) {
    map.insert(key, TagLib::StringList(text(value)));
  };
  say("ALBUM", album.title);
  say("ALBUMARTIST", album.composer);
  say("ARTIST", chance.one_in(8) ? person(chance) : album.composer);
  say("COMPOSER", album.composer);
  say("TITLE", chance.one_in(4) ? std::string(chance.zipf(cue_titles))
                                : fmt::format("{} {}", chance.zipf(cue_titles), chance.zipf(title_words)));
  say("TRACKNUMBER", fmt::format("{}/{}", track, album.tracks));
  say("DISCNUMBER", fmt::format("{}/{}", disc, album.discs));
  say("DATE", fmt::format("{}", album.year + 1));
  say("GENRE", "Soundtrack");
  say("LABEL", album.label);
  say("CATALOGNUMBER", album.number);
  say("ISRC", fmt::format("QZ{}{:02}{:05}", "ABCDEFGH"[chance.below(8)], album.year % 100, chance.below(100000)));
  if (chance.one_in(30)) {
    say("MOOD", chance.zipf(moods));
  }
  return map;
}

std::string safe(std::string name) {
  std::ranges::replace(name, '/', '_');
  return name.substr(0, 120);
}

void make_track(const fs::path& file, const fs::path& silence, const TagLib::PropertyMap& map) {
  fs::copy_file(silence, file, fs::copy_options::overwrite_existing);
  TagLib::FileRef audio(file.c_str(), false);
  audio.file()->setProperties(map);
  if (!audio.save()) {
    throw fs::filesystem_error("cannot write the tags", file, std::make_error_code(std::errc::io_error));
  }
}

std::size_t make_files(const fs::path& folder, const Album& album, Chance& chance, std::size_t limit) {
  std::size_t made = 0;
  for (unsigned disc = 1; disc <= album.discs; ++disc) {
    const fs::path place = album.discs > 1 ? folder / fmt::format("CD{}", disc) : folder;
    fs::create_directories(place);
    for (unsigned track = 1; track <= album.tracks && made < limit; ++track, ++made) {
      const TagLib::PropertyMap map = tags(album, chance, disc, track);
      const std::string name =
          fmt::format("{:02} {}.{}", track, safe(map["TITLE"].front().to8Bit(true)), album.extension);
      make_track(place / name, fs::path(CUETHEQUE_TEMPLATES) / ("silence." + album.extension), map);
    }
  }
  return made;
}

void make_collection(const fs::path& folder, std::size_t tracks, std::uint64_t seed) {
  Chance chance(seed);
  for (std::size_t made = 0, number = 1; made < tracks; ++number) {
    const Album album = make_album(chance, number);
    const fs::path place =
        folder / safe(album.label) / safe(fmt::format("{:05} {} ({})", number, album.film, album.year));
    made += make_files(place, album, chance, tracks - made);
  }
}

}  // namespace
}  // namespace cuetheque

int main(int count, char** arguments) try {
  const std::span<char*> words(arguments, static_cast<std::size_t>(count));
  if (words.size() < 3) {
    fmt::print(stderr, "make_collection FOLDER TRACKS [SEED]\n");
    return 2;
  }
  cuetheque::make_collection(words[1], std::stoul(words[2]), words.size() > 3 ? std::stoul(words[3]) : 1);
  return 0;
} catch (const std::exception& failure) {
  fmt::print(stderr, "make_collection: {}\n", failure.what());
  return 1;
}
