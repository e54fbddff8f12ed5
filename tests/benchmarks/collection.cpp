#include "tests/benchmarks/collection.h"

#include <algorithm>
#include <fmt/format.h>
#include <string_view>
#include <utility>
#include <vector>

#include "importer/assembly/assembly.h"
#include "tests/benchmarks/collection_words.h"

namespace cuetheque {
namespace {

struct Told {
  std::string film, title, composer, label, number, container;
  std::size_t year = 0;
  bool names_film = false;  ///< in a tag of its own
};

std::string filled(std::string_view form, std::string_view first, std::string_view second = {}) {
  return fmt::format(fmt::runtime(form), first, second);
}

std::string lower_start(std::string word) {
  if (!word.empty() && word[0] >= 'A' && word[0] <= 'Z') word[0] = static_cast<char>(word[0] - 'A' + 'a');
  return word;
}

std::string track_title(Chance& chance, const Told& told) {
  if (chance.one_in(4)) return std::string(chance.zipf(cue_titles));
  const auto form = chance.zipf(track_forms);
  const auto cue = chance.zipf(cue_titles), name = chance.zipf(given_names);
  const auto word = drawn_word(chance), other = drawn_word(chance);
  return fmt::format(fmt::runtime(form), fmt::arg("cue", cue), fmt::arg("film", told.film), fmt::arg("word", word),
                     fmt::arg("other", other), fmt::arg("name", name));
}

Told tell(Chance& chance, std::size_t number) {
  Told told;
  told.film = drawn_film(chance);
  told.title = filled(chance.zipf(album_forms), told.film);
  told.composer = drawn_person(chance);
  told.label = chance.zipf(labels);
  told.number = fmt::format("SC {:06}", number);
  told.container = containers[chance.below(containers.size())];
  told.year = drawn_year(chance);
  told.names_film = !chance.one_in(4);
  return told;
}

void say(Reading& reading, std::string key, std::string_view value) {
  auto& tag = *reading.add_tags();
  tag.set_key(std::move(key));
  tag.add_values(std::string(value));
}

void say_of_album(Reading& reading, const Told& told) {
  say(reading, "ALBUM", told.title);
  say(reading, "ALBUMARTIST", told.composer);
  say(reading, "COMPOSER", told.composer);
  say(reading, "DATE", std::to_string(told.year + 1));
  say(reading, "LABEL", told.label);
  say(reading, "CATALOGNUMBER", told.number);
  if (!told.names_film) return;
  say(reading, "FILM", told.film);
  say(reading, "FILMYEAR", std::to_string(told.year));
}

void say_of_track(Reading& reading, const Told& told, Chance& chance) {
  say(reading, "TITLE", track_title(chance, told));
  say(reading, "ARTIST", chance.one_in(8) ? drawn_person(chance) : told.composer);
  say(reading, "GENRE", chance.zipf(genres));
  if (chance.one_in(6)) say(reading, "MOOD", chance.zipf(moods));
  const auto registrant = "ABCDEFGH"[chance.below(8)];
  say(reading, "ISRC", fmt::format("QZ{}{:02}{:05}", registrant, told.year % 100, chance.below(100'000)));
}

std::string digest(Chance& chance) {
  std::string bytes;
  while (bytes.size() < 32) {
    const auto bits = chance.bits();
    for (unsigned at = 0; at < 8; ++at) bytes += static_cast<char>(bits >> 8 * at & 0xffU);
  }
  return bytes;
}

Reading read_track(const Told& told, unsigned position, Chance& chance) {
  Reading reading;
  reading.set_container(told.container);
  reading.set_duration_ms(30'000 + chance.below(400'000));
  reading.set_sample_rate(44'100);
  reading.set_channels(2);
  reading.set_track(position);
  reading.set_quick_digest(digest(chance));
  say_of_album(reading, told);
  say_of_track(reading, told, chance);
  return reading;
}

}  // namespace

std::string drawn_person(Chance& chance) {
  const auto given = chance.zipf(given_names);
  return fmt::format("{} {}", given, chance.zipf(family_names));
}

// Compounds give the long tail of words that are in a title or two.
std::string drawn_word(Chance& chance) {
  if (!chance.one_in(5)) return std::string(chance.zipf(title_words));
  const std::string first(title_words[chance.below(title_words.size())]);
  return first + lower_start(std::string(title_words[chance.below(title_words.size())]));
}

std::string drawn_film(Chance& chance) {
  const auto form = chance.zipf(film_forms);
  const auto first = drawn_word(chance);
  return filled(form, first, drawn_word(chance));
}

// More is kept of what is newer.
std::size_t drawn_year(Chance& chance) {
  const auto one = chance.below(years), other = chance.below(years);
  return first_year + std::max(one, other);
}

AlbumDraft Collection::next_album() {
  const auto told = tell(chance_, ++number_);
  FolderContents contents{"music", fmt::format("{:03}/{:06} {}", number_ / 1000, number_, told.film), {}, {}, {}};
  const auto tracks = 8 + chance_.below(10);
  for (unsigned track = 1; track <= tracks; ++track) {
    const auto path = fmt::format("{}/{:02}.{}", contents.folder, track, told.container);
    contents.audio.push_back({{path, 1'000'000 + chance_.below(40'000'000), 1}, read_track(told, track, chance_)});
  }
  return std::move(assemble(contents).albums.front());
}

Unit Collection::next(std::size_t albums) {
  Unit unit{"music", "", {}, {}, {}, {}, true};
  while (unit.albums.size() < albums) unit.albums.push_back(next_album());
  return unit;
}

}  // namespace cuetheque
