#pragma once
#include <algorithm>
#include <filesystem>
#include <gtest/gtest.h>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "search/index.h"
#include "tests/search/records.h"

/// A small archive of films, albums, cues and names, and its index.
namespace cuetheque {

namespace fs = std::filesystem;

/// Films, albums, cues and names that the scope rule and the names' rule are told apart by.
inline std::vector<Record> sample() {
  std::vector<Record> all;
  all.push_back(make(
      production, 1,
      {{Field::film, "Psycho"}, {Field::kind, "film"}, {Field::year, "1960"}, {Field::director, "Alfred Hitchcock"}}));
  all.push_back(
      make(production, 2, {{Field::film, "Final Fantasy VII"}, {Field::kind, "video-game"}, {Field::year, "1997"}}));
  all.push_back(make(production, 3, {{Field::film, "Lonely Film"}, {Field::kind, "film"}, {Field::year, "1972"}}));
  auto a = make(album, 1,
                {{Field::album, "Album A"},
                 {Field::date, "1996-11-12"},
                 {Field::label, "Intrada"},
                 {Field::catalognumber, "LLLCD 1173"}});
  link(a, production, 1, "score-of");
  add_track(a, 1,
            {{Field::title, "The Shower"}, {Field::composer, "Bernard Herrmann"}, {Field::isrc, "US-RC1-76-07839"}});
  add_track(a, 2, {{Field::title, "Chasing the Car"}, {Field::composer, "Bernard Herrmann"}, {Field::mood, "ominous"}},
            95'000);
  auto b = make(album, 2, {{Field::album, "Album B"}, {Field::date, "1975"}});
  link(b, production, 1, "score-of");
  add_track(b, 3,
            {{Field::title, "Murder"}, {Field::composer, "Antonín Dvořák"}, {Field::artist, "Paweł Łukaszewski"}});
  add_track(b, 4, {{Field::title, "Main Title"}, {Field::composer, "Antonín Dvořák"}});
  auto c = make(album, 3, {{Field::album, "FFVII OST"}, {Field::date, "1997-02-10"}});
  link(c, production, 2, "score-of");
  add_track(
      c, 5,
      {{Field::title, "Aerith's Theme"}, {Field::composer, "植松伸夫"}, {Field::mood, "sad"}, {Field::heard, "no"}},
      240'000);
  add_track(c, 6, {{Field::title, "Тема любви"}, {Field::composer, "Bernard Herrmann"}});
  all.insert(all.end(), {a, b, c});
  const auto add_cue = [&](std::uint64_t id, std::uint64_t track_id, const Said& said) {
    auto one = make(cue, id, said);
    link(one, production, 1);
    if (track_id > 0) link(one, track, track_id);
    all.push_back(one);
  };
  add_cue(1, 1, {{Field::cue, "1M1"}, {Field::scene, "shower"}, {Field::mood, "comic"}});
  add_cue(2, 2, {{Field::cue, "1M02"}, {Field::scene, "chase"}, {Field::mood, "terror"}});
  add_cue(3, 3, {{Field::cue, "2M1"}, {Field::scene, "shower"}, {Field::mood, "terror"}});
  add_cue(4, 4, {{Field::cue, "2M2"}, {Field::scene, "shower"}, {Field::mood, "terror"}});
  add_cue(5, 0, {{Field::cue, "3M1"}, {Field::scene, "the cellar"}, {Field::usage, "score"}});
  all.push_back(
      make(name, 1, {{Field::name, "Nobuo Uematsu"}, {Field::alias, "植松伸夫"}, {Field::alias, "うえまつ のぶお"}}));
  all.push_back(make(name, 2, {{Field::name, "Bernard Herrmann"}}));
  all.push_back(make(name, 3, {{Field::name, "Antonín Dvořák"}, {Field::alias, "Leo Nichols"}}));
  return all;
}

class IndexTest : public testing::Test {
 protected:
  IndexTest() {
    Archive::create(place / "archive");
    archive.emplace(Archive::open(place / "archive", Archive::Access::write));
  }

  void fill() {
    put(*archive, sample());
    index().catch_up(*archive);
  }

  Index& index() {
    if (!index_) index_.emplace(Index::open_writer(archive->index_place()));
    return *index_;
  }
  void close_index() { index_.reset(); }

  std::string find(std::string_view query, ResultLevel level = ResultLevel::album, const std::string& sort = {}) {
    const SearchOptions options{level, parse_sort(sort), 0, 0, true};
    const auto results = index().search(*archive, *parse_query(query), options);
    EXPECT_EQ(results.total, results.hits.size()) << query;
    EXPECT_EQ(index().count(*archive, *parse_query(query), level), results.hits.size()) << query;
    std::vector<Id> ids;
    for (const auto& hit : results.hits) ids.push_back(hit.id);
    if (sort.empty()) std::sort(ids.begin(), ids.end());
    std::string text;
    for (const auto id : ids) text += (text.empty() ? "" : " ") + to_string(id);
    return text;
  }

  Place place;
  std::optional<Archive> archive;

 private:
  std::optional<Index> index_;
};

inline constexpr auto albums = ResultLevel::album;
inline constexpr auto tracks = ResultLevel::track;
inline constexpr auto cues = ResultLevel::cue;
inline constexpr auto films = ResultLevel::production;
inline constexpr auto people = ResultLevel::name;

}  // namespace cuetheque
