#include "importer/exports/exported.h"

#include <gtest/gtest.h>

#include "core/exports.h"
#include "core/resolve.h"

namespace cuetheque {
namespace {

ReadDocument read(std::string_view json) {
  ReleaseReader reader;
  return reader.read(json, {"shelf", "a/sent.jsonl", "line 3"}, nullptr);
}

/// An album with these members.
ReadDocument album(const std::string& members) {
  return read(R"({"schema":1,"id":"A7","album":"Psycho",)" + members + "}");
}

std::string remarks_of(const ReadDocument& read) {
  std::string all;
  for (const auto& remark : read.remarks) all += (all.empty() ? "" : "|") + remark.position + ": " + remark.what;
  return all;
}

TEST(Exported, OddLinesAreRemarks) {
  const std::vector<std::pair<std::string, std::string>> rows{
      {R"({"schema":1,"id":"T7","title":"Prelude"})", "a track, not an album: `export jsonl` writes albums"},
      {R"({"schema":1,"id":"A7","track_count":3})", "an album without its tracks: `export jsonl` writes them"},
      {R"({"schema":2,"id":"A7"})", "schema 2: this cuetheque reads schema 1, so a newer one has to read this"},
      {R"({"schema":1,"id":"seven"})", "an id that is none"},
  };
  for (const auto& [line, what] : rows) {
    const auto document = read(line);
    EXPECT_TRUE(document.exported && document.albums.empty()) << line;
    EXPECT_EQ(remarks_of(document), "line 3: " + what);
  }
}

TEST(Exported, OddKeysArePassedOver) {
  const std::vector<std::pair<std::string, std::string>> rows{
      {R"("colour":"red")", "unknown key 'colour': passed over"},
      {R"("mbrelease":"f5093c06-23e3-404f-aeaa-40f72885ee3a")", "unknown key 'mbrelease': passed over"},
      {R"("tracks":[{"shape":1},{"shape":2}])", "unknown key 'shape': passed over"},
      {R"("date":"soon")", "date: no value that could be read"},
      {R"("label":[])", "label: no value that could be read"},
      {R"("productions":[{"id":"F1"}])", "a production without a title: passed over"},
      {R"("cues":[{"id":"C1","production":"F9"}])", "a cue of F9, which the album has not: passed over"},
  };
  for (const auto& [members, what] : rows) {
    const auto document = album(members);
    EXPECT_EQ(document.albums.size(), 1U) << members;
    EXPECT_EQ(remarks_of(document), "line 3: " + what);
  }
}

TEST(Exported, WhatItCallsAGuessStaysOne) {
  const auto document = album(
      R"("albumkind":["original-score"],"guess":["albumkind","film"],
         "productions":[{"id":"F2","film":"Psycho","kind":"film","year":1960,"how":"score-of","guess":["kind","how"]}])");
  const auto& draft = document.albums.at(0);
  EXPECT_EQ(resolve(draft.album.statements(), Field::album).source, reference);
  EXPECT_EQ(resolve(draft.album.statements(), Field::albumkind).source, inferred);
  const auto& film = draft.productions.at(0);
  EXPECT_EQ(film.source, inferred);
  const Statements facts(film.statements.begin(), film.statements.end());
  EXPECT_EQ(resolve(facts, Field::film).source, reference);
  EXPECT_EQ(resolve(facts, Field::kind).source, inferred);
  EXPECT_EQ(resolve(facts, Field::year).first(), "1960");
}

TEST(Exported, AudioIsNamedNotThere) {
  const auto document = album(
      R"("tracks":[{"file":"/m/a.flac","cue_file":"/m/a.cue","start_frames":0,"end_frames":750,"duration_ms":10000},
                   {"file":"/m/a.flac","cue_file":"/m/a.cue","start_frames":750,"duration_ms":5000,"sample_rate":44100},
                   {"title":"as a catalogue says","duration_ms":7000}])");
  const auto& record = document.albums.at(0).album;
  ASSERT_EQ(record.files_size(), 1);
  EXPECT_TRUE(record.files(0).missing());
  EXPECT_EQ(record.files(0).duration_ms(), 15000U);
  EXPECT_EQ(record.origins(static_cast<int>(record.files(0).origin())).path(), "/m/a.flac");
  const auto told = without_audio(record);
  EXPECT_FALSE(told.tracks(1).has_start_frames() || told.tracks(1).has_file());
  EXPECT_EQ(resolve(told.tracks(2).statements(), Field::playingtime).first(), "7000");
}

}  // namespace
}  // namespace cuetheque
