// Containers that TagLib does not read, or not to their end.
#include <gtest/gtest.h>

#include "tests/importer/tags/files.h"

namespace cuetheque {
namespace {

using tags_test::be32;
using tags_test::chunk;
using tags_test::id3v2;
using tags_test::le16;
using tags_test::le32;
using tags_test::read_bytes;
using tags_test::remarked;
using tags_test::text_frame;
using tags_test::values;
using tags_test::Values;

/// Numbers of so many bits, the highest first.
class Bits {
 public:
  Bits& put(std::uint64_t value, unsigned count) {
    while (count-- > 0) bits_.push_back(count < 64 && (value >> count & 1U) != 0);  // put(0, 72) is nine empty bytes
    return *this;
  }
  Bits& rice(std::uint64_t value, unsigned low_bits) {
    put(0, static_cast<unsigned>(value >> low_bits));
    return put(1, 1).put(value & ((1U << low_bits) - 1), low_bits);
  }
  /// Shorten's number: how many low bits, then the number in them.
  Bits& number(std::uint64_t value, unsigned low_bits) { return rice(low_bits, 2).rice(value, low_bits); }

  [[nodiscard]] std::string bytes() const {
    std::string out((bits_.size() + 7) / 8, '\0');
    for (std::size_t i = 0; i < bits_.size(); ++i)
      if (bits_[i]) out[i / 8] = static_cast<char>(static_cast<unsigned char>(out[i / 8]) | 0x80U >> i % 8);
    return out;
  }

