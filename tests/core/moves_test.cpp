#include "core/moves.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "core/fields.h"

namespace cuetheque {
namespace {

struct File {
  std::string path, content;
  std::uint64_t duration_ms = 0;
  std::string title = {};
};

Record album_of(const std::vector<File>& files) {
  Record album;
  for (const auto& one : files) {
    const auto place = static_cast<std::uint32_t>(album.files_size());
    auto& origin = *album.add_origins();
    origin.set_root("shelf");
    origin.set_path(one.path);
    auto& file = *album.add_files();
    file.set_origin(place);
    file.set_quick_digest(one.content);
    file.set_duration_ms(one.duration_ms);
    auto& track = *album.add_tracks();
    track.set_file(place);
    auto& said = *track.add_statements();
    said.set_field(row_of(Field::title).number);
    said.set_source(tags);
    said.add_values(one.title);
    said.add_origins(place);
  }
  return album;
}

struct Case {
  std::string what;
  std::vector<File> before, now;      ///< what the record holds; what the draft found, and nothing else is there
  std::vector<std::string> expected;  ///< where each file of the record lies in the end
};

TEST(Moves, FilesAreFollowed) {
  const std::vector<Case> cases{
      {"nothing moved", {{"a", "A"}, {"b", "B"}}, {{"a", "A"}, {"b", "B"}}, {"a", "b"}},
      {"renamed", {{"a", "A"}, {"b", "B"}}, {{"a", "A"}, {"c", "B"}}, {"a", "c"}},
      {"another folder", {{"x/a", "A"}, {"x/b", "B"}}, {{"y/a", "A"}, {"y/b", "B"}}, {"y/a", "y/b"}},
      {"swapped", {{"a", "A"}, {"b", "B"}}, {{"a", "B"}, {"b", "A"}}, {"b", "a"}},
      {"round about", {{"a", "A"}, {"b", "B"}, {"c", "C"}}, {{"a", "C"}, {"b", "A"}, {"c", "B"}}, {"b", "c", "a"}},
      {"one moved up, the other renamed", {{"a", "A"}, {"b", "B"}}, {{"a", "B"}, {"c", "A"}}, {"c", "a"}},
      {"one moved up, the other gone", {{"a", "A"}, {"b", "B"}}, {{"a", "B"}}, {"b", "a"}},
      {"retagged where it lies", {{"a", "A"}}, {{"a", "A2"}}, {"a"}},
      {"retagged, and a copy of how it was", {{"a", "A"}}, {{"a", "A2"}, {"copy", "A"}}, {"a"}},
      {"copied", {{"a", "A"}}, {{"a", "A"}, {"b", "A"}}, {"a"}},
      {"moved and retagged, same title", {{"a", "A", 9000, "t"}}, {{"b", "A2", 9000, "T"}}, {"b"}},
      {"moved and retagged, same name",
       {{"x/prelude", "A", 9000, "t"}},
       {{"y/prelude", "A2", 9000, "u"}},
       {"y/prelude"}},
      {"another of that length", {{"x/01", "A", 9000, "t"}}, {{"y/01", "A2", 9000, "u"}}, {"x/01"}},
      {"another length", {{"x/prelude", "A", 9000, "t"}}, {{"y/prelude", "A2", 9001, "t"}}, {"x/prelude"}},
      {"all moved and retagged",
       {{"x/01", "A", 9000, "a"}, {"x/02", "B", 8000, "b"}, {"x/03", "C", 7000, "c"}},
       {{"y/1", "A2", 9000, "d"}, {"y/2", "B2", 8000, "e"}, {"y/3", "C2", 7000, "f"}},
       {"y/1", "y/2", "y/3"}},
      {"effects of one length",
       {{"x/01", "A", 3000, "a"}, {"x/02", "B", 3000, "b"}, {"x/03", "C", 3000, "c"}},
       {{"y/1", "A2", 3000, "d"}, {"y/2", "B2", 3000, "e"}, {"y/3", "C2", 3000, "f"}},
       {"x/01", "x/02", "x/03"}},
  };
  for (const auto& [what, before, now, expected] : cases) {
    auto record = album_of(before);
    const auto left = follow_moves(record, album_of(now), [&](const std::string&, const std::string& path) {
      return std::ranges::any_of(now, [&](const File& file) { return file.path == path; });
    });
    std::vector<std::string> places, old;
    for (const auto& file : record.files()) places.push_back(record.origins(static_cast<int>(file.origin())).path());
    for (const auto& file : before) old.push_back(file.path);
    EXPECT_EQ(places, expected) << what;
    EXPECT_EQ(left.empty(), places == old) << what;
  }
}

// A root that is not mounted keeps its files.
TEST(Moves, WhatIsStillThereStays) {
  auto record = album_of({{"x/prelude", "A", 9000, "t"}});
  const auto there = [](const std::string&, const std::string&) { return true; };
  EXPECT_TRUE(follow_moves(record, album_of({{"y/prelude", "A", 9000, "t"}}), there).empty());
  EXPECT_TRUE(follow_moves(record, album_of({{"y/prelude", "A2", 9000, "t"}}), there).empty());
}

}  // namespace
}  // namespace cuetheque
