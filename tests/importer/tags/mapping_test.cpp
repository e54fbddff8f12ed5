// FORMATS.md A.1: what a tag can say, written into every kind of tag by TagLib itself and read back as
// statements.
#include <functional>
#include <gtest/gtest.h>
#include <memory>
#include <taglib/aifffile.h>
#include <taglib/apefile.h>
#include <taglib/apetag.h>
#include <taglib/asffile.h>
#include <taglib/commentsframe.h>
#include <taglib/flacfile.h>
#include <taglib/id3v2tag.h>
#include <taglib/infotag.h>
#include <taglib/mp4file.h>
#include <taglib/mpcfile.h>
#include <taglib/mpegfile.h>
#include <taglib/opusfile.h>
#include <taglib/speexfile.h>
#include <taglib/textidentificationframe.h>
#include <taglib/uniquefileidentifierframe.h>
#include <taglib/unsynchronizedlyricsframe.h>
#include <taglib/urllinkframe.h>
#include <taglib/vorbisfile.h>
#include <taglib/wavfile.h>
#include <taglib/wavpackfile.h>

#include "core/fields.h"
#include "importer/tags/statements.h"
#include "tests/importer/tags/files.h"
#include "tests/importer/tags/mapping_rows.h"

namespace cuetheque {
namespace {

using tags_test::be32;
using tags_test::Row;
using tags_test::rows;
using tags_test::TempFile;
using tags_test::Values;

TagLib::String u8(std::string_view text) {
  return {std::string(text), TagLib::String::UTF8};
}

std::string_view after_colon(std::string_view key) {
  return key.substr(key.find(':') + 1);
}

void add(TagLib::ID3v2::Tag& tag, std::string_view key, std::string_view value) {
  namespace id3 = TagLib::ID3v2;
  const auto encoding = TagLib::String::UTF8;
  const auto id = TagLib::ByteVector(key.data(), 4);
  if (key == "COMM") {
    auto comment = std::make_unique<id3::CommentsFrame>(encoding);
    comment->setText(u8(value));
    return tag.addFrame(comment.release());
  }
  if (key == "USLT") {
    auto lyrics = std::make_unique<id3::UnsynchronizedLyricsFrame>(encoding);
    lyrics->setText(u8(value));
    return tag.addFrame(lyrics.release());
  }
  if (key == "WCOP") {
    auto link = std::make_unique<id3::UrlLinkFrame>(id);
    link->setUrl(u8(value));
    return tag.addFrame(link.release());
  }
  if (key == "UFID")
    return tag.addFrame(std::make_unique<id3::UniqueFileIdentifierFrame>(
                            TagLib::String("http://musicbrainz.org"),
                            TagLib::ByteVector(value.data(), static_cast<unsigned>(value.size())))
                            .release());
  auto list = TagLib::StringList();
  if (key.starts_with("TXXX:")) {
    auto text = std::make_unique<id3::UserTextIdentificationFrame>(encoding);
    text->setDescription(u8(after_colon(key)));
    text->setText(u8(value));
    return tag.addFrame(text.release());
  }
  auto text = std::make_unique<id3::TextIdentificationFrame>(id, encoding);
  if (key.size() > 4) list.append(u8(after_colon(key)));
  // A performer's role stands before the name, and we show it behind.
  list.append(u8(key == "TMCL:piano" ? value.substr(0, value.find(" (")) : value));
  text->setText(list);
  tag.addFrame(text.release());
}

std::string silence(const std::string& kind) {
  return tags_test::source_file("tests/benchmarks/templates/silence." + kind);
}

std::string aiff() {
  const auto common = "COMM" + be32(18) + std::string("\0\2\0\0\xAC\x44\0\x10\x40\x0E\xAC\x44\0\0\0\0\0\0", 18);
  return "FORM" + be32(4 + common.size()) + "AIFF" + common;
}

std::string wma() {
  const auto object = [](std::string_view guid, std::size_t size) {
    return std::string(guid) + tags_test::bytes_of_size(size, 8, false) + std::string(size - 24, '\0');
  };
  const auto objects = object({"\xA1\xDC\xAB\x8C\x47\xA9\xCF\x11\x8E\xE4\x00\xC0\x0C\x20\x53\x65", 16}, 104) +
                       object({"\x91\x07\xDC\xB7\xB7\xA9\xCF\x11\x8E\xE6\x00\xC0\x0C\x20\x53\x65", 16}, 104);
  const std::string header("\x30\x26\xB2\x75\x8E\x66\xCF\x11\xA6\xD9\x00\xAA\x00\x62\xCE\x6C", 16);
  return header + tags_test::bytes_of_size(30 + objects.size(), 8, false) + tags_test::le32(2) + "\1\2" + objects;
}

// One Ogg page that holds one packet.
std::string ogg_page(std::uint32_t number, std::string_view packet) {
  const auto first = number == 0 ? std::string(1, '\2') : std::string(1, '\0');
  return "OggS" + std::string(1, '\0') + first + std::string(8, '\0') + tags_test::le32(1) + tags_test::le32(number) +
         std::string(4, '\0') + std::string(1, '\1') + static_cast<char>(packet.size()) + std::string(packet);
}

std::string speex() {
  using tags_test::le32;
  const auto head = "Speex   1.2" + std::string(17, '\0') + le32(1) + le32(80) + le32(16000) + le32(1) + le32(4) +
                    le32(1) + le32(28000) + le32(320) + le32(0) + le32(1) + le32(0) + le32(0) + le32(0);
  return ogg_page(0, head) + ogg_page(1, tags_test::vorbis_comment({})) + ogg_page(2, std::string(40, '\0'));
}

void save_mpeg(TagLib::MPEG::File& file, int tags, TagLib::ID3v2::Version version = TagLib::ID3v2::v4) {
  file.save(tags, TagLib::File::StripNone, version, TagLib::File::DoNotDuplicate);
}

/// One kind of tag in one container: a file without tags, and how TagLib puts one in.
struct Container {
  std::string_view name;       ///< of the file
  std::string_view Row::*key;  ///< the column
  std::function<std::string()> bytes;
  std::function<void(const char* path, std::string_view key, std::string_view value)> write;
};

template <typename File>
void write_xiph(const char* path, std::string_view key, std::string_view value) {
  File file(path);
  file.tag()->addField(u8(key), u8(value));
  file.save();
}

template <typename File>
void write_id3(const char* path, std::string_view key, std::string_view value) {
  File file(path);
  if constexpr (requires { file.ID3v2Tag(); })
    add(*file.ID3v2Tag(), key, value);
  else
    add(*file.tag(), key, value);
  file.save();
}

template <TagLib::ID3v2::Version version>
void write_mp3(const char* path, std::string_view key, std::string_view value) {
  TagLib::MPEG::File file(path);
  add(*file.ID3v2Tag(true), key, value);
  save_mpeg(file, TagLib::MPEG::File::ID3v2, version);
}

void write_ape(const char* path, std::string_view key, std::string_view value) {
  TagLib::MPEG::File file(path);
  file.APETag(true)->addValue(u8(key), u8(value));
  save_mpeg(file, TagLib::MPEG::File::APE);
}

template <typename File>
void write_ape_family(const char* path, std::string_view key, std::string_view value) {
  File file(path);
  file.APETag(true)->addValue(u8(key), u8(value));
  file.save();
}

void write_flac(const char* path, std::string_view key, std::string_view value) {
  TagLib::FLAC::File file(path);
  file.xiphComment(true)->addField(u8(key), u8(value));
  file.save();
}

void write_mp4(const char* path, std::string_view key, std::string_view value) {
  TagLib::MP4::File file(path);
  const auto name =
      key.starts_with("----:") ? "----:com.apple.iTunes:" + std::string(after_colon(key)) : std::string(key);
  file.tag()->setItem(TagLib::String(name, TagLib::String::Latin1), TagLib::MP4::Item(TagLib::StringList(u8(value))));
  file.save();
}

void write_asf(const char* path, std::string_view key, std::string_view value) {
  TagLib::ASF::File file(path);
  if (key == "Title")
    file.tag()->setTitle(u8(value));
  else if (key == "Author")
    file.tag()->setArtist(u8(value));
  else if (key == "Description")
    file.tag()->setComment(u8(value));
  else if (key == "Copyright")
    file.tag()->setCopyright(u8(value));
  else
    file.tag()->setAttribute(u8(key), TagLib::ASF::Attribute(u8(value)));
  file.save();
}

void write_info(const char* path, std::string_view key, std::string_view value) {
  TagLib::RIFF::WAV::File file(path);
  file.InfoTag()->setFieldText(TagLib::ByteVector(key.data(), 4), u8(value));
  file.save();
}

const std::vector<Container>& all_containers() {
  using tags_test::mp3_audio;
  using tags_test::wav;
  static const std::vector<Container> all{
      {"v4.mp3", &Row::id3, [] { return mp3_audio(); }, write_mp3<TagLib::ID3v2::v4>},
      {"v3.mp3", &Row::id3, [] { return mp3_audio(); }, write_mp3<TagLib::ID3v2::v3>},
      {"id3.wav", &Row::id3, [] { return wav("", ""); }, write_id3<TagLib::RIFF::WAV::File>},
      {"id3.aiff", &Row::id3, aiff, write_id3<TagLib::RIFF::AIFF::File>},
      {"a.flac", &Row::vorbis, [] { return silence("flac"); }, write_flac},
      {"a.ogg", &Row::vorbis, [] { return silence("ogg"); }, write_xiph<TagLib::Ogg::Vorbis::File>},
      {"a.opus", &Row::vorbis, [] { return silence("opus"); }, write_xiph<TagLib::Ogg::Opus::File>},
      {"a.spx", &Row::vorbis, speex, write_xiph<TagLib::Ogg::Speex::File>},
      {"a.m4a", &Row::mp4, [] { return silence("m4a"); }, write_mp4},
      {"ape.mp3", &Row::ape, [] { return mp3_audio(); }, write_ape},
      {"a.ape", &Row::ape, [] { return "MAC " + std::string(2000, '\0'); }, write_ape_family<TagLib::APE::File>},
      {"a.wv", &Row::ape, [] { return "wvpk" + std::string(2000, '\0'); }, write_ape_family<TagLib::WavPack::File>},
      {"a.mpc", &Row::ape, [] { return "MP+\7" + std::string(2000, '\0'); }, write_ape_family<TagLib::MPC::File>},
      {"a.wma", &Row::asf, wma, write_asf},
      {"info.wav", &Row::info, [] { return wav("", ""); }, write_info},
  };
  return all;
}

Reading read_with(const Container& container, std::string_view key, std::string_view value) {
  const TempFile file(std::string(container.name), container.bytes());
  container.write(file.path().c_str(), key, value);
  return read_audio(file.path());
}

Values said(const Reading& reading, Field field) {
  const auto all = statements_of(reading);
  for (const auto* level : {&all.track, &all.album, &all.production})
    for (const auto& statement : *level)
      if (statement.field() == row_of(field).number) return {statement.values().begin(), statement.values().end()};
  return {};
}

// Frames that version 2.3 lacks and TagLib does not write there (A.2.6).
bool can_hold(const Container& container, std::string_view key) {
  return container.name != "v3.mp3" || (key != "TSST" && key != "TMOO" && key != "TDRL");
}

// Of an original date version 2.3 keeps the year alone.
std::string_view expected(const Container& container, std::string_view key, std::string_view value) {
  return container.name == "v3.mp3" && key == "TDOR" ? value.substr(0, 4) : value;
}

TEST(TagMapping, every_field_of_the_contract_in_every_container) {
  std::size_t tried = 0;
  for (const auto& container : all_containers())
    for (const auto& row : rows) {
      const auto key = row.*container.key;
      if (key.empty() || !can_hold(container, key)) continue;
      ++tried;
      const auto reading = read_with(container, key, row.value);
      EXPECT_EQ(reading.failed(), "") << container.name << " " << key;
      EXPECT_EQ(said(reading, row.field), Values{std::string(expected(container, key, row.value))})
          << container.name << " " << key;
    }
  EXPECT_GT(tried, 1200U);
}

// Version 2.2 has frames of three letters, and TagLib writes none.
TEST(TagMapping, version_2_2) {
  struct Case {
    std::string_view frame, value;
    Field field;
  };
  const auto cases = std::vector<Case>{
      {"TT2", "Scene", Field::title},
      {"TT3", "alternate", Field::subtitle},
      {"TAL", "Vertigo", Field::album},
      {"TP1", "Sinfonia of London", Field::artist},
      {"TP2", "Herrmann", Field::albumartist},
      {"TP3", "Mathieson", Field::conductor},
      {"TCM", "Herrmann", Field::composer},
      {"TXT", "Bergman", Field::lyricist},
      {"TOA", "Kylie", Field::originalartist},
      {"TCO", "Score", Field::genre},
      {"TYE", "1996", Field::date},
      {"TOR", "1958", Field::first},
      {"TPB", "Varese", Field::label},
      {"TMT", "CD", Field::media},
      {"TRC", "GBAYE0200770", Field::isrc},
      {"TKE", "Dm", Field::key},
      {"TBP", "90", Field::bpm},
      {"TLA", "jpn", Field::language},
      {"TCR", "1958 Paramount", Field::copyright},
      {"TOT", "Rocket", Field::originalalbum},
      {"TEN", "Ann", Field::encodedby},
      {"TSS", "LAME", Field::encoder},
      {"TT1", "Act One", Field::grouping},
  };
  for (const auto& c : cases) {
    const auto text = std::string(1, '\0') + std::string(c.value);
    const auto frame = std::string(c.frame) + be32(text.size()).substr(1) + text;
    const auto reading = tags_test::read_bytes("a.mp3", tags_test::id3v2(frame, 2) + tags_test::mp3_audio());
    EXPECT_EQ(said(reading, c.field), Values{std::string(c.value)}) << c.frame;
  }
}

// Behind other frames, beside the original album, and cut off where it claims more than there is.
TEST(TagMapping, original_artist_of_version_2_2) {
  const auto old = [](std::string_view id, std::string_view text) {
    return std::string(id) + be32(text.size() + 1).substr(1) + std::string(1, '\0') + std::string(text);
  };
  const auto both = old("TT2", "Scene") + old("TOA", "David Bowie") + old("TOT", "Rocket");
  const auto reading = tags_test::read_bytes("a.mp3", tags_test::id3v2(both, 2) + tags_test::mp3_audio());
  EXPECT_EQ(said(reading, Field::originalartist), Values{"David Bowie"});
  EXPECT_EQ(said(reading, Field::originalalbum), Values{"Rocket"});
  const auto cut = old("TT2", "Scene") + std::string("TOA\x7f\xff\xff\0Bowie", 12);
  const auto hostile = tags_test::read_bytes("a.mp3", tags_test::id3v2(cut, 2) + tags_test::mp3_audio());
  EXPECT_EQ(said(hostile, Field::title), Values{"Scene"});
  EXPECT_EQ(said(hostile, Field::originalartist), Values{});
}

// Unsynchronised, a zero stands behind every 0xFF, as of the byte order mark; the sizes of frames are those before.
TEST(TagMapping, original_artists_of_version_2_2) {
  const auto old = [](std::string_view id, std::string_view content) {
    return std::string(id) + be32(content.size()).substr(1) + std::string(content);
  };
  const auto wide = [](std::string_view text) {
    std::string bytes("\x01\xFF\xFE", 3);
    for (const char c : text) bytes.append(1, c).append(1, '\0');
    return bytes;
  };
  const std::string latin(1, '\0');
  const auto frames = old("TT2", wide("Scene")) + old("TOA", wide("David Bowie")) + old("TOT", latin + "Rocket") +
                      old("TOA", latin + "Rocket") + old("TOA", latin + "Kylie") + old("TP1", wide("Cover"));
  auto unsynchronised = tags_test::id3v2(frames, 2);
  for (std::size_t i = 10; i < unsynchronised.size(); ++i)
    if (unsynchronised[i] == '\xFF') unsynchronised.insert(i + 1, 1, '\0');
  unsynchronised[5] = '\x80';
  const auto size = unsynchronised.size() - 10;
  for (std::size_t i = 0; i < 4; ++i) unsynchronised[9 - i] = static_cast<char>(size >> 7U * i & 0x7FU);
  for (const auto& block : {tags_test::id3v2(frames, 2), unsynchronised}) {
    const auto reading = tags_test::read_bytes("a.mp3", block + tags_test::mp3_audio());
    EXPECT_EQ(said(reading, Field::title), Values{"Scene"});
    EXPECT_EQ(said(reading, Field::originalartist), (Values{"David Bowie", "Rocket", "Kylie"}));
    EXPECT_EQ(said(reading, Field::originalalbum), Values{"Rocket"});
    EXPECT_EQ(said(reading, Field::artist), Values{"Cover"});
  }
}

// What Opus, RVA2 and an MP4 atom of numbers say in their own way.
TEST(TagMapping, gains_and_numbers_of_their_own_form) {
  const auto opus =
      read_with(*std::ranges::find(all_containers(), "a.opus", &Container::name), "R128_TRACK_GAIN", "-1280");
  EXPECT_EQ(said(opus, Field::trackgain), Values{"0.00 dB"});
  const auto rva2 = tags_test::frame("RVA2", std::string("track\0\1\xFC\0\0", 10));
  const auto mp3 = tags_test::read_bytes("a.mp3", tags_test::id3v2(rva2) + tags_test::mp3_audio());
  EXPECT_EQ(said(mp3, Field::trackgain), Values{"-2.00 dB"});
  const TempFile mp4("a.m4a", silence("m4a"));
  {
    TagLib::MP4::File file(mp4.path().c_str());
    file.tag()->setItem("tmpo", TagLib::MP4::Item(90));
    file.tag()->setItem("\251mvi", TagLib::MP4::Item(2));
    file.tag()->setItem("cpil", TagLib::MP4::Item(true));
    file.tag()->setItem("tvsn", TagLib::MP4::Item(3U));
    file.tag()->setItem("tves", TagLib::MP4::Item(7U));
    file.save();
  }
  const auto reading = read_audio(mp4.path());
  EXPECT_EQ(said(reading, Field::bpm), Values{"90"});
  EXPECT_EQ(said(reading, Field::movementnumber), Values{"2"});
  EXPECT_EQ(said(reading, Field::compilation), Values{"yes"});
  EXPECT_EQ(said(reading, Field::season), Values{"3"});
  EXPECT_EQ(said(reading, Field::episode), Values{"7"});
}

TEST(TagMapping, an_embedded_cue_sheet_in_every_container) {
  for (const auto& container : all_containers()) {
    if (container.key == &Row::info) continue;
    const std::string_view key = container.key == &Row::id3   ? "TXXX:CUESHEET"
                                 : container.key == &Row::mp4 ? "----:cuesheet"
                                                              : "Cuesheet";
    EXPECT_EQ(read_with(container, key, "FILE \"a\" WAVE").cue_text(), "FILE \"a\" WAVE") << container.name;
  }
}

TEST(TagMapping, numbers_in_every_container) {
  struct Numbers {
    std::string_view name, track, disc;
  };
  const auto keys = std::vector<Numbers>{
      {"v4.mp3", "TRCK", "TPOS"},
      {"v3.mp3", "TRCK", "TPOS"},
      {"id3.wav", "TRCK", "TPOS"},
      {"id3.aiff", "TRCK", "TPOS"},
      {"a.flac", "TRACKNUMBER", "DISCNUMBER"},
      {"a.ogg", "TRACKNUMBER", "DISCNUMBER"},
      {"a.opus", "TRACKNUMBER", "DISCNUMBER"},
      {"ape.mp3", "Track", "Disc"},
      {"a.wma", "WM/TrackNumber", "WM/PartOfSet"},
      {"info.wav", "IPRT", ""},
      {"info.wav", "ITRK", ""},
  };
  for (const auto& row : keys) {
    const auto& all = all_containers();
    const auto container = std::ranges::find(all, row.name, &Container::name);
    ASSERT_NE(container, all.end());
    const auto track = read_with(*container, row.track, "4/12");
    EXPECT_EQ(track.track(), 4U) << row.name;
    EXPECT_EQ(track.track_total(), 12U) << row.name;
    if (row.disc.empty()) continue;
    const auto disc = read_with(*container, row.disc, "2/3");
    EXPECT_EQ(disc.disc(), 2U) << row.name;
    EXPECT_EQ(disc.disc_total(), 3U) << row.name;
  }
  const TempFile mp4("a.m4a", silence("m4a"));
  {
    TagLib::MP4::File file(mp4.path().c_str());
    file.tag()->setItem("trkn", TagLib::MP4::Item(4, 12));
    file.tag()->setItem("disk", TagLib::MP4::Item(2, 3));
    file.save();
  }
  const auto reading = read_audio(mp4.path());
  EXPECT_EQ(reading.track(), 4U);
  EXPECT_EQ(reading.track_total(), 12U);
  EXPECT_EQ(reading.disc(), 2U);
  EXPECT_EQ(reading.disc_total(), 3U);
  for (const auto* total : {"TRACKTOTAL", "TOTALTRACKS"})
    EXPECT_EQ(read_with(*std::ranges::find(all_containers(), "a.flac", &Container::name), total, "12").track_total(),
              12U);
}

// A.4: how each kind of tag keeps several values of one field.
TEST(TagMapping, several_values_in_every_container) {
  const auto two = [] {
    auto list = TagLib::StringList(u8("Max Steiner"));
    list.append(u8("Hugo Friedhofer"));
    return list;
  };
  const auto composers = [&](const std::string& name, const std::string& bytes, auto write) {
    const TempFile file(name, bytes);
    write(file.path().c_str());
    return said(read_audio(file.path()), Field::composer);
  };
  const Values both{"Max Steiner", "Hugo Friedhofer"};
  for (const auto version : {TagLib::ID3v2::v4, TagLib::ID3v2::v3})
    EXPECT_EQ(composers("a.mp3", tags_test::mp3_audio(),
                        [&](const char* path) {
                          TagLib::MPEG::File file(path);
                          auto text =
                              std::make_unique<TagLib::ID3v2::TextIdentificationFrame>("TCOM", TagLib::String::UTF8);
                          text->setText(two());
                          file.ID3v2Tag(true)->addFrame(text.release());
                          save_mpeg(file, TagLib::MPEG::File::ID3v2, version);
                        }),
              both)
        << version;
  EXPECT_EQ(composers("a.flac", silence("flac"),
                      [&](const char* path) {
                        TagLib::FLAC::File file(path);
                        for (const auto& name : two()) file.xiphComment(true)->addField("Composer", name, false);
                        file.save();
                      }),
            both);
  EXPECT_EQ(composers("a.m4a", silence("m4a"),
                      [&](const char* path) {
                        TagLib::MP4::File file(path);
                        file.tag()->setItem("\251wrt", TagLib::MP4::Item(two()));
                        file.save();
                      }),
            both);
  EXPECT_EQ(composers("a.mp3", tags_test::mp3_audio(),
                      [&](const char* path) {
                        TagLib::MPEG::File file(path);
                        file.APETag(true)->setItem("COMPOSER", TagLib::APE::Item("Composer", two()));
                        save_mpeg(file, TagLib::MPEG::File::APE);
                      }),
            both);
  EXPECT_EQ(composers("a.wma", wma(),
                      [&](const char* path) {
                        TagLib::ASF::File file(path);
                        for (const auto& name : two())
                          file.tag()->addAttribute("WM/Composer", TagLib::ASF::Attribute(name));
                        file.save();
                      }),
            both);
}

}  // namespace
}  // namespace cuetheque
