#include "core/pictures.h"

#include <gtest/gtest.h>

#include "core/catalogue.h"
#include "core/elements.h"
#include "core/undo.h"
#include "tests/core/archive_fixture.h"
#include "tests/core/drafts.h"

namespace cuetheque::testing {
namespace {

Picture picture(const std::string& digest, std::initializer_list<std::uint32_t> origins,
                const std::string& type = "front cover") {
  Picture one;
  one.set_type(type);
  one.set_digest(digest);
  one.set_size(digest.size());
  for (const auto origin : origins) one.add_origins(origin);
  return one;
}

/// As older versions wrote it.
Picture old_picture(const std::string& digest, std::uint32_t origin) {
  auto one = picture(digest, {});
  one.set_origin(origin);
  return one;
}

std::string said(const Pictures& pictures) {
  std::string text;
  for (const auto& one : pictures) {
    text += one.type().substr(0, 1) + one.digest() + ":";
    for (const auto origin : one.origins()) text += std::to_string(origin);
    text += ' ';
  }
  return text;
}

Record album_of_three() {
  return album_draft("a", "A", {{"1.flac", "one", ""}, {"2.flac", "two", ""}, {"3.flac", "three", ""}}).album;
}

TEST(Pictures, are_one_by_type_and_content) {
  Pictures pictures;
  for (const auto& one : {picture("x", {2}), picture("y", {1}), picture("x", {0}), picture("x", {2}),
                          picture("x", {1}, "back cover"), picture("", {0}), picture("", {1})})
    add_picture(pictures, one);
  EXPECT_EQ(said(pictures), "fx:02 fy:1 bx:1 f:0 f:1 ");
  EXPECT_TRUE(carries(2, pictures[0]));
  EXPECT_FALSE(carries(1, pictures[0]));
}

TEST(Pictures, written_with_each_track_are_read_as_the_album_s) {
  auto album = album_of_three();
  for (int i = 0; i < 3; ++i)
    *album.mutable_tracks(i)->add_pictures() = old_picture("x", static_cast<std::uint32_t>(i));
  *album.add_pictures() = old_picture("y", 1);
  EXPECT_EQ(said(pictures_of(album)), "fy:1 fx:012 ");
  EXPECT_EQ(from_elements(elements_of(album)).SerializeAsString(), album.SerializeAsString());
}

TEST(Pictures, go_and_come_with_the_files_that_are_read_again) {
  auto stored = album_of_three();
  *stored.add_pictures() = picture("x", {0, 1, 2});
  *stored.add_pictures() = picture("y", {1});
  EXPECT_EQ(merged(stored, stored).SerializeAsString(), stored.SerializeAsString());
  // The second file alone is read again: it now carries z.
  auto draft = album_draft("a", "A", {{"2.flac", "two", ""}}).album;
  *draft.add_pictures() = picture("z", {0});
  EXPECT_EQ(said(pictures_of(merged(stored, draft))), "fx:02 fz:1 ");
}

class PictureUndo : public ArchiveTest {};

TEST_F(PictureUndo, puts_back_who_carried_them) {
  auto archive = writer();
  Id id{};
  once(archive, "import", [&](Step& step) {
    auto record = album_of_three();
    id = step.take_id(album);
    record.set_id(id.number);
    for (auto& track : *record.mutable_tracks()) track.set_id(step.take_id(Kind::track).number);
    *record.add_pictures() = picture("x", {0, 1});
    *record.add_pictures() = old_picture("y", 2);
    step.put(record);
  });
  const auto before = archive.find(id)->SerializeAsString();
  const auto number = once(archive, "import again", [&](Step& step) {
    auto record = *step.find(id);
    record.mutable_pictures(0)->add_origins(2);
    record.mutable_pictures()->DeleteSubrange(1, 1);
    *record.add_pictures() = picture("z", {0, 1, 2}, "back cover");
    step.put(record);
  });
  EXPECT_NE(archive.find(id)->SerializeAsString(), before);
  const auto plan = plan_undo(archive, number);
  auto operation = archive.begin("alice", "undo", number, false);
  undo(archive, operation, plan, false);
  operation.finish("undone");
  EXPECT_EQ(archive.find(id)->SerializeAsString(), before);
}

}  // namespace
}  // namespace cuetheque::testing
