// What libavformat reads for us, through the door and through the workers.
#include "importer/media/media.h"

#include <gtest/gtest.h>

#include "importer/media/media_keys.h"
#include "importer/readers.h"
#include "tests/importer/tags/files.h"

namespace cuetheque {
namespace {

using std::string_literals::operator""s;
using tags_test::be32;
using tags_test::bytes_of_size;
using tags_test::id3v2;
using tags_test::TempFile;
using tags_test::text_frame;
using tags_test::values;
using tags_test::Values;

Reading read_media_bytes(const std::string& name, std::string_view bytes) {
  const TempFile file(name, bytes);
  return read_audio(file.path(), {}, read_media);
}

// 1536 samples of 48 kHz each, two channels, 192 kbit/s.
std::string dolby(std::size_t frames) {
  std::string out;
  for (std::size_t i = 0; i < frames; ++i) out += "\x0B\x77\0\0\x14\x40\x40"s + std::string(761, '\0');
  return out;
}

std::string core_audio_chunk(std::string_view id, std::string_view data) {
  return std::string(id) + bytes_of_size(data.size(), 8, true) + std::string(data);
}

// One second of 44.1 kHz, two channels, 16 bits, with this information.
std::string core_audio(const Values& pairs) {
  auto information = be32(pairs.size() / 2);
  for (const auto& text : pairs) information += text + '\0';
  const auto description = "\x40\xE5\x88\x80\0\0\0\0"s + "lpcm" + be32(2) + be32(4) + be32(1) + be32(2) + be32(16);
  return "caff\0\1\0\0"s + core_audio_chunk("desc", description) + core_audio_chunk("info", information) +
         core_audio_chunk("data", std::string(4 + 176400, '\0'));
}

TEST(Media, core_audio) {
  const auto reading = read_media_bytes(
      "a.caf", core_audio({"title", "Main Title", "composer", "Jerry Goldsmith", "track number", "3", "year", "1979"}));
  EXPECT_EQ(reading.failed(), "");
  EXPECT_EQ(reading.container(), "Core Audio");
  EXPECT_EQ(reading.duration_ms(), 1000U);
  EXPECT_EQ(reading.sample_rate(), 44100U);
  EXPECT_EQ(reading.channels(), 2U);
  EXPECT_EQ(reading.bits(), 16U);
  EXPECT_EQ(reading.track(), 3U);
  EXPECT_EQ(values(reading, "TITLE"), Values{"Main Title"});
  EXPECT_EQ(values(reading, "COMPOSER"), Values{"Jerry Goldsmith"});
  EXPECT_EQ(values(reading, "DATE"), Values{"1979"});
}

TEST(Media, dolby_digital_with_a_tag_before_it) {
  const auto reading = read_media_bytes("a.ac3", id3v2(text_frame("TIT2", "Alone")) + dolby(50));
  EXPECT_EQ(reading.failed(), "");
  EXPECT_EQ(reading.container(), "Dolby Digital");
  EXPECT_NEAR(static_cast<double>(reading.duration_ms()), 1600.0, 40.0);
  EXPECT_EQ(reading.sample_rate(), 48000U);
  EXPECT_EQ(reading.channels(), 2U);
  EXPECT_EQ(values(reading, "TITLE"), Values{"Alone"});
}

TEST(Media, what_only_begins_like_one_is_refused) {
  struct Case {
    std::string name, bytes, failed;
  };
  const auto cases = std::vector<Case>{
      {"a.caf", "caff and then text of somebody", "not a Core Audio file: "},
      {"a.tak", "tBaK and then text of somebody", ""},
      {"a.ac3", "\x0B\x77 text", "no audio stream"},
      {"a.ac3", "#EXTM3U\nhttp://example.org/a.ac3\n", "not a Dolby Digital file"},
      {"a.dts", "\x7F\xFE\x80\x01" + std::string(4000, 'x'), "no audio stream"},
  };
  for (const auto& c : cases) {
    const auto reading = read_media_bytes(c.name, c.bytes);
    EXPECT_FALSE(reading.failed().empty()) << c.name;
    EXPECT_TRUE(reading.failed().starts_with(c.failed)) << c.name << ": " << reading.failed();
  }
}

TEST(Media, names_of_its_metadata) {
  struct Case {
    std::string_view name, key;
  };
  for (const auto& c : {Case{"album_artist", "ALBUMARTIST"}, Case{"Track", "TRACKNUMBER"}, Case{"comments", "COMMENT"},
                        Case{"tempo", "BPM"}, Case{"key signature", "INITIALKEY"}, Case{"composer", "COMPOSER"}})
    EXPECT_EQ(media_key(c.name), c.key);
  EXPECT_EQ(demuxer_of("Dolby Digital", "\x0B\x77\0\0\0\x40"s), "ac3");
  EXPECT_EQ(demuxer_of("Dolby Digital", "\x0B\x77\0\0\0\x80"s), "eac3");
  EXPECT_EQ(demuxer_of("DTS", "DTSHDHDR"), "dtshd");
  EXPECT_EQ(demuxer_of("hls", "#EXTM3U"), "");
}

TEST(Media, the_ordinary_reader_hands_it_on) {
  const TempFile caf("a.caf", core_audio({"title", "Handed on"})), flac("b.flac", tags_test::flac({"TITLE=Kept"}));
  EXPECT_TRUE(read_audio(caf.path()).elsewhere());
  EXPECT_EQ(read_audio(caf.path()).quick_digest(), "");
  Readers readers(CUETHEQUE_READER, 2);
  for (std::uint64_t ticket = 0; ticket < 20; ++ticket)
    readers.submit(ticket, ticket % 2 == 0 ? caf.path() : flac.path());
  for (int i = 0; i < 20; ++i) {
    const auto result = readers.next();
    ASSERT_TRUE(result.has_value());
    EXPECT_EQ(values(result->reading, "TITLE"), Values{result->ticket % 2 == 0 ? "Handed on" : "Kept"});
    EXPECT_FALSE(result->reading.quick_digest().empty());
  }
  EXPECT_FALSE(readers.next().has_value());
}

}  // namespace
}  // namespace cuetheque
