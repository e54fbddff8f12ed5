// The chunk walker and the tags of WAV, AIFF and DSD files.
#include <gtest/gtest.h>

#include "tests/importer/tags/files.h"

namespace cuetheque {
namespace {

using tags_test::be32;
using tags_test::bytes_of_size;
using tags_test::chunk;
using tags_test::id3v2;
using tags_test::le16;
using tags_test::le32;
using tags_test::read_bytes;
using tags_test::remarked;
using tags_test::text_frame;
using tags_test::values;
using tags_test::Values;
using tags_test::wav;
using tags_test::wav_format;

std::string bext(std::string description) {
  description.resize(602, '\0');
  return chunk("bext", description);
}

std::string ixml(std::string_view inside) {
  return chunk("iXML", "<?xml version=\"1.0\"?><BWFXML>" + std::string(inside) + "</BWFXML>");
}

TEST(TagRiff, id3_info_ixml_and_bext_of_one_file_are_merged) {
  const auto info = chunk("LIST", "INFO" + chunk("INAM", "from INFO") + chunk("IART", "London SO"));
  const auto project = ixml("<PROJECT>Vertigo</PROJECT><SCENE>12A</SCENE><TAKE>3</TAKE><NOTE>slate note</NOTE>");
  const auto reading = read_bytes(
      "a.wav", wav(bext("1M1 Main Title"), info + project + chunk("id3 ", id3v2(text_frame("TIT2", "from ID3")))));
  EXPECT_EQ(values(reading, "TITLE"), Values{"from ID3"});
  EXPECT_EQ(values(reading, "ARTIST"), Values{"London SO"});
  EXPECT_EQ(values(reading, "FILM"), Values{"Vertigo"});
  EXPECT_EQ(values(reading, "SLATE"), Values{"12A/3"});
  EXPECT_EQ(values(reading, "COMMENT"), Values{"slate note"});
  EXPECT_EQ(values(read_bytes("b.wav", wav(bext("1M1 Main Title"), "")), "COMMENT"), Values{"1M1 Main Title"});
}

// Each may claim all that stands behind it, and a file can hold twenty thousand.
TEST(TagRiff, only_the_first_id3_chunks_are_read) {
  const auto empty = chunk("id3 ", id3v2(text_frame("TPE1", "x")));
  const auto title = chunk("ID3 ", id3v2(text_frame("TIT2", "read")));
  EXPECT_EQ(values(read_bytes("a.wav", wav("", empty + empty + empty + title)), "TITLE"), Values{"read"});
  EXPECT_EQ(values(read_bytes("a.wav", wav("", empty + empty + empty + empty + title)), "TITLE"), Values{});
}

// The originator is who recorded, the date is when: neither is the artist's nor the release's.
TEST(TagRiff, bext_speaks_of_the_recording) {
  std::string data = "1M1 Main Title";
  data.resize(256, '\0');
  data += "Fairlight";
  data.resize(320, '\0');
  data += "1958:05:0912:00:00";
  data.resize(602, '\0');
  data += "A=PCM,F=48000,W=24,M=stereo\r\n";
  const auto reading = read_bytes("a.wav", wav(chunk("bext", data), ""));
  EXPECT_EQ(reading.tags_size(), 3);
  EXPECT_EQ(values(reading, "COMMENT"), Values{"1M1 Main Title"});
  EXPECT_EQ(values(reading, "RECORDINGDATE"), Values{"1958-05-09"});
  EXPECT_EQ(values(reading, "ENCODERSETTINGS"), Values{"A=PCM,F=48000,W=24,M=stereo"});
  EXPECT_EQ(values(read_bytes("a.wav", wav(chunk("bext", "cut short"), "")), "COMMENT"), Values{"cut short"});
}

TEST(TagRiff, ixml_to_the_last_field) {
  const auto set =
      "<FILE_SET><FAMILY_UID>F1</FAMILY_UID><TOTAL_FILES>4</TOTAL_FILES><FILE_SET_INDEX>2</FILE_SET_INDEX></FILE_SET>";
  const auto game = "<ASWG><project>Outcast</project><songTitle>Theme</songTitle><composer>Moore</composer></ASWG>";
  const auto reading = read_bytes("a.wav", wav(ixml(std::string("<TAPE>12</TAPE>") + set + game), ""));
  EXPECT_EQ(values(reading, "TAPE"), Values{"12"});
  EXPECT_EQ(values(reading, "FILESET"), Values{"F1 2/4"});
  EXPECT_EQ(values(reading, "GAME"), Values{"Outcast"});
  EXPECT_EQ(values(reading, "TITLE"), Values{"Theme"});
  EXPECT_EQ(values(reading, "COMPOSER"), Values{"Moore"});
}

TEST(TagRiff, odd_sizes_with_and_without_padding) {
  for (const bool padded : {true, false}) {
    const auto info = chunk("LIST", "INFO" + chunk("INAM", "odd", padded) + chunk("IART", "London SO"));
    const auto reading = read_bytes("a.wav", wav(chunk("junk", "\1\2\3", padded), info));
    EXPECT_EQ(values(reading, "TITLE"), Values{"odd"}) << padded;
    EXPECT_EQ(values(reading, "ARTIST"), Values{"London SO"}) << padded;
    EXPECT_EQ(reading.duration_ms(), 1000U) << padded;
  }
}

// RELIABILITY.md A5
TEST(TagRiff, truncated_audio_has_the_length_that_is_there_and_a_remark) {
  auto bytes = wav("", "");
  bytes.resize(bytes.size() - 88200);
  const auto reading = read_bytes("a.wav", bytes);
  EXPECT_EQ(reading.failed(), "");
  EXPECT_EQ(reading.duration_ms(), 500U);
  EXPECT_TRUE(remarked(reading, "says 176400 bytes of audio, the file holds 88200"));
}

TEST(TagRiff, audio_whose_size_was_never_filled_in_goes_to_the_end) {
  for (const auto claimed : {0U, 0xFFFFFFFFU}) {
    const auto body = "WAVE" + wav_format() + "data" + le32(claimed) + std::string(88200, '\0');
    const auto reading = read_bytes("a.wav", "RIFF" + le32(0) + body);
    EXPECT_EQ(reading.duration_ms(), 500U) << claimed;
    EXPECT_EQ(reading.remarks_size(), 0) << claimed;
  }
  const auto empty =
      "WAVE" + wav_format() + chunk("data", "") + chunk("LIST", "INFO" + chunk("INAM", "behind no audio"));
  EXPECT_EQ(read_bytes("a.wav", "RIFF" + le32(empty.size()) + empty).duration_ms(), 0U);
  EXPECT_EQ(values(read_bytes("a.wav", "RIFF" + le32(empty.size()) + empty), "TITLE"), Values{"behind no audio"});
}

TEST(TagRiff, rf64_and_bw64_take_the_long_sizes) {
  const auto sizes = chunk(
      "ds64", bytes_of_size(0, 8, false) + bytes_of_size(176400, 8, false) + bytes_of_size(44100, 8, false) + le32(0));
  for (const auto* magic : {"RF64", "BW64"}) {
    const auto body = "WAVE" + sizes + wav_format() + "data" + le32(0xFFFFFFFF) + std::string(176400, '\0') +
                      chunk("LIST", "INFO" + chunk("INAM", "after"));
    const auto reading = read_bytes("a.wav", magic + le32(0xFFFFFFFF) + body);
    EXPECT_EQ(reading.duration_ms(), 1000U) << magic;
    EXPECT_EQ(values(reading, "TITLE"), Values{"after"}) << magic;
    EXPECT_EQ(reading.remarks_size(), 0) << magic;
  }
}

TEST(TagRiff, wave64_has_the_chunks_of_wav_under_longer_names) {
  const auto part = [](std::string_view id, std::string_view data) {
    return std::string(id) + std::string(12, '\x11') + bytes_of_size(24 + data.size(), 8, false) + std::string(data) +
           std::string((8 - data.size() % 8) % 8, '\0');
  };
  const auto chunks = part("junk", "odd") + part("fmt ", wav_format().substr(8)) +
                      part("data", std::string(88200, '\0')) + part("bext", "1M1 Main Title");
  const auto head = std::string("riff\x2E\x91\xCF\x11\xA5\xD6\x28\xDB\x04\xC1\x00\x00", 16);
  const auto wave = "wave" + std::string(12, '\x11');
  const auto reading = read_bytes("a.w64", head + bytes_of_size(40 + chunks.size(), 8, false) + wave + chunks);
  EXPECT_EQ(reading.failed(), "");
  EXPECT_EQ(reading.container(), "Wave64");
  EXPECT_EQ(reading.duration_ms(), 500U);
  EXPECT_EQ(reading.sample_rate(), 44100U);
  EXPECT_EQ(values(reading, "COMMENT"), Values{"1M1 Main Title"});
  EXPECT_EQ(reading.remarks_size(), 0);
}

TEST(TagRiff, ixml_loads_no_dtd_and_expands_no_entity) {
  const auto evil = chunk(
      "iXML", "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><BWFXML><PROJECT>&a;Film</PROJECT></BWFXML>");
  EXPECT_EQ(values(read_bytes("a.wav", wav("", evil)), "FILM"), Values{"&a;Film"});
  EXPECT_TRUE(remarked(read_bytes("a.wav", wav("", chunk("iXML", "<BWFXML><PROJECT>x</PROJ"))), "iXML"));
}

std::string aiff_chunk(std::string_view id, std::string_view data) {
  return std::string(id) + be32(data.size()) + std::string(data) + (data.size() % 2 != 0 ? std::string(1, '\0') : "");
}

TEST(TagRiff, an_id3_chunk_that_holds_none) {
  for (const auto* data : {"", "ID3", "not\4\x01\x40\x01\x01\x01\x01 and more of it"}) {
    const auto reading = read_bytes("a.wav", wav("", chunk("id3 ", data)));
    EXPECT_EQ(reading.failed(), "") << data;
    EXPECT_EQ(reading.tags_size(), 0) << data;
  }
}

TEST(TagRiff, aiff_id3_and_native_text) {
  // 44,100 Hz in extended precision.
  const auto common = aiff_chunk("COMM", std::string("\0\2", 2) + be32(44100) + std::string("\0\x10", 2) +
                                             std::string("\x40\x0E\xAC\x44\0\0\0\0\0\0", 10));
  const auto body = "AIFF" + common + aiff_chunk("NAME", "from NAME") + aiff_chunk("AUTH", "London SO") +
                    aiff_chunk("ID3 ", id3v2(text_frame("TIT2", "from ID3")));
  const auto reading = read_bytes("a.aif", "FORM" + be32(body.size()) + body);
  EXPECT_EQ(values(reading, "TITLE"), Values{"from ID3"});
  EXPECT_EQ(values(reading, "ARTIST"), Values{"London SO"});
  EXPECT_EQ(reading.sample_rate(), 44100U);
  EXPECT_EQ(reading.duration_ms(), 1000U);
}

TEST(TagRiff, dsf_and_dsdiff_with_id3) {
  const auto tag = id3v2(text_frame("TIT2", "Main Title"));
  const auto format = "fmt " + bytes_of_size(52, 8, false) + le32(1) + le32(0) + le32(2) + le32(2) + le32(2822400) +
                      le32(1) + bytes_of_size(2822400, 8, false) + le32(4096) + le32(0);
  const auto dsf = "DSD " + bytes_of_size(28, 8, false) + bytes_of_size(80 + tag.size(), 8, false) +
                   bytes_of_size(80, 8, false) + format + tag;
  const auto reading = read_bytes("a.dsf", dsf);
  EXPECT_EQ(values(reading, "TITLE"), Values{"Main Title"});
  EXPECT_EQ(reading.duration_ms(), 1000U);
  EXPECT_EQ(reading.container(), "DSF");
  const auto part = [](std::string_view id, std::string_view data) {
    return std::string(id) + bytes_of_size(data.size(), 8, true) + std::string(data);
  };
  const auto properties =
      part("PROP", "SND " + part("FS  ", be32(2822400)) + part("CHNL", std::string("\0\2SLFTSRGT", 10)));
  const auto body = "DSD " + properties + part("DSD ", std::string(70560, '\0')) + part("ID3 ", tag);
  const auto dff = read_bytes("a.dff", part("FRM8", body));
  EXPECT_EQ(values(dff, "TITLE"), Values{"Main Title"});
  EXPECT_EQ(dff.duration_ms(), 100U);
  EXPECT_EQ(dff.channels(), 2U);
}

TEST(TagRiff, containers_are_known_by_content) {
  EXPECT_EQ(read_bytes("named.mp3", tags_test::flac({"TITLE=x"})).container(), "FLAC");
  EXPECT_TRUE(remarked(read_bytes("named.mp3", tags_test::flac({"TITLE=x"})), "named .mp3, but it is FLAC"));
  EXPECT_EQ(read_bytes("nothing", tags_test::mp3_audio()).container(), "MP3");
  EXPECT_EQ(read_bytes("nothing", tags_test::mp3_audio()).remarks_size(), 0);
  EXPECT_EQ(read_bytes("nothing", tags_test::mp3_audio()).duration_ms(), 1043U);
  EXPECT_TRUE(read_bytes("a.caf", "caff\0\1\0\0").elsewhere());
  EXPECT_TRUE(read_bytes("a.ac3", "\x0B\x77 and so on").elsewhere());
  EXPECT_TRUE(read_bytes("a.dts", "\x7F\xFE\x80\x01 and so on").elsewhere());
  EXPECT_EQ(read_bytes("a.w64", "text").failed(), "not a WAV file");
}

}  // namespace
}  // namespace cuetheque
