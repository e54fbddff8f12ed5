// RELIABILITY.md A1–A41: files made to hurt, each read through the worker processes. The importer lives, the remark is
// right, the next file is read.
#include <atomic>
#include <chrono>
#include <functional>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <zlib.h>

#include "importer/readers.h"
#include "tests/importer/tags/files.h"

namespace cuetheque {
namespace {

using tags_test::be32;
using tags_test::bytes_of_size;
using tags_test::chunk;
using tags_test::flac_block;
using tags_test::flac_stream_info;
using tags_test::frame;
using tags_test::id3v2;
using tags_test::le32;
using tags_test::mp3_audio;
using tags_test::remarked;
using tags_test::syn;
using tags_test::TempFile;
using tags_test::text_frame;
using tags_test::values;

std::string repeated(std::string_view piece, std::size_t times) {
  std::string out;
  out.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += piece;
  return out;
}

std::string id3_claiming(std::uint32_t size, std::string_view frames) {
  return std::string("ID3\4\0\0", 6) + syn(size) + std::string(frames);
}

std::string zlib_bomb() {
  const std::string plain(300'000'000, '\0');
  std::string packed(compressBound(plain.size()), '\0');
  auto size = static_cast<uLongf>(packed.size());
  compress2(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(plain.data()), plain.size(),
            1);
  packed.resize(size);
  const auto data = syn(0x0FFFFFFF) + packed;
  return id3v2("TIT2" + syn(static_cast<std::uint32_t>(data.size())) + std::string("\0\x09", 2) + data) + mp3_audio();
}

std::string many_frames() {
  std::string frames;
  for (int i = 0; i < 100'000; ++i) frames += frame("TXXX", "\3k" + std::to_string(i) + std::string(1, '\0') + "v");
  return id3v2(frames) + mp3_audio();
}

std::string atom(std::string_view name, std::string_view data) {
  return be32(data.size() + 8) + std::string(name) + std::string(data);
}
std::string file_type() {
  return atom("ftyp", std::string("M4A \0\0\0\0", 8));
}

std::string deep_atoms() {
  constexpr std::size_t depth = 100'000;
  std::string out = file_type();
  for (std::size_t i = 0; i < depth; ++i) out += be32(8 * (depth - i)) + "moov";
  return out;
}

std::string ogg_page(std::string_view data, std::uint32_t number, int flags) {
  return std::string("OggS\0", 5) + static_cast<char>(flags) + bytes_of_size(0, 8, false) + le32(1) + le32(number) +
         le32(0) + std::string(1, '\1') + static_cast<char>(data.size()) + std::string(data);
}
std::string vorbis_start() {
  return ogg_page("\1vorbis" + le32(0) + '\2' + le32(44100) + le32(0) + le32(128000) + le32(0) + "\xB8\1", 0, 2);
}

// CHAP in CHAP in CHAP …: TagLib reads what is inside by recursion.
std::string nested_chapters(std::string_view id, std::string_view head) {
  constexpr std::size_t depth = 50'000;
  std::string frames;
  for (std::size_t left = depth; left > 0; --left) {
    const auto inside = head.size() + (left - 1) * (head.size() + 10);
    frames += std::string(id) + syn(static_cast<std::uint32_t>(inside)) + std::string(2, '\0') + std::string(head);
  }
  return id3v2(frames) + mp3_audio();
}

std::string flac_picture_block(std::string_view mime, std::uint32_t claimed, std::string_view data) {
  return flac_block(6, be32(3) + be32(mime.size()) + std::string(mime) + be32(0) + be32(1) + be32(1) + be32(24) +
                           be32(0) + be32(claimed) + std::string(data));
}

std::string flac_of(std::string_view blocks) {
  return "fLaC" + flac_block(0, flac_stream_info()) + std::string(blocks) + std::string(100, '\0');
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

// A file is given up after five seconds; the rest is for a machine with much else to do.
constexpr auto slowest_file = std::chrono::seconds(10);

struct Hostile {
  std::string what;
  std::string name;
  std::function<std::string()> bytes;
  std::string failed;  ///< part of it; empty = read
  std::string remark;  ///< part of one; empty = none asked for
};

const std::vector<Hostile>& hostile_files() {
  static const std::vector<Hostile> files{
      {"A1", "empty.mp3", [] { return ""; }, "empty file", ""},
      {"A2", "text.mp3", [] { return repeated("hello, I am not audio\n", 10); }, "no audio stream", ""},
      {"A3 one byte", "one.flac", [] { return "f"; }, "not a FLAC file", ""},
      {"A3 magic", "magic.flac", [] { return "fLaC"; }, "not a FLAC file", ""},
      {"A6", "size.mp3", [] { return id3_claiming(0x0FFFFFFF, text_frame("TIT2", "x")) + mp3_audio(); },
       "no audio stream", ""},
      {"A7 v2.4", "f4.mp3", [] { return id3v2("TIT2" + syn(0x0FFFFFFF) + std::string("\0\0\3x", 4)) + mp3_audio(); },
       "", "a frame claims more"},
      {"A7 v2.3", "f3.mp3",
       [] { return id3v2("TIT2" + be32(0xFFFFFFFF) + std::string("\0\0\0x", 4), 3) + mp3_audio(); }, "",
       "a frame claims more"},
      {"A8", "apic.mp3",
       [] { return id3v2("APIC" + syn(0x0FFFFFFF) + std::string("\0\0\0image/jpeg\0\3\0xx", 18)) + mp3_audio(); }, "",
       "a frame claims more"},
      {"A9", "p.flac", [] { return flac_of(flac_picture_block("image/jpeg", 500'000'000, "xx")); }, "", "FLAC PICTURE"},
      {"A9 of no type", "m.flac",
       [] { return flac_of(flac_picture_block("\xFF\xFE", 4, "data") + tags_test::vorbis_block({"TITLE=x"})); }, "",
       ""},
      {"A9 many", "many-p.flac",
       [] {
         return flac_of(repeated(flac_picture_block("image/jpeg", 500'000'000, ""), 100'000) +
                        tags_test::vorbis_block({"TITLE=x"}));
       },
       "", "further remarks left out"},
      {"A9 many whole", "many-w.flac",
       [] {
         return flac_of(repeated(flac_picture_block("image/png", 4, "data"), 100'000) +
                        tags_test::vorbis_block({"TITLE=x"}));
       },
       "", "more pictures than an album has"},
      {"A10", "large.flac",
       [] {
         return tags_test::flac({"METADATA_BLOCK_PICTURE=x", "TITLE=x"},
                                flac_picture_block("image/png", 16'000'000, std::string(16'000'000, 'x')));
       },
       "", ""},
      {"A11", "bomb.mp3", zlib_bomb, "ran out of memory", ""},
      {"A12", "many.mp3", many_frames, "", "more than 10,000 tag fields"},
      {"A13", "dup.mp3", [] { return repeated(id3v2(""), 200'000) + mp3_audio(); }, "", ""},
      {"A14", "ext.mp3",
       [] {
         return std::string("ID3\4\0\x40", 6) + syn(24) + "\x0F\xFF\xFF\xFF" + std::string(20, '\0') + mp3_audio();
       },
       "", ""},
      {"A15 count", "c.flac",
       [] { return flac_of(flac_block(4, le32(4) + "test" + le32(0xFFFFFFFF) + std::string(40, '\0'), true)); }, "",
       "Vorbis comment"},
      {"A15 vendor", "v.flac", [] { return flac_of(flac_block(4, le32(0xFFFFFFFF) + "test", true)); }, "",
       "Vorbis comment"},
      {"A15 ogg", "c.ogg",
       [] { return vorbis_start() + ogg_page("\3vorbis" + le32(4) + "test" + le32(0xFFFFFFFF), 1, 0); }, "",
       "Vorbis comment"},
      {"A16", "blocks.flac",
       [] {
         return flac_of(repeated(flac_block(1, ""), 500'000) +
                        flac_block(4, tags_test::vorbis_comment({"TITLE=x"}), true));
       },
       "", ""},
      {"A17", "zero.m4a", [] { return std::string(5'000'000, '\0'); }, "not an MP4 file", ""},
      {"A18", "atoms.m4a", [] { return file_type() + repeated(atom("free", ""), 200'000) + atom("moov", ""); }, "", ""},
      {"A19", "deep.m4a", deep_atoms, "the tag reader crashed on this file (skipped)", ""},
      {"A20", "neg.m4a", [] { return file_type() + be32(1) + "moov" + bytes_of_size(~0ULL, 8, true); },
       "not an MP4 file", ""},
      {"A21", "pages.ogg", [] { return vorbis_start() + repeated(ogg_page("", 1, 0), 300'000); }, "",
       "no comment packet"},
      {"A22 wav", "neg.wav",
       [] { return "RIFF" + le32(0xFFFFFFFF) + "WAVE" + tags_test::wav_format() + "data" + le32(0xFFFFFFFF); }, "", ""},
      {"A22 aiff", "neg.aiff",
       [] { return "FORM" + be32(0xFFFFFFFF) + "AIFFCOMM" + be32(0xFFFFFFF0) + std::string(18, '\0'); }, "",
       "COMM chunk"},
      {"A23", "many.wav",
       [] {
         return "RIFF" + le32(0x7FFFFFFF) + "WAVE" + tags_test::wav_format() + repeated(chunk("abcd", ""), 1'000'000);
       },
       "", "more than 20,000 chunks"},
      {"A24", "ape.mp3",
       [] {
         return mp3_audio() + "APETAGEX" + le32(2000) + le32(0x7FFFFFFF) + le32(0x7FFFFFFF) + le32(0) +
                std::string(8, '\0');
       },
       "", "APE tag"},
      {"A25", "big.wma",
       [] {
         return std::string("\x30\x26\xB2\x75\x8E\x66\xCF\x11\xA6\xD9\x00\xAA\x00\x62\xCE\x6C", 16) +
                bytes_of_size(0x7FFFFFFFFFFFFFFFULL, 8, false) + le32(0xFFFFFFFF) + "\1\2" + std::string(64, '\0');
       },
       "not an ASF file", ""},
      {"A26 chapters", "chap.mp3",
       [] { return nested_chapters("CHAP", std::string("a\0", 2) + std::string(16, '\0')); },
       "the tag reader crashed on this file (skipped)", ""},
      {"A26 contents", "ctoc.mp3", [] { return nested_chapters("CTOC", std::string("a\0\0\0", 4)); },
       "the tag reader crashed on this file (skipped)", ""},
      {"A27", "really-flac.mp3", [] { return tags_test::flac({"TITLE=x"}); }, "", "named .mp3, but it is FLAC"},
      {"A28", "no-extension", [] { return id3v2(text_frame("TIT2", "x")) + mp3_audio(); }, "", ""},
      {"A40 rate 0", "rate.wav",
       [] { return "RIFF" + le32(36) + "WAVE" + chunk("fmt ", std::string(16, '\0')) + chunk("data", "xxxx"); }, "",
       ""},
      {"A40 huge", "huge.flac",
       [] {
         auto info = flac_stream_info();
         for (std::size_t i = 10; i < 18; ++i) info[i] = '\xFF';
         return "fLaC" + flac_block(0, info) + flac_block(4, tags_test::vorbis_comment({"TITLE=x"}), true);
       },
       "", ""},
      {"a sheet whose file has no text for a name", "\xFF.flac",
       [] {
         const auto sheet = std::string(128, '\0') + bytes_of_size(0, 8, true) + '\x80' + std::string(258, '\0') +
                            '\1' + bytes_of_size(0, 8, true) + '\1' + std::string(26, '\0') + '\1' +
                            bytes_of_size(0, 8, true) + '\1' + std::string(3, '\0');
         return tags_test::flac({"TITLE=x"}, flac_block(5, sheet));
       },
       "", ""},
      {"A35", "utf16.mp3",
       [] { return id3v2(frame("TIT2", std::string("\1\xFF\xFE\x3D\xD8x\0", 7), 3), 3) + mp3_audio(); }, "", ""},
      {"values without end", "values.mp3",
       [] { return id3v2(frame("TXXX", "\3COMPOSER" + repeated(std::string("\0x", 2), 100'000))) + mp3_audio(); }, "",
       ""},
      {"A37", "long.flac", [] { return tags_test::flac({"COMMENT=" + std::string(10'000'000, 'x')}); }, "",
       "longer than 64 KiB"},
  };
  return files;
}

TEST(TagHostile, each_file_gets_its_word_and_the_next_is_read) {
  if (sanitized) GTEST_SKIP() << "a sanitized reader has no limit of memory to be stopped by";
  // What each file is refused for must not hang on how busy the machine is.
  Readers readers(CUETHEQUE_READER, 2, {false, std::chrono::minutes(2), std::chrono::minutes(4)});
  const TempFile good("good.flac", tags_test::flac({"TITLE=good"}));
  for (const auto& hostile : hostile_files()) {
    const TempFile file(hostile.name, hostile.bytes());
    const auto start = std::chrono::steady_clock::now();
    readers.submit(1, file.path());
    const auto bad = readers.next();
    ASSERT_TRUE(bad.has_value()) << hostile.what;
    EXPECT_LE(std::chrono::steady_clock::now() - start, slowest_file) << hostile.what;
    const auto& reading = bad->reading;
    EXPECT_EQ(reading.failed().empty(), hostile.failed.empty()) << hostile.what << ": " << reading.failed();
    EXPECT_NE(reading.failed().find(hostile.failed), std::string::npos) << hostile.what << ": " << reading.failed();
    EXPECT_TRUE(hostile.remark.empty() || remarked(reading, hostile.remark))
        << hostile.what << ": " << reading.ShortDebugString().substr(0, 2000);
    readers.submit(2, good.path());
    const auto next = readers.next();
    ASSERT_TRUE(next.has_value()) << hostile.what;
    EXPECT_EQ(values(next->reading, "TITLE"), tags_test::Values{"good"}) << hostile.what;
  }
}

TEST(TagHostile, a_crash_in_a_full_queue_costs_one_file) {
  const TempFile good("good.flac", tags_test::flac({"TITLE=good"}));
  const TempFile deep("deep.m4a", deep_atoms());
  Readers readers(CUETHEQUE_READER, 1);
  for (std::uint64_t ticket = 0; ticket < 100; ++ticket)
    readers.submit(ticket, ticket % 10 == 5 ? deep.path() : good.path());
  std::size_t seen = 0;
  while (const auto result = readers.next()) {
    EXPECT_EQ(result->reading.failed().empty(), result->ticket % 10 != 5) << result->ticket << result->reading.failed();
    ++seen;
  }
  EXPECT_EQ(seen, 100U);
}

// A36 and A41: what a file says twice, or with a NUL between, are two values; A39: a date that is none stays as it is.
TEST(TagHostile, values_that_are_odd_are_kept) {
  struct Case {
    std::string what, name, bytes, key;
    tags_test::Values expected;
  };
  const auto cases = std::vector<Case>{
      {"A36", "a.mp3", id3v2(text_frame("TPE1", std::string("one\0two", 7))) + mp3_audio(), "ARTIST", {"one", "two"}},
      {"A39", "a.flac", tags_test::flac({"DATE=circa 1977"}), "DATE", {"circa 1977"}},
      {"A39", "a.flac", tags_test::flac({"DATE=1977-13-45"}), "DATE", {"1977-13-45"}},
      {"A41", "a.flac", tags_test::flac({"ALBUM=first", "ALBUM=second"}), "ALBUM", {"first", "second"}},
  };
  for (const auto& c : cases) EXPECT_EQ(values(tags_test::read_bytes(c.name, c.bytes), c.key), c.expected) << c.what;
}

// A33
TEST(TagHostile, a_file_that_changes_while_it_is_read_is_no_reading) {
  const TempFile file("blocks.flac",
                      flac_of(repeated(flac_block(1, ""), 500'000) + tags_test::vorbis_block({"TITLE=x"})));
  std::atomic<bool> done = false;
  std::thread writer([&] {
    std::ofstream more(file.path(), std::ios::binary | std::ios::app);
    while (!done) more << 'x' << std::flush;
  });
  const auto reading = read_audio(file.path());
  done = true;
  writer.join();
  EXPECT_EQ(reading.failed(), "changed while reading");
  EXPECT_TRUE(reading.passing());
}

// A29, A30, A31, A32
TEST(TagHostile, sparse_giants_fifos_devices_and_locked_files) {
  const TempFile sparse("sparse.mp3");
  std::filesystem::resize_file(sparse.path(), 5'000'000'000ULL);
  EXPECT_EQ(read_audio(sparse.path()).failed(), "no audio stream");
  const TempFile place("place");
  const auto fifo = place.path() + ".mp3";
  ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
  EXPECT_EQ(read_audio(fifo).failed(), "not a regular file");
  const auto link = place.path() + "-zero.mp3";
  std::filesystem::create_symlink("/dev/zero", link);
  EXPECT_EQ(read_audio(link).failed(), "not a regular file");
  if (::geteuid() == 0) return;  // root may read anything
  std::filesystem::permissions(place.path(), std::filesystem::perms::none);
  const auto locked = read_audio(place.path());
  EXPECT_EQ(locked.failed(), "cannot be opened: Permission denied");
  EXPECT_TRUE(locked.passing());
}

TEST(TagHostile, a_worker_that_does_not_answer_is_given_up) {
  const TempFile good("good.flac", tags_test::flac({"TITLE=good"}));
  Readers readers(CUETHEQUE_READER, 1, {false, std::chrono::seconds(5), std::chrono::milliseconds(0)});
  readers.submit(1, good.path());
  const auto result = readers.next();
  ASSERT_TRUE(result.has_value());
  EXPECT_TRUE(result->reading.failed().empty() || result->reading.failed().starts_with("took longer than 0"))
      << result->reading.failed();
}

// How long a file may take is told by the processor's clock, whatever else the machine does.
TEST(TagHostile, a_file_that_keeps_the_processor_is_given_up) {
  const TempFile good("good.flac", tags_test::flac({"TITLE=good"}));
  const TempFile heavy("blocks.flac", flac_of(repeated(flac_block(1, ""), 5'000'000)));
  Readers readers(CUETHEQUE_READER, 1, {false, std::chrono::milliseconds(20), std::chrono::minutes(4)});
  readers.submit(1, heavy.path());
  readers.submit(2, good.path());
  const auto late = readers.next(), next = readers.next();
  ASSERT_TRUE(late.has_value() && next.has_value());
  EXPECT_EQ(late->reading.failed(), "took longer than 0.02 s of processor time");
  EXPECT_EQ(values(next->reading, "TITLE"), tags_test::Values{"good"});
}

TEST(TagHostile, a_program_that_is_no_reader_is_an_error) {
  EXPECT_THROW(Readers("/nowhere/cuetheque-reader", 1), std::runtime_error);
  Readers readers("/bin/true", 1);
  readers.submit(1, "/x");
  EXPECT_THROW((void)readers.next(), std::runtime_error);
}

TEST(TagHostile, reading_leaves_no_trace_on_the_file) {
  const TempFile file("a.mp3", id3v2(text_frame("TIT2", "x")) + mp3_audio());
  struct stat before {};
  struct stat after {};
  ASSERT_EQ(::stat(file.path().c_str(), &before), 0);
  ReadOptions options;
  options.set_whole_digest(true);
  (void)read_audio(file.path(), options);
  ASSERT_EQ(::stat(file.path().c_str(), &after), 0);
  EXPECT_EQ(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
  EXPECT_EQ(before.st_ctim.tv_nsec, after.st_ctim.tv_nsec);
  EXPECT_EQ(before.st_size, after.st_size);
}

}  // namespace
}  // namespace cuetheque