 private:
  std::vector<bool> bits_;
};

// 48 kHz, a front pair and a low channel, 64 kbit/s.
std::string adif(bool with_copyright) {
  Bits bits;
  bits.put(with_copyright ? 1 : 0, 1);
  if (with_copyright) bits.put(0, 72);
  bits.put(0, 3).put(64000, 23).put(0, 4).put(0, 20);
  bits.put(0, 4).put(1, 2).put(3, 4).put(1, 4).put(0, 4).put(0, 4).put(1, 2).put(0, 3).put(0, 4).put(0, 3);
  return "ADIF" + bits.put(1, 1).put(0, 4).bytes();
}

TEST(TagFormats, adif) {
  for (const bool with_copyright : {false, true}) {
    auto bytes = adif(with_copyright);
    bytes.resize(8000, '\0');
    const auto reading = read_bytes("a.aac", id3v2(text_frame("TIT2", "Main Title")) + bytes);
    EXPECT_EQ(reading.failed(), "");
    EXPECT_EQ(reading.container(), "AAC");
    EXPECT_EQ(reading.remarks_size(), 0);
    EXPECT_EQ(reading.sample_rate(), 48000U) << with_copyright;
    EXPECT_EQ(reading.channels(), 3U) << with_copyright;
    EXPECT_EQ(reading.duration_ms(), 1000U);
    EXPECT_EQ(values(reading, "TITLE"), Values{"Main Title"});
  }
}

// A frame header of seven bytes, two channels, with this index of the table of rates.
std::string adts_frame_of(std::size_t size, unsigned rate_index) {
  auto frame = Bits().put(0xFFF1, 16).put(1, 2).put(rate_index, 4).put(0, 1).put(2, 3).put(0, 4).put(size, 13);
  auto bytes = frame.put(0x7FF, 11).put(0, 2).bytes();
  bytes.resize(size, '\0');
  return bytes;
}

TEST(TagFormats, adts) {
  std::string known, unknown, reserved;
  for (int i = 0; i < 43; ++i) {
    known += adts_frame_of(64, 4);
    unknown += adts_frame_of(64, 15);
    reserved += adts_frame_of(64, 13);
  }
  const auto reading = read_bytes("a.aac", known);
  EXPECT_EQ(reading.sample_rate(), 44100U);
  EXPECT_EQ(reading.channels(), 2U);
  EXPECT_EQ(reading.duration_ms(), 998U);
  const auto elsewhere = read_bytes("a.aac", unknown);
  EXPECT_EQ(elsewhere.failed(), "") << "sound whose rate stands elsewhere is sound";
  EXPECT_EQ(elsewhere.sample_rate(), 0U);
  EXPECT_EQ(elsewhere.duration_ms(), 0U);
  EXPECT_EQ(read_bytes("a.aac", reserved).failed(), "no audio stream");
  EXPECT_EQ(read_bytes("a.mod", "a module" + unknown).failed(), "not a ProTracker file");
  EXPECT_EQ(read_bytes("a.aac", known.substr(0, 2 * 64 + 30)).failed(), "") << "cut short";
  EXPECT_EQ(read_bytes("a.aac", known.substr(0, 64)).failed(), "") << "one frame";
  EXPECT_EQ(read_bytes("a.flac", "\xFF" + known.substr(0, 64 + 30)).failed(), "not a FLAC file");
  EXPECT_EQ(read_bytes("a", "junk" + known + tags_test::mp3_audio()).container(), "AAC") << "what comes first";
  EXPECT_EQ(read_bytes("a", "junk" + tags_test::mp3_audio() + known).container(), "MP3");
}

std::string shorten(unsigned version, std::string_view wave) {
  Bits bits;
  bits.number(5, 3).number(2, 1).number(256, 8).number(0, 0).number(4, 2).number(1, 0).put(0xAB, 8);
  bits.rice(9, 2).rice(wave.size(), 5);
  for (const char c : wave) bits.rice(static_cast<unsigned char>(c), 8);
  return "ajkg" + std::string(1, static_cast<char>(version)) + bits.rice(0, 2).bytes();
}

TEST(TagFormats, shorten_says_what_the_wav_said) {
  const auto head = "RIFF" + le32(176436) + "WAVE" + tags_test::wav_format() + "data" + le32(176400);
  const auto reading = read_bytes("a.shn", shorten(2, head));
  EXPECT_EQ(reading.failed(), "");
  EXPECT_EQ(reading.container(), "Shorten");
  EXPECT_EQ(reading.duration_ms(), 1000U);
  EXPECT_EQ(reading.sample_rate(), 44100U);
  EXPECT_EQ(reading.channels(), 2U);
  EXPECT_EQ(reading.bits(), 16U);
  EXPECT_EQ(reading.remarks_size(), 0);
  for (const auto& odd : {shorten(9, head), shorten(2, "FORM and so on"), std::string("ajkg\2data")})
    EXPECT_TRUE(remarked(read_bytes("a.shn", odd), "does not begin with a WAV header"));
  // Sizes that lead round to the same chunk again in 32 bits.
  for (const auto size : {0xFFFF'FFF7U, 0xFFFF'FFF8U})
    EXPECT_EQ(read_bytes("a.shn", shorten(2, "RIFF" + le32(0) + "WAVELIST" + le32(size))).failed(), "");
}

std::string midi_track(std::string_view events) {
  return "MTrk" + be32(events.size()) + std::string(events);
}

std::string midi(std::string_view division, std::string_view tracks) {
  return "MThd" + be32(6) + std::string("\0\1\0\2", 4) + std::string(division) + std::string(tracks);
}

TEST(TagFormats, midi_by_its_tempo_map) {
  using std::string_literals::operator""s;
  // A second at 120 quarter notes a minute, then two at 60; the last note by running status.
  const auto first = midi_track("\0\xFF\3\nMain Theme\0\xFF\2\6(c) me\x87\x40\xFF\x51\3\x0F\x42\x40\0\xFF\x2F\0"s);
  const auto second = midi_track("\0\xFF\3\4Bass\0\xF0\2\1\xF7\0\x90\x40\x40\x8F\0\x40\0\0\xFF\x2F\0"s);
  const auto reading = read_bytes("a.mid", midi("\1\xE0", first + "JUNK" + be32(2) + "xx" + second));
  EXPECT_EQ(reading.failed(), "");
  EXPECT_EQ(reading.container(), "MIDI");
  EXPECT_EQ(values(reading, "TITLE"), Values{"Main Theme"});
  EXPECT_EQ(values(reading, "COPYRIGHT"), Values{"(c) me"});
  EXPECT_EQ(reading.duration_ms(), 3000U);
  EXPECT_EQ(reading.sample_rate(), 0U);
  // 25 frames a second of 40 ticks.
  EXPECT_EQ(read_bytes("a.mid", midi("\xE7\x28", midi_track("\x87\x68\x90\x40\x40"s))).duration_ms(), 1000U);
}

std::string atom(std::string_view name, std::string_view data) {
  return be32(data.size() + 8) + std::string(name) + std::string(data);
}

std::string text_item(std::string_view name, std::string_view text) {
  return atom(name, atom("data", be32(1) + be32(0) + std::string(text)));
}

TEST(TagFormats, a_movie_cut_short_gives_what_is_whole) {
  const auto none = std::string(4, '\0');
  const auto items = text_item("\251nam", "Main Title") + text_item("\251wrt", "Max Steiner") +
                     text_item("\251cmt", std::string(1000, 'x'));
  const auto meta = atom("meta", none + atom("hdlr", std::string(25, '\0')) + atom("ilst", items));
  const auto whole = atom("ftyp", std::string("M4A \0\0\0\0", 8)) +
                     atom("moov", atom("mvhd", std::string(100, '\0')) + atom("udta", meta));
  const auto cut = read_bytes("a.m4a", whole.substr(0, whole.size() - 500));
  EXPECT_EQ(cut.failed(), "");
  EXPECT_EQ(values(cut, "TITLE"), Values{"Main Title"});
  EXPECT_EQ(values(cut, "COMPOSER"), Values{"Max Steiner"});
  EXPECT_EQ(values(cut, "COMMENT"), Values{});
  EXPECT_TRUE(remarked(cut, "moov atom claims more bytes than the file has"));
  EXPECT_FALSE(remarked(read_bytes("a.m4a", whole), "moov"));
}

// A sample entry of 44,100 Hz and two channels, with this atom in it.
std::string sound_of_codec(std::string_view codec, std::string_view inside) {
  const auto none = std::string(4, '\0');
  const auto entry = std::string(6, '\0') + std::string("\0\1", 2) + std::string(8, '\0') +
                     std::string("\0\2\0\x10", 4) + none + be32(44100U << 16U) + std::string(inside);
  const auto table = atom("stbl", atom("stsd", none + be32(1) + atom(codec, entry)));
  const auto media = atom("mdhd", none + none + none + be32(1000) + be32(2500) + none) +
                     atom("hdlr", none + none + "soun" + std::string(13, '\0')) + atom("minf", table);
  return atom("ftyp", "M4A " + none) +
         atom("moov", atom("mvhd", std::string(100, '\0')) + atom("trak", atom("mdia", media)));
}

std::string esds(const std::string& config) {
  const auto size = [](std::size_t bytes) { return std::string("\x80\x80\x80") + static_cast<char>(bytes); };
  const auto specific = "\5" + size(config.size()) + config;
  const auto decoder = "\4" + size(13 + specific.size()) + "\x40" + std::string(12, '\0') + specific;
  return atom("esds", std::string(4, '\0') + "\3" + size(3 + decoder.size()) + std::string(3, '\0') + decoder);
}

TEST(TagFormats, mp4_plays_what_its_decoder_is_told) {
  struct Case {
    std::string what, codec, inside;
    std::uint32_t rate, channels;
  };
  const auto low = [](unsigned channels) { return Bits().put(2, 5).put(7, 4).put(channels, 4).put(0, 3); };
  const auto cookie =
      be32(0) + be32(4096) + std::string("\0\x18\x28\x0A\x0E\6\0\xFF", 8) + be32(0) + be32(0) + be32(192000);
  const auto cases = std::vector<Case>{
      {"no word", "Opus", "", 44100, 2},
      {"plain", "mp4a", esds(Bits().put(2, 5).put(5, 4).put(1, 4).put(0, 3).bytes()), 32000, 1},
      {"a rate of its own", "mp4a", esds(Bits().put(2, 5).put(15, 4).put(33000, 24).put(7, 4).put(0, 3).bytes()), 33000,
       8},
      {"band replication", "mp4a", esds(Bits().put(5, 5).put(7, 4).put(2, 4).put(4, 4).put(2, 5).bytes()), 44100, 2},
      {"parametric stereo", "mp4a", esds(Bits().put(29, 5).put(6, 4).put(1, 4).put(3, 4).put(2, 5).bytes()), 48000, 2},
      {"marked behind", "mp4a", esds(low(1).put(0x2B7, 11).put(5, 5).put(1, 1).put(4, 4).bytes()), 44100, 1},
      {"marked, with stereo", "mp4a",
       esds(low(1).put(0x2B7, 11).put(5, 5).put(1, 1).put(4, 4).put(0x548, 11).put(1, 1).bytes()), 44100, 2},
      {"marked as absent", "mp4a", esds(low(1).put(0x2B7, 11).put(5, 5).put(0, 1).bytes()), 22050, 1},
      {"cut short", "mp4a", esds(Bits().put(2, 5).bytes()), 44100, 2},
      {"ALAC", "alac", atom("alac", cookie), 192000, 6},
  };
  for (const auto& c : cases) {
    const auto reading = read_bytes("a.m4a", sound_of_codec(c.codec, c.inside));
    EXPECT_EQ(reading.sample_rate(), c.rate) << c.what;
    EXPECT_EQ(reading.channels(), c.channels) << c.what;
    EXPECT_EQ(reading.duration_ms(), 2500U) << c.what;
  }
}

std::string utf16(std::string_view ascii) {
  std::string out;
  for (const char c : ascii) out += {c, '\0'};
  return out + std::string(2, '\0');
}

std::string asf_object(std::string_view guid, std::string_view data) {
  return std::string(guid) + tags_test::bytes_of_size(24 + data.size(), 8, false) + std::string(data);
}

// TagLib takes the last stream's numbers and the values in whatever order their objects stand.
TEST(TagFormats, asf_sound_and_what_its_description_says_first) {
  using std::string_view_literals::operator""sv;
  const auto stream_guid = "\x91\x07\xDC\xB7\xB7\xA9\xCF\x11\x8E\xE6\x00\xC0\x0C\x20\x53\x65"sv;
  const auto wave = le16(0x161) + le16(1) + le32(8000) + le32(1000) + le16(1) + le16(16) + le16(0);
  const auto audio = "\x40\x9E\x69\xF8\x4D\x5B\xCF\x11\xA8\xFD\x00\x80\x5F\x5C\x44\x2B"sv;
  const auto video = "\xC0\xEF\x19\xBC\x4D\x5B\xCF\x11\xA8\xFD\x00\x80\x5F\x5C\x44\x2B"sv;
  const auto stream = [&](std::string_view type, std::string_view data) {
    return asf_object(stream_guid, std::string(type) + std::string(38, '\0') + std::string(data));
  };
  const auto name = utf16("WM/Composer"), first = utf16("Max Steiner"), second = utf16("Hugo Friedhofer");
  const auto library = le16(1) + le16(0) + le16(0) + le16(name.size()) + le16(0) + le32(second.size()) + name + second;
  const auto inner = asf_object("\x94\x1C\x23\x44\x98\x94\xD1\x49\xA1\x41\x1D\x13\x4E\x45\x70\x54"sv, library);
  const auto extension = asf_object("\xB5\x03\xBF\x5F\x2E\xA9\xCF\x11\x8E\xE3\x00\xC0\x0C\x20\x53\x65"sv,
                                    std::string(18, '\0') + le32(inner.size()) + inner);
  const auto description = asf_object("\x40\xA4\xD0\xD2\x07\xE3\xD2\x11\x97\xF0\x00\xA0\xC9\x5E\xA8\x50"sv,
                                      le16(1) + le16(name.size()) + name + le16(0) + le16(first.size()) + first);
  const auto objects =
      asf_object("\xA1\xDC\xAB\x8C\x47\xA9\xCF\x11\x8E\xE4\x00\xC0\x0C\x20\x53\x65"sv, std::string(80, '\0')) +
      stream(audio, wave) + stream(video, std::string(50, '\1')) + extension + description;
  const auto header = "\x30\x26\xB2\x75\x8E\x66\xCF\x11\xA6\xD9\x00\xAA\x00\x62\xCE\x6C"sv;
  const auto reading = read_bytes("a.wma", asf_object(header, le32(5) + "\1\2" + objects));
  EXPECT_EQ(reading.failed(), "");
  EXPECT_EQ(reading.sample_rate(), 8000U);
  EXPECT_EQ(reading.channels(), 1U);
  EXPECT_EQ(reading.bits(), 16U);
  EXPECT_EQ(values(reading, "COMPOSER"), (Values{"Max Steiner", "Hugo Friedhofer"}));
}

}  // namespace
}  // namespace cuetheque
