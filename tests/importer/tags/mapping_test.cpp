// FORMATS.md A.1: what the JSON contract publishes, written into every kind of tag by TagLib itself and read back as
// statements.
#include <functional>
#include <gtest/gtest.h>
#include <memory>
#include <taglib/aifffile.h>
#include <taglib/apetag.h>
#include <taglib/asffile.h>
#include <taglib/commentsframe.h>
#include <taglib/flacfile.h>
#include <taglib/id3v2tag.h>
#include <taglib/infotag.h>
#include <taglib/mp4file.h>
#include <taglib/mpegfile.h>
#include <taglib/opusfile.h>
#include <taglib/textidentificationframe.h>
#include <taglib/vorbisfile.h>
#include <taglib/wavfile.h>

#include "core/fields.h"
#include "importer/tags/statements.h"
#include "tests/importer/tags/files.h"

namespace cuetheque {
namespace {

using tags_test::be32;
using tags_test::TempFile;
using tags_test::Values;

/// Where a field stands in each kind of tag; empty where none is agreed on. `TXXX:` and `TIPL:` name the description or
/// role, `----:` the free-form name.
struct Row {
  Field field;
  std::string_view value, id3, vorbis, mp4, ape, asf, info;
};

// clang-format off
constexpr auto rows = std::to_array<Row>({
  {Field::title, "Scène d’amour", "TIT2", "TITLE", "\251nam", "Title", "Title", "INAM"},
  {Field::album, "Vertigo", "TALB", "ALBUM", "\251alb", "Album", "WM/AlbumTitle", "IPRD"},
  {Field::albumartist, "Bernard Herrmann", "TPE2", "ALBUMARTIST", "aART", "Album Artist", "WM/AlbumArtist", ""},
  {Field::artist, "Sinfonia of London", "TPE1", "ARTIST", "\251ART", "Artist", "Author", "IART"},
  {Field::composer, "Bernard Herrmann", "TCOM", "COMPOSER", "\251wrt", "Composer", "WM/Composer", "IMUS"},
  {Field::lyricist, "Marilyn Bergman", "TEXT", "LYRICIST", "----:LYRICIST", "Lyricist", "WM/Writer", ""},
  {Field::arranger, "Nelson Riddle", "TIPL:arranger", "ARRANGER", "----:arranger", "Arranger", "beets/Arranger", ""},
  {Field::orchestrator, "Alexander Courage", "TIPL:orchestrator", "ORCHESTRATOR", "----:ORCHESTRATOR", "Orchestrator", "cuetheque/Orchestrator", ""},
  {Field::conductor, "Muir Mathieson", "TPE3", "CONDUCTOR", "----:CONDUCTOR", "Conductor", "WM/Conductor", ""},
  {Field::orchestra, "London SO", "TMCL:orchestra", "ORCHESTRA", "----:ORCHESTRA", "Orchestra", "", ""},
  {Field::performer, "Anne Dudley (piano)", "TMCL:piano", "PERFORMER", "----:PERFORMER", "Performer", "", ""},
  {Field::supervisor, "Randall Poster", "TXXX:MUSICSUPERVISOR", "MUSICSUPERVISOR", "----:MUSICSUPERVISOR", "MusicSupervisor", "cuetheque/MusicSupervisor", ""},
  {Field::producer, "Robert Townson", "TIPL:producer", "PRODUCER", "----:PRODUCER", "Producer", "WM/Producer", "IPRO"},
  {Field::director, "Alfred Hitchcock", "TXXX:DIRECTOR", "DIRECTOR", "\251dir", "Director", "WM/Director", ""},
  {Field::film, "Vertigo", "TXXX:FILM", "FILM", "----:FILM", "Film", "cuetheque/Film", ""},
  {Field::film, "Firefly", "TXXX:SHOW", "SHOW", "tvsh", "Show", "", ""},
  {Field::film, "Outcast", "TXXX:GAME", "GAME", "----:GAME", "Game", "", ""},
  {Field::kind, "book", "TXXX:PRODUCTIONKIND", "PRODUCTIONKIND", "----:PRODUCTIONKIND", "ProductionKind", "cuetheque/ProductionKind", ""},
  {Field::year, "1958", "TXXX:FILMYEAR", "FILMYEAR", "----:FILMYEAR", "FilmYear", "cuetheque/FilmYear", ""},
  {Field::date, "1996-11-12", "TDRC", "DATE", "\251day", "Year", "WM/Year", "ICRD"},
  {Field::date, "1996-11-12", "TDRL", "RELEASEDATE", "----:RELEASEDATE", "", "", ""},
  {Field::first, "1958-05-09", "TDOR", "ORIGINALDATE", "----:originaldate", "ORIGINALDATE", "WM/OriginalReleaseTime", ""},
  {Field::first, "1958", "", "ORIGINALYEAR", "", "ORIGINALYEAR", "WM/OriginalReleaseYear", ""},
  {Field::genre, "Film Score", "TCON", "GENRE", "\251gen", "Genre", "WM/Genre", "IGNR"},
  {Field::mood, "romantic", "TMOO", "MOOD", "----:MOOD", "Mood", "WM/Mood", ""},
  {Field::scene, "chase", "TXXX:SCENE", "SCENE", "----:SCENE", "Scene", "", ""},
  {Field::cue, "1M1", "TXXX:CUENUMBER", "CUENUMBER", "----:CUENUMBER", "CueNumber", "", ""},
  {Field::isrc, "GBAYE0200770", "TSRC", "ISRC", "----:ISRC", "ISRC", "WM/ISRC", ""},
  {Field::iswc, "T-034.524.680-1", "TXXX:ISWC", "ISWC", "----:ISWC", "ISWC", "", ""},
  {Field::barcode, "4006381333931", "TXXX:BARCODE", "BARCODE", "----:BARCODE", "Barcode", "WM/Barcode", ""},
  {Field::catalognumber, "VSD-5600", "TXXX:CATALOGNUMBER", "CATALOGNUMBER", "----:CATALOGNUMBER", "CatalogNumber", "WM/CatalogNo", ""},
  {Field::label, "Varèse Sarabande", "TPUB", "LABEL", "----:LABEL", "Label", "WM/Publisher", ""},
  {Field::label, "Varèse Sarabande", "TXXX:LABEL", "PUBLISHER", "----:publisher", "", "", ""},
  {Field::media, "CD", "TMED", "MEDIA", "----:MEDIA", "Media", "WM/Media", "IMED"},
  {Field::albumkind, "soundtrack", "TXXX:MusicBrainz Album Type", "RELEASETYPE", "----:MusicBrainz Album Type", "MUSICBRAINZ_ALBUMTYPE", "MusicBrainz/Album Type", ""},
  {Field::albumkind, "soundtrack", "", "MUSICBRAINZ_ALBUMTYPE", "", "", "", ""},
  {Field::country, "US", "TXXX:MusicBrainz Album Release Country", "RELEASECOUNTRY", "----:MusicBrainz Album Release Country", "RELEASECOUNTRY", "MusicBrainz/Album Release Country", "ICNT"},
  {Field::subtitle, "alternate", "TIT3", "SUBTITLE", "----:SUBTITLE", "Subtitle", "WM/SubTitle", ""},
  {Field::disctitle, "The Film Recording", "TSST", "DISCSUBTITLE", "----:DISCSUBTITLE", "DiscSubtitle", "WM/SetSubTitle", ""},
  {Field::note, "first pressing", "COMM", "COMMENT", "\251cmt", "Comment", "Description", "ICMT"},
  {Field::imdb, "tt0052357", "TXXX:IMDB_ID", "IMDB_ID", "----:IMDB_ID", "IMDB_ID", "cuetheque/ImdbId", ""},
  {Field::albumartist, "Bernard Herrmann", "", "ALBUM ARTIST", "", "", "", ""},
  {Field::albumartist, "Bernard Herrmann", "", "ALBUM_ARTIST", "", "", "", ""},
  {Field::barcode, "4006381333931", "", "UPC", "", "EAN/UPN", "", ""},
  {Field::catalognumber, "VSD-5600", "TXXX:DISCOGS_CATALOG", "LABELNO", "", "", "", ""},
  {Field::label, "Varèse Sarabande", "", "ORGANIZATION", "", "", "", ""},
  {Field::media, "CD", "", "SOURCEMEDIA", "", "", "", ""},
  {Field::note, "first pressing", "", "DESCRIPTION", "", "", "", ""},
});
// clang-format on

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
      {"a.m4a", &Row::mp4, [] { return silence("m4a"); }, write_mp4},
      {"ape.mp3", &Row::ape, [] { return mp3_audio(); }, write_ape},
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
  EXPECT_GT(tried, 350U);
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
