// Chapters, as each container keeps them.
#include <gtest/gtest.h>

#include "tests/importer/tags/files.h"

namespace cuetheque {
namespace {

using std::string_literals::operator""s;
using tags_test::be32;
using tags_test::bytes_of_size;
using tags_test::frame;
using tags_test::id3v2;
using tags_test::mp3_audio;
using tags_test::text_frame;

std::string chapter_frame(const std::string& id, std::uint32_t start, const std::string& title) {
  return frame("CHAP", id + '\0' + be32(start) + be32(start + 500) + be32(0xFFFFFFFF) + be32(0xFFFFFFFF) +
                           text_frame("TIT2", title));
}

std::string atom(std::string_view name, std::string_view data) {
  return be32(data.size() + 8) + std::string(name) + std::string(data);
}

std::string nero(std::uint64_t milliseconds, const std::string& title) {
  return bytes_of_size(milliseconds * 10'000, 8, true) + static_cast<char>(title.size()) + title;
}

// An EBML element with a size of eight bytes.
std::string element(std::string_view id, std::string_view data) {
  return std::string(id) + "\1"s + bytes_of_size(data.size(), 7, true) + std::string(data);
}

std::string matroska_chapter(std::uint64_t milliseconds, std::string_view title) {
  return element("\xB6", element("\x91", bytes_of_size(milliseconds * 1'000'000, 8, true)) +
                             element("\x80", element("\x85", title)));
}

std::string matroska() {
  const auto track = element("\xAE", element("\x83", "\2") + element("\xE1", element("\x9F", "\2")));
  const auto edition = element("\x45\xB9", matroska_chapter(0, "Overture") + matroska_chapter(500, "Chase"));
  const auto segment = element("\x16\x54\xAE\x6B", track) + element("\x10\x43\xA7\x70", edition);
  return element("\x1A\x45\xDF\xA3", "") + element("\x18\x53\x80\x67", segment);
}

/// A track of text: two chapters in two chunks, the second in UTF-16, which lie where `offsets` say.
std::string text_track(std::uint32_t number, const std::vector<std::uint32_t>& offsets) {
  const std::string none(4, '\0');
  const auto samples = atom("stts", none + be32(2) + be32(1) + be32(300) + be32(1) + be32(400)) +
                       atom("stsc", none + be32(1) + be32(1) + be32(1) + be32(1)) +
                       atom("stsz", none + be32(0) + be32(2) + be32(10) + be32(14)) +
                       atom("stco", none + be32(2) + be32(offsets[0]) + be32(offsets[1]));
  const auto media = atom("mdhd", none + none + none + be32(600) + be32(700) + none) +
                     atom("hdlr", none + none + "text" + std::string(12, '\0')) + atom("minf", atom("stbl", samples));
  return atom("trak", atom("tkhd", none + none + none + be32(number) + std::string(68, '\0')) + atom("mdia", media));
}

/// An audiobook whose sound refers to track `chapters` for its chapters; its track of text is number 2.
std::string quicktime(std::uint32_t chapters, bool wild = false) {
  const auto head = atom("ftyp", "M4B \0\0\0\0"s) + atom("mdat", "\0\x08Overture\0\x0c\xFE\xFF\0C\0h\0a\0s\0e"s);
  const auto sound = atom("trak", atom("tkhd", std::string(12, '\0') + be32(1) + std::string(68, '\0')) +
                                      atom("tref", atom("chap", be32(chapters))));
  const auto at = wild ? 0xFFFFFF00U : 24U;
  return head + atom("moov", atom("mvhd", std::string(100, '\0')) + sound + text_track(2, {at, at + 10}));
}

TEST(TagChapters, of_a_track_of_text) {
  const auto reading = tags_test::read_bytes("a.m4b", quicktime(2));
  ASSERT_EQ(reading.chapters_size(), 2);
  EXPECT_EQ(reading.chapters(0).title(), "Overture");
  EXPECT_EQ(reading.chapters(0).start_ms(), 0U);
  EXPECT_EQ(reading.chapters(1).title(), "Chase");
  EXPECT_EQ(reading.chapters(1).start_ms(), 500U);
  EXPECT_EQ(tags_test::read_bytes("a.m4b", quicktime(3)).chapters_size(), 0) << "a track that is not there";
  EXPECT_EQ(tags_test::read_bytes("a.m4b", quicktime(1)).chapters_size(), 0) << "one that has no samples";
  const auto outside = tags_test::read_bytes("a.m4b", quicktime(2, true));
  for (const auto& chapter : outside.chapters())
    EXPECT_EQ(chapter.title(), "") << "text that would lie outside the file";
}

TEST(TagChapters, of_every_container) {
  const auto id3 = id3v2(chapter_frame("b", 500, "Chase") + chapter_frame("a", 0, "Overture")) + mp3_audio();
  const auto list = atom("chpl", "\1\0\0\0\0\0\0\0\2"s + nero(0, "Overture") + nero(500, "Chase"));
  const auto mp4 =
      atom("ftyp", "M4A \0\0\0\0"s) + atom("moov", atom("mvhd", std::string(100, '\0')) + atom("udta", list));
  const auto flac = tags_test::flac(
      {"CHAPTER002NAME=Chase", "CHAPTER001=00:00:00.000", "chapter001name=Overture", "CHAPTER002=00:00:00.500"});
  for (const auto& [name, bytes] : {std::pair("a.mp3"s, id3), std::pair("a.m4b"s, mp4), std::pair("a.flac"s, flac),
                                    std::pair("a.mka"s, matroska())}) {
    const auto reading = tags_test::read_bytes(name, bytes);
    EXPECT_EQ(reading.failed(), "") << name;
    ASSERT_EQ(reading.chapters_size(), 2) << name;
    EXPECT_EQ(reading.chapters(0).title(), "Overture") << name;
    EXPECT_EQ(reading.chapters(0).start_ms(), 0U) << name;
    EXPECT_EQ(reading.chapters(1).title(), "Chase") << name;
    EXPECT_EQ(reading.chapters(1).start_ms(), 500U) << name;
  }
}

TEST(TagChapters, a_list_cut_short_gives_what_is_there) {
  const auto list = atom("chpl", "\1\0\0\0\0\0\0\0\xFF"s + nero(0, "Overture") + "\0\0\0\0\0\0\0\1\x50x"s);
  const auto reading = tags_test::read_bytes(
      "a.m4b", atom("ftyp", "M4A \0\0\0\0"s) + atom("moov", atom("mvhd", std::string(100, '\0')) + atom("udta", list)));
  EXPECT_EQ(reading.chapters_size(), 1);
}

}  // namespace
}  // namespace cuetheque
