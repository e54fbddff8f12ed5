#include "importer/tags/tag_keys.h"

#include <algorithm>
#include <array>

#include "core/ascii.h"
#include "importer/tags/tag_sheet.h"

namespace cuetheque {
namespace {

struct Row {
  std::string_view name, key;
};

template <std::size_t size>
constexpr std::array<Row, size> sorted(std::array<Row, size> rows) {
  std::ranges::sort(rows, {}, &Row::name);
  return rows;
}

template <std::size_t size>
constexpr bool unique(const std::array<Row, size>& rows) {
  return std::ranges::adjacent_find(rows, {}, &Row::name) == rows.end();
}

template <std::size_t size>
std::string_view key_in(const std::array<Row, size>& rows, std::string_view name) {
  const auto row = std::ranges::lower_bound(rows, name, {}, &Row::name);
  return row != rows.end() && row->name == name ? row->key : std::string_view();
}

constexpr auto free_names = sorted(std::to_array<Row>({
    {"ACOUSTID FINGERPRINT", "ACOUSTID_FINGERPRINT"},
    {"ACOUSTID ID", "ACOUSTID_ID"},
    {"ALBUM ARTIST", "ALBUMARTIST"},
    {"ALBUM_ARTIST", "ALBUMARTIST"},
    {"DISC", "DISCNUMBER"},
    {"DISC SUBTITLE", "DISCSUBTITLE"},
    {"DISK", "DISCNUMBER"},
    {"DISKNUMBER", "DISCNUMBER"},
    {"MOVEMENT NAME", "MOVEMENTNAME"},
    {"MUSIC SUPERVISOR", "MUSICSUPERVISOR"},
    {"MUSICBRAINZ ALBUM ARTIST ID", "MUSICBRAINZ_ALBUMARTISTID"},
    {"MUSICBRAINZ ALBUM ID", "MUSICBRAINZ_ALBUMID"},
    {"MUSICBRAINZ ALBUM RELEASE COUNTRY", "RELEASECOUNTRY"},
    {"MUSICBRAINZ ALBUM STATUS", "RELEASESTATUS"},
    {"MUSICBRAINZ ALBUM TYPE", "RELEASETYPE"},
    {"MUSICBRAINZ ARTIST ID", "MUSICBRAINZ_ARTISTID"},
    {"MUSICBRAINZ COMPOSER ID", "MUSICBRAINZ_COMPOSERID"},
    {"MUSICBRAINZ DISC ID", "MUSICBRAINZ_DISCID"},
    {"MUSICBRAINZ RELEASE GROUP ID", "MUSICBRAINZ_RELEASEGROUPID"},
    {"MUSICBRAINZ RELEASE TRACK ID", "MUSICBRAINZ_RELEASETRACKID"},
    {"MUSICBRAINZ TRACK ID", "MUSICBRAINZ_TRACKID"},
    {"MUSICBRAINZ WORK ID", "MUSICBRAINZ_WORKID"},
    {"ORIGINAL ALBUM", "ORIGINALALBUM"},
    {"ORIGINAL ARTIST", "ORIGINALARTIST"},
    {"ORIGINAL YEAR", "ORIGINALYEAR"},
    {"ORIGINAL_YEAR", "ORIGINALYEAR"},
    {"RELEASE DATE", "RELEASEDATE"},
    {"TOTALDISCS", "DISCTOTAL"},
    {"TOTALTRACKS", "TRACKTOTAL"},
    {"TRACK", "TRACKNUMBER"},
    {"TRACKNUM", "TRACKNUMBER"},
    {"UNSYNCED LYRICS", "LYRICS"},
    {"YEAR", "DATE"},
}));

constexpr auto id3_frames = sorted(std::to_array<Row>({
    {"GRP1", "GROUPING"},
    {"MVIN", "MOVEMENTNUMBER"},
    {"MVNM", "MOVEMENTNAME"},
    {"TALB", "ALBUM"},
    {"TBPM", "BPM"},
    {"TCMP", "COMPILATION"},
    {"TCOM", "COMPOSER"},
    {"TCON", "GENRE"},
    {"TCOP", "COPYRIGHT"},
    {"TDOR", "ORIGINALDATE"},
    {"TDRC", "DATE"},
    {"TDRL", "RELEASEDATE"},
    {"TENC", "ENCODEDBY"},
    {"TEXT", "LYRICIST"},
    {"TIT1", "GROUPING"},
    {"TIT2", "TITLE"},
    {"TIT3", "SUBTITLE"},
    {"TKEY", "INITIALKEY"},
    {"TLAN", "LANGUAGE"},
    {"TMED", "MEDIA"},
    {"TMOO", "MOOD"},
    {"TOAL", "ORIGINALALBUM"},
    {"TOFN", "ORIGINALFILENAME"},
    {"TOPE", "ORIGINALARTIST"},
    {"TPE1", "ARTIST"},
    {"TPE2", "ALBUMARTIST"},
    {"TPE3", "CONDUCTOR"},
    {"TPOS", "DISCNUMBER"},
    {"TPUB", "LABEL"},
    {"TRCK", "TRACKNUMBER"},
    {"TSO2", "ALBUMARTISTSORT"},
    {"TSOA", "ALBUMSORT"},
    {"TSOC", "COMPOSERSORT"},
    {"TSOP", "ARTISTSORT"},
    {"TSOT", "TITLESORT"},
    {"TSRC", "ISRC"},
    {"TSSE", "ENCODERSETTINGS"},
    {"TSST", "DISCSUBTITLE"},
    {"XSOP", "ARTISTSORT"},
}));

constexpr auto mp4_atoms = sorted(std::to_array<Row>({
    {"\xA9"
     "ART",
     "ARTIST"},
    {"\xA9"
     "alb",
     "ALBUM"},
    {"\xA9"
     "cmt",
     "COMMENT"},
    {"\xA9"
     "con",
     "CONDUCTOR"},
    {"\xA9"
     "day",
     "DATE"},
    {"\xA9"
     "dir",
     "DIRECTOR"},
    {"\xA9"
     "gen",
     "GENRE"},
    {"\xA9"
     "grp",
     "GROUPING"},
    {"\xA9"
     "lyr",
     "LYRICS"},
    {"\xA9"
     "mvi",
     "MOVEMENTNUMBER"},
    {"\xA9"
     "mvn",
     "MOVEMENTNAME"},
    {"\xA9"
     "nam",
     "TITLE"},
    {"\xA9"
     "prd",
     "PRODUCER"},
    {"\xA9"
     "too",
     "ENCODER"},
    {"\xA9"
     "wrk",
     "WORK"},
    {"\xA9"
     "wrt",
     "COMPOSER"},
    {"aART", "ALBUMARTIST"},
    {"cpil", "COMPILATION"},
    {"cprt", "COPYRIGHT"},
    {"desc", "DESCRIPTION"},
    {"soaa", "ALBUMARTISTSORT"},
    {"soal", "ALBUMSORT"},
    {"soar", "ARTISTSORT"},
    {"soco", "COMPOSERSORT"},
    {"sonm", "TITLESORT"},
    {"tmpo", "BPM"},
    {"tves", "TVEPISODE"},
    {"tvsh", "SHOW"},
    {"tvsn", "TVSEASON"},
}));

constexpr auto asf_attributes = sorted(std::to_array<Row>({
    {"AUTHOR", "ARTIST"},
    {"BEETS/ARRANGER", "ARRANGER"},
    {"DESCRIPTION", "COMMENT"},
    {"WM/ALBUMARTIST", "ALBUMARTIST"},
    {"WM/ALBUMARTISTSORTORDER", "ALBUMARTISTSORT"},
    {"WM/ALBUMSORTORDER", "ALBUMSORT"},
    {"WM/ALBUMTITLE", "ALBUM"},
    {"WM/ARTISTS", "ARTISTS"},
    {"WM/ARTISTSORTORDER", "ARTISTSORT"},
    {"WM/BARCODE", "BARCODE"},
    {"WM/BEATSPERMINUTE", "BPM"},
    {"WM/CATALOGNO", "CATALOGNUMBER"},
    {"WM/COMPOSER", "COMPOSER"},
    {"WM/COMPOSERSORTORDER", "COMPOSERSORT"},
    {"WM/CONDUCTOR", "CONDUCTOR"},
    {"WM/CONTENTGROUPDESCRIPTION", "GROUPING"},
    {"WM/DIRECTOR", "DIRECTOR"},
    {"WM/DJMIXER", "DJMIXER"},
    {"WM/ENCODEDBY", "ENCODEDBY"},
    {"WM/ENCODINGSETTINGS", "ENCODERSETTINGS"},
    {"WM/ENGINEER", "ENGINEER"},
    {"WM/GENRE", "GENRE"},
    {"WM/INITIALKEY", "INITIALKEY"},
    {"WM/ISCOMPILATION", "COMPILATION"},
    {"WM/ISRC", "ISRC"},
    {"WM/LANGUAGE", "LANGUAGE"},
    {"WM/LYRICS", "LYRICS"},
    {"WM/MEDIA", "MEDIA"},
    {"WM/MIXER", "MIXER"},
    {"WM/MOOD", "MOOD"},
    {"WM/ORIGINALALBUMTITLE", "ORIGINALALBUM"},
    {"WM/ORIGINALARTIST", "ORIGINALARTIST"},
    {"WM/ORIGINALFILENAME", "ORIGINALFILENAME"},
    {"WM/ORIGINALRELEASETIME", "ORIGINALDATE"},
    {"WM/ORIGINALRELEASEYEAR", "ORIGINALYEAR"},
    {"WM/PARTOFSET", "DISCNUMBER"},
    {"WM/PRODUCER", "PRODUCER"},
    {"WM/PUBLISHER", "LABEL"},
    {"WM/SCRIPT", "SCRIPT"},
    {"WM/SETSUBTITLE", "DISCSUBTITLE"},
    {"WM/SUBTITLE", "SUBTITLE"},
    {"WM/TITLESORTORDER", "TITLESORT"},
    {"WM/TRACKNUMBER", "TRACKNUMBER"},
    {"WM/WORK", "WORK"},
    {"WM/WRITER", "LYRICIST"},
    {"WM/YEAR", "DATE"},
}));

constexpr auto info_chunks = sorted(std::to_array<Row>({
    {"IART", "ARTIST"},      {"ICMT", "COMMENT"},   {"ICNT", "RELEASECOUNTRY"}, {"ICOP", "COPYRIGHT"},
    {"ICRD", "DATE"},        {"IENC", "ENCODEDBY"}, {"IENG", "ENGINEER"},       {"IGNR", "GENRE"},
    {"ILNG", "LANGUAGE"},    {"IMED", "MEDIA"},     {"IMUS", "COMPOSER"},       {"INAM", "TITLE"},
    {"IPRD", "ALBUM"},       {"IPRO", "PRODUCER"},  {"IPRT", "TRACKNUMBER"},    {"ISFT", "ENCODER"},
    {"ITRK", "TRACKNUMBER"}, {"IWRI", "WRITER"},    {"itrk", "TRACKNUMBER"},
}));

constexpr auto roles = sorted(std::to_array<Row>({
    {"ARRANGER", "ARRANGER"},
    {"COMPOSER", "COMPOSER"},
    {"CONDUCTOR", "CONDUCTOR"},
    {"DJ-MIX", "DJMIXER"},
    {"ENGINEER", "ENGINEER"},
    {"ENSEMBLE", "ORCHESTRA"},
    {"LYRICIST", "LYRICIST"},
    {"MIX", "MIXER"},
    {"MIXER", "MIXER"},
    {"MUSIC EDITOR", "EDITOR"},
    {"MUSIC SUPERVISOR", "MUSICSUPERVISOR"},
    {"ORCHESTRA", "ORCHESTRA"},
    {"ORCHESTRATOR", "ORCHESTRATOR"},
    {"PRODUCER", "PRODUCER"},
}));

static_assert(unique(free_names) && unique(id3_frames) && unique(mp4_atoms) && unique(asf_attributes) &&
              unique(info_chunks) && unique(roles));

}  // namespace

std::string neutral_key(std::string_view free_name) {
  auto key = upper(free_name);
  const auto known = key_in(free_names, key);
  return known.empty() ? key : std::string(known);
}

std::string_view id3_key(std::string_view frame) {
  return key_in(id3_frames, frame);
}
std::string_view mp4_key(std::string_view atom) {
  return key_in(mp4_atoms, atom);
}
std::string_view info_key(std::string_view chunk) {
  return key_in(info_chunks, chunk);
}
std::string_view role_key(std::string_view role) {
  return key_in(roles, upper(role));
}

std::string asf_key(std::string_view attribute) {
  auto name = upper(attribute);
  if (const auto known = key_in(asf_attributes, name); !known.empty()) return std::string(known);
  constexpr std::string_view house = "CUETHEQUE/";
  if (name.starts_with(house)) {
    name.erase(0, house.size());
    return name == "IMDBID" ? "IMDB_ID" : name == "TMDBID" ? "TMDB_ID" : name;
  }
  std::ranges::replace(name, '/', ' ');
  return neutral_key(name);
}

}  // namespace cuetheque
