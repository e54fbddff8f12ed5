#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include "core/catalogue.h"
#include "core/resolve.h"
#include "core/stamp.h"
#include "tests/core/drafts.h"

namespace cuetheque {
namespace {

using google::protobuf::util::MessageDifferencer;

/// A draft as it stands in the archive after operation 1.
Record stored_from(const AlbumDraft& draft) {
  Record record = draft.album;
  record.set_id(1);
  std::uint64_t next = 10;
  for (auto& track : *record.mutable_tracks()) track.set_id(next++);
  stamp(record, 1);
  return record;
}

AlbumDraft vertigo() {
  return album_draft("Vertigo", "Vertigo", {{"01.flac", "Prelude", "Herrmann"}, {"02.flac", "Rooftop", "Herrmann"}});
}

std::string composer_of(const Record& record, int track) {
  return resolve(record.tracks(track).statements(), Field::composer).first();
}

TEST(Merged, ChangesNothingWhereNothingChanged) {
  const auto stored = stored_from(vertigo());
  EXPECT_TRUE(MessageDifferencer::Equals(stored, merged(stored, vertigo().album)));
}

TEST(Merged, ReplacesWhatTheFileSaid) {
  auto draft = vertigo();
  draft.album.mutable_tracks(1)->mutable_statements(1)->set_values(0, "Bernard Herrmann");
  const auto record = merged(stored_from(vertigo()), draft.album);
  EXPECT_EQ(composer_of(record, 0), "Herrmann");
  EXPECT_EQ(composer_of(record, 1), "Bernard Herrmann");
  EXPECT_EQ(record.tracks(1).statements_size(), 2);
  EXPECT_EQ(record.tracks(1).id(), 11U);
  EXPECT_EQ(record.tracks(1).statements(1).operation(), 0U) << "a changed statement is to be stamped";
  EXPECT_EQ(record.tracks(0).statements(1).operation(), 1U) << "an unchanged one is not";
}

TEST(Merged, KeepsTheCurator) {
  auto stored = stored_from(vertigo());
  *stored.mutable_tracks(0)->add_statements() = said(Field::composer, {"Curated"}, curator, {});
  auto draft = vertigo();
  draft.album.mutable_tracks(0)->mutable_statements(1)->set_values(0, "Somebody else");
  const auto record = merged(stored, draft.album);
  EXPECT_EQ(composer_of(record, 0), "Curated");
  EXPECT_EQ(record.tracks(0).statements_size(), 3) << "the file's own word stays visible beside the curator's";
}

TEST(Merged, KeepsFilesThatAreGone) {
  auto draft = album_draft("Vertigo", "Vertigo", {{"01.flac", "Prelude", "Herrmann"}});
  const auto record = merged(stored_from(vertigo()), draft.album);
  ASSERT_EQ(record.tracks_size(), 2);
  EXPECT_EQ(record.files_size(), 2);
  EXPECT_EQ(resolve(record.statements(), Field::album).first(), "Vertigo");
  EXPECT_EQ(record.statements(0).origins_size(), 2) << "the absent file's vote still counts";
}

TEST(Merged, KeepsTheSidesOfARecordTogether) {
  auto draft = album_draft("Vertigo", "Vertigo", {{"A1.flac", "One", ""}, {"B1.flac", "Three", ""}});
  const auto place = [&](int track, const char* side, std::uint32_t position) {
    draft.album.mutable_tracks(track)->set_side(side);
    draft.album.mutable_tracks(track)->set_position(position);
  };
  place(0, "A", 1);
  place(1, "B", 1);
  const auto stored = stored_from(draft);
  draft = album_draft("Vertigo", "Vertigo", {{"A1.flac", "One", ""}, {"B1.flac", "Three", ""}, {"A2.flac", "Two", ""}});
  place(0, "A", 1);
  place(1, "B", 1);
  place(2, "A", 2);
  std::string order;
  const auto record = merged(stored, draft.album);
  for (const auto& track : record.tracks()) order += track.side() + std::to_string(track.position());
  EXPECT_EQ(order, "A1A2B1");
}

TEST(Merged, GivesNewFilesTheirTracks) {
  auto draft =
      album_draft("Vertigo", "Vertigo",
                  {{"01.flac", "Prelude", "Herrmann"}, {"02.flac", "Rooftop", "Herrmann"}, {"03.flac", "Finale", ""}});
  const auto record = merged(stored_from(vertigo()), draft.album);
  ASSERT_EQ(record.tracks_size(), 3);
  EXPECT_EQ(record.tracks(0).id(), 10U);
  EXPECT_EQ(record.tracks(2).id(), 0U) << "a new track waits for its id";
}

TEST(Merged, FollowsAVoteThatMoves) {
  auto draft = vertigo();
  draft.album.mutable_statements(0)->mutable_origins()->RemoveLast();
  *draft.album.add_statements() = said(Field::album, {"Vertigo (Deluxe)"}, tags, {1});
  const auto record = merged(stored_from(vertigo()), draft.album);
  ASSERT_EQ(record.statements_size(), 2);
  EXPECT_EQ(record.statements(0).origins_size(), 1);
  EXPECT_EQ(record.statements(1).values(0), "Vertigo (Deluxe)");
}

TEST(Merged, ACueFileThatCutsTheImageReplacesTheWholeFileTrack) {
  const auto image = album_draft("Solaris", "Solaris", {{"image.flac", "Solaris", ""}});
  auto cut = image;
  cut.album.clear_tracks();
  for (const std::int64_t start : {0, 4500}) {
    auto& track = *cut.album.add_tracks();
    track.set_file(0);
    track.set_start_frames(start);
    track.set_position(start == 0 ? 1 : 2);
    track.set_sheet(1);
  }
  auto& sheet = *cut.album.add_origins();
  sheet.set_root("shelf");
  sheet.set_path("Solaris/image.cue");
  const auto record = merged(stored_from(image), cut.album);
  ASSERT_EQ(record.tracks_size(), 2);
  EXPECT_EQ(record.tracks(1).start_frames(), 4500);
}

TEST(Merged, KeepsFieldsOfANewerVersion) {
  auto stored = stored_from(vertigo());
  Record::GetReflection()->MutableUnknownFields(&stored)->AddVarint(4000, 7);
  Track::GetReflection()->MutableUnknownFields(stored.mutable_tracks(0))->AddVarint(4000, 8);
  const auto record = merged(stored, vertigo().album);
  EXPECT_EQ(record.SerializeAsString(), stored.SerializeAsString());
}

}  // namespace
}  // namespace cuetheque
