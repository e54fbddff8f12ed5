// Where the sound of a file lies: what is written around it may change, and its digest does not.
#include "importer/tags/sound_spans.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "importer/tags/check_file.h"
#include "tests/importer/tags/files.h"

namespace cuetheque {
namespace {

using tags_test::be32;
using tags_test::bytes_of_size;
using tags_test::chunk;
using tags_test::flac_block;
using tags_test::flac_stream_info;
using tags_test::id3v2;
using tags_test::le32;
using tags_test::mp3_audio;
using tags_test::syn;
using tags_test::TempFile;
using tags_test::text_frame;
using tags_test::vorbis_block;
using tags_test::wav_format;

SoundSpans sound_of(const std::string& bytes) {
  const TempFile file("a", bytes);
  WindowStream stream(::open(file.path().c_str(), O_RDONLY), bytes.size(), file.path());
  return find_sound(stream);
}

/// The bytes of the sound, one after the other.
std::string heard(const std::string& bytes) {
  std::string all;
  for (const auto& [begin, end] : sound_of(bytes).spans) all += bytes.substr(begin, end - begin);
  return all;
}

std::string id3v1() {
  return "TAG" + std::string(125, 'x');
}
std::string ape(std::string_view items = std::string_view("\1\0\0\0\0\0\0\0Key\0v", 13)) {
  const auto head = [&](std::uint32_t flags) {
    return "APETAGEX" + le32(2000) + le32(items.size() + 32) + le32(1) + le32(flags) + std::string(8, '\0');
  };
  return head(0xA000'0000U) + std::string(items) + head(0x8000'0000U);
}
std::string lyrics3() {
  const std::string body = "LYRICSBEGININD0000200";
  return body + "000021LYRICS200";
}
std::string with_footer(std::string_view frames) {
  auto tag = id3v2(frames);
  tag[5] = '\x10';
  auto footer = tag.substr(0, 10);
  return tag + footer.replace(0, 3, "3DI");
}

TEST(SoundSpans, lyrics_do_not_begin_in_the_tag_before_the_sound) {
  const auto footer = "APETAGEX" + le32(2000) + le32(0x7FFF'FFFF) + le32(1) + le32(0) + std::string(8, '\0');
  for (const std::string end : {"LYRICSEND", "004181LYRICS200"}) {
    const auto audio = mp3_audio(10) + end;
    const auto tag = id3v2(text_frame("TXXX", footer + "LYRICSBEGIN"));
    EXPECT_TRUE(heard(tag + audio) == audio) << end;
  }
}

TEST(SoundSpans, mp3_lies_between_its_tags) {
  const auto audio = mp3_audio();
  const auto tag = id3v2(text_frame("TIT2", "x"));
  const auto appended = with_footer(text_frame("TIT2", "y"));
  const std::vector<std::string> files{
      audio,
      tag + audio,
      tag + tag + audio + id3v1(),
      audio + ape(),
      tag + audio + ape() + id3v1(),
      audio + lyrics3() + id3v1(),
      tag + audio + lyrics3() + ape() + id3v1(),
      audio + ape() + lyrics3() + id3v1(),
      audio + "LYRICSBEGINla la laLYRICSEND" + id3v1(),
      audio + appended,
      appended + audio,
  };
  for (std::size_t i = 0; i < files.size(); ++i) {
    EXPECT_EQ(sound_of(files[i]).kind, bare_stream) << i;
    EXPECT_TRUE(heard(files[i]) == audio) << i << ": " << heard(files[i]).size() << " of " << audio.size();
  }
}

TEST(SoundSpans, flac_lies_behind_its_metadata) {
  auto information = flac_stream_info();
  information.replace(18, 16, "0123456789abcdef");
  const std::string frames = "\xFF\xF8 frames";
  const auto head = "fLaC" + flac_block(0, information);
  for (const auto& file : {head + vorbis_block({"TITLE=x"}) + frames,
                           head + flac_block(1, std::string(99, '\0')) + vorbis_block({}) + frames,
                           id3v2(text_frame("TIT2", "x")) + head + vorbis_block({}) + frames + id3v1()}) {
    EXPECT_EQ(heard(file), frames);
    EXPECT_EQ(sound_of(file).prefix, "0123456789abcdef");
  }
  EXPECT_EQ(sound_of(head + flac_block(4, "cut").substr(0, 5)).kind, no_audio_digest);
}

TEST(SoundSpans, chunks_of_any_size) {
  const std::string odd = "sound";
  const auto riff = [](const std::string& chunks, const std::string& magic = "RIFF") {
    return magic + le32(chunks.size() + 4) + "WAVE" + chunks;
  };
  EXPECT_EQ(heard(riff(wav_format() + chunk("data", odd) + chunk("LIST", "INFO"))), odd);
  EXPECT_EQ(heard(riff(wav_format() + chunk("data", odd, false) + chunk("LIST", "INFO"))), odd);
  EXPECT_EQ(heard(riff(chunk("bext", "odd") + wav_format() + chunk("data", odd))), odd);
  EXPECT_EQ(heard(riff(wav_format() + "data" + le32(1'000'000) + odd)), odd) << "truncated";
  const auto long_sizes =
      chunk("ds64", bytes_of_size(100, 8, false) + bytes_of_size(5, 8, false) + std::string(12, '\0'));
  EXPECT_EQ(heard(riff(long_sizes + wav_format() + "data" + le32(0xFFFF'FFFF) + odd + std::string(1, '\0') +
                           chunk("LIST", "x"),
                       "RF64")),
            odd);
  EXPECT_EQ(sound_of(riff(wav_format())).kind, no_audio_digest);
  const auto aiff = [&](const std::string& id, const std::string& data) {
    return id + be32(data.size()) + data + std::string(data.size() % 2, '\0');
  };
  const auto body =
      "AIFF" + aiff("NAME", "x") + aiff("COMM", std::string(18, '\0')) + aiff("SSND", odd) + aiff("ANNO", "y");
  EXPECT_EQ(heard("FORM" + be32(body.size()) + body), odd);
}

std::string page(std::uint32_t serial, char flags, std::string_view body, std::uint32_t number = 0) {
  std::string lacing(body.size() / 255, '\xFF');
  lacing += static_cast<char>(body.size() % 255);
  return "OggS" + std::string(1, '\0') + flags + std::string(8, '\0') + le32(serial) + le32(number) + le32(0) +
         static_cast<char>(lacing.size()) + lacing + std::string(body);
}

TEST(SoundSpans, ogg_is_what_is_no_header) {
  const auto first = page(7, 2, "OpusHead\1\2" + std::string(9, '\0'));
  const auto file = [&](const std::string& comment, std::uint32_t number) {
    return first + page(7, 0, "OpusTags" + comment, 1) + page(7, 0, "sound", number) + page(8, 0, "more", number);
  };
  EXPECT_EQ(heard(file("x", 2)), "soundmore");
  EXPECT_EQ(heard(file(std::string(700, 'y'), 9)), "soundmore");
  EXPECT_EQ(heard(file("x", 2) + "junk"), "soundmorejunk") << "what may be sound counts as sound";
  EXPECT_EQ(sound_of(first).kind, no_audio_digest);
}

TEST(SoundSpans, mp4_is_its_media) {
  const auto atom = [](const std::string& name, const std::string& body) {
    return be32(body.size() + 8) + name + body;
  };
  const auto head = atom("ftyp", "M4A " + be32(0));
  const auto movie = atom("moov", atom("udta", "tags"));
  EXPECT_EQ(heard(head + movie + atom("mdat", "sound") + atom("mdat", "more")), "soundmore");
  EXPECT_EQ(heard(head + atom("mdat", "soundmore") + movie), "soundmore");
  EXPECT_EQ(heard(head + be32(1) + "mdat" + be32(0) + be32(21) + "sound" + movie), "sound") << "64-bit size";
  EXPECT_EQ(heard(head + be32(0) + "mdatsound"), "sound") << "to the end";
  EXPECT_EQ(heard(head + be32(0x7fff'ffff) + "mdatsound"), "sound") << "truncated";
}

TEST(SoundSpans, dsf_and_dsdiff) {
  const auto dsf = "DSD " + std::string(24, '\0') + "fmt " + bytes_of_size(52, 8, false) + std::string(40, '\0');
  EXPECT_EQ(heard(dsf + "data" + bytes_of_size(17, 8, false) + "sound" + "ID3 tag"), "sound");
  EXPECT_EQ(sound_of("DSD " + std::string(24, '\0') + "fmt " + std::string(8, '\xFF')).kind, no_audio_digest);
  const auto body = "DSD DSD " + bytes_of_size(5, 8, true) + "sound" + std::string(1, '\0') + "ID3 " +
                    bytes_of_size(2, 8, true) + "xx";
  EXPECT_EQ(heard("FRM8" + bytes_of_size(body.size(), 8, true) + body), "sound");
}

TEST(SoundSpans, none_where_nothing_tells) {
  for (const std::string bytes :
       {"", "text", "ID3", "APETAGEX", "LYRICSEND", "fLaC", "OggS", "RIFF\1\0\0\0WAVE", "FORM\0\0\0\0AIFF"})
    EXPECT_EQ(sound_of(bytes).kind, no_audio_digest) << bytes;
}

TEST(SpanDigest, does_not_mind_how_the_bytes_come) {
  const std::string bytes = "0123456789";
  const std::vector<ByteSpan> spans{{1, 3}, {3, 4}, {6, 10}};
  SpanDigest whole(spans);
  whole.add(0, bytes);
  const auto expected = whole.finish();
  EXPECT_EQ(expected, bytes_of(Digest().add_raw("1236789").finish()));
  for (std::size_t step = 1; step < bytes.size(); ++step) {
    SpanDigest pieces(spans);
    for (std::size_t at = 0; at < bytes.size(); at += step) pieces.add(at, std::string_view(bytes).substr(at, step));
    EXPECT_EQ(pieces.finish(), expected) << step;
  }
}

Checked check(const std::string& bytes, const AudioFile& known) {
  const TempFile file("a", bytes);
  return check_file(file.path(), known, [](std::uint64_t) { return true; });
}

AudioFile known_of(const std::string& bytes) {
  const TempFile file("a", bytes);
  ReadOptions options;
  options.set_whole_digest(true);
  const auto reading = read_audio(file.path(), options);
  AudioFile known;
  known.set_size(bytes.size());
  known.set_digest(reading.digest());
  known.set_audio_digest(reading.audio_digest());
  known.set_audio_digest_kind(static_cast<AudioDigest>(reading.audio_digest_kind()));
  return known;
}

TEST(CheckFile, tells_tags_from_audio) {
  auto information = flac_stream_info();
  const auto flac = [&](const std::string& title, const std::string& frames) {
    return "fLaC" + flac_block(0, information) + vorbis_block({"TITLE=" + title}) + frames;
  };
  EXPECT_EQ(check(flac("x", "frames"), known_of(flac("x", "frames"))).condition, Condition::same);
  EXPECT_EQ(check(flac("y", "frames"), known_of(flac("x", "frames"))).condition, Condition::tags_changed);
  EXPECT_EQ(check(flac("longer", "frames"), known_of(flac("x", "frames"))).condition, Condition::tags_changed);
  EXPECT_EQ(check(flac("x", "framez"), known_of(flac("x", "frames"))).condition, Condition::audio_changed);
  EXPECT_EQ(check(flac("x", "frame"), known_of(flac("x", "frames"))).condition, Condition::audio_changed);
  information.replace(18, 16, "0123456789abcdef");
  EXPECT_TRUE(check(flac("x", "framez"), known_of(flac("x", "frames"))).why.starts_with("its own MD5"));
  EXPECT_EQ(check(mp3_audio(), known_of(flac("x", "frames"))).condition, Condition::audio_changed);
  auto known = known_of(flac("x", "frames"));
  known.clear_audio_digest();
  EXPECT_EQ(check(flac("y", "frames"), known).condition, Condition::changed);
  known.clear_digest();
  EXPECT_EQ(check(flac("y", "frames"), known).condition, Condition::no_checksum);
}

TEST(CheckFile, what_is_not_there_or_cannot_be_read) {
  const TempFile file("a", "x");
  const auto go_on = [](std::uint64_t) { return true; };
  EXPECT_EQ(check_file(file.path() + "b", {}, go_on).condition, Condition::missing);
  EXPECT_EQ(check_file(file.path() + "/b", {}, go_on).condition, Condition::missing);
  EXPECT_EQ(check_file("/dev/null", {}, go_on).condition, Condition::unreadable);
  EXPECT_EQ(check_file("/", {}, go_on).condition, Condition::unreadable);
  AudioFile known;
  known.set_size(1);
  known.set_digest("other");
  EXPECT_EQ(check_file(file.path(), known, [](std::uint64_t) { return false; }).condition, Condition::stopped);
}

}  // namespace
}  // namespace cuetheque
