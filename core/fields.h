#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace cuetheque {

/// Every fact Cuetheque knows, one row each. The table drives tag mapping, storage, index, query names, `set`, CSV,
/// JSON, help and completion; adding a fact is adding a row (and an enumerator in the same place).
// clang-format off
enum class Field : std::uint8_t {
  film, kind, year, director, series, season, episode, studio,
  album, albumkind, albumartist, label, catalognumber, barcode, date, first, media, country, releasestatus, compilation, discs, packaging, titlelanguage, accession, disctitle,
  title, subtitle, artist, artists, composer, lyricist, writer, arranger, orchestrator, conductor, orchestra, performer,
  supervisor, producer, engineer, mixer, editor, originalartist, originalalbum,
  isrc, iswc, genre, mood, scene, theme, cue, slate, usage, vocal, visual, origin, heard,
  grouping, work, movement, movementnumber, key, bpm, language, script, note, lyrics, copyright, licence, right, tag, credited, playingtime, printed,
  titlesort, albumsort, albumartistsort, artistsort, composersort,
  mbrecording, mbtrack, mbrelease, mbgroup, mbartist, mbalbumartist, mbwork, mbcomposer, mbdisc,
  imdb, tmdb, isan, eidr, acoustid, fingerprint,
  trackgain, trackpeak, albumgain, albumpeak, encodedby, encoder, originalfilename,
  tape, recorded, fileset,
  name, alias, sortname, ipi, isni,
  cdtextfile, tunecode, recordtrack, runtime, tcstart, framerate,
};
// clang-format on

/// The records a field may describe. A field said at a higher level is inherited by what lies below (search scope,
/// USERS.md 4.3).
enum Level : std::uint8_t { on_production = 1, on_album = 2, on_track = 4, on_cue = 8, on_name = 16 };

/// What a field's values are; parsing, comparing, folding and formatting hang on it.
enum class Type : std::uint8_t {
  prose,   ///< words: folded, stemmed
  name,    ///< people and bodies: folded, found through the authority file
  term,    ///< an id of a vocabulary in data/vocabularies, or a free word where none matches
  code,    ///< an identifier: compared without case, space, hyphen and dot
  number,  ///< a whole number
  date,    ///< YYYY, YYYY-MM or YYYY-MM-DD, precision kept
  flag,    ///< yes or no
  text,    ///< kept and shown, searched only by has:/missing:
};

/// How many values a field holds; it decides between a JSON string and an array.
enum class Count : std::uint8_t { one, many };

struct FieldRow {
  Field id;
  std::uint16_t number;      ///< in the store; for ever, never reused
  std::string_view name;     ///< the one canonical name: tags, queries, CSV, JSON
  std::string_view aliases;  ///< other query and `set` names, separated by spaces
  std::uint8_t levels;       ///< a set of Level
  Type type;
  Count count;
  std::string_view tags;  ///< neutral tag keys (upper case, FORMATS.md A.1's Vorbis column) that carry it, separated by
                          ///< spaces, strongest first
  bool published;         ///< part of the JSON contract's objects
  std::string_view help;  ///< one phrase
  std::string_view example;  ///< a query that works
};

inline constexpr std::uint8_t on_audio = on_album | on_track;
inline constexpr std::uint8_t on_music = on_track | on_cue;

// clang-format off
inline constexpr auto fields = std::to_array<FieldRow>({
  // the production
  {Field::film,       1, "film",       "production", on_production, Type::prose, Count::one, "FILM SHOW GAME", true, "title of the film, series, game, book, ride, ship or event", "film:vertigo"},
  {Field::kind,       2, "kind",       "", on_production, Type::term, Count::one, "PRODUCTIONKIND", true, "what the production is", "kind:game"},
  {Field::year,       3, "year",       "filmyear", on_production, Type::number, Count::one, "FILMYEAR PRODUCTIONYEAR", true, "year of the production, not of the album", "year:1958..1965"},
  {Field::director,   4, "director",   "", on_production, Type::name, Count::many, "DIRECTOR", true, "director of the production", "director:hitchcock"},
  {Field::series,     5, "series",     "", on_production, Type::prose, Count::one, "SERIES", true, "series the production belongs to", "series:\"star trek\""},
  {Field::season,     6, "season",     "", on_production, Type::number, Count::one, "SEASON TVSEASON", true, "season of a series", "season:2"},
  {Field::episode,    7, "episode",    "", on_production, Type::prose, Count::one, "EPISODE TVEPISODE", true, "title or number of an episode", "episode:pilot"},
  {Field::studio,     8, "studio",     "company", on_production, Type::name, Count::many, "STUDIO", false, "production company", "studio:paramount"},
  // the album
  {Field::album,     20, "album",      "", on_album, Type::prose, Count::one, "ALBUM", true, "title of the album", "album:\"alien trilogy\""},
  {Field::albumkind, 21, "albumkind",  "", on_album, Type::term, Count::many, "RELEASETYPE MUSICBRAINZ_ALBUMTYPE", true, "what kind of soundtrack album it is", "albumkind:score"},
  {Field::albumartist,22,"albumartist","", on_album, Type::name, Count::many, "ALBUMARTIST", true, "artist the album is credited to", "albumartist:herrmann"},
  {Field::label,     23, "label",      "", on_album | on_cue, Type::name, Count::many, "LABEL PUBLISHER ORGANIZATION", true, "record label", "label:intrada"},
  {Field::catalognumber,24,"catalognumber","catno cat", on_album | on_cue, Type::code, Count::many, "CATALOGNUMBER CATALOGID DISCOGS_CATALOG LABELNO", true, "label's catalogue number", "catno:LLLCD1173"},
  {Field::barcode,   25, "barcode",    "upc ean", on_album, Type::code, Count::many, "BARCODE UPC EAN EAN/UPN UPN", true, "UPC or EAN", "barcode:036000291452"},
  {Field::date,      26, "date",       "released", on_album, Type::date, Count::one, "RELEASEDATE DATE", true, "date of this release", "date:1996"},
  {Field::first,     27, "first",      "original", on_album, Type::date, Count::one, "ORIGINALDATE ORIGINALYEAR", true, "date of the first release", "first:..1970"},
  {Field::media,     28, "media",      "carrier", on_album, Type::name, Count::many, "MEDIA SOURCEMEDIA", true, "carrier: CD, LP, digital", "media:vinyl"},
  {Field::country,   29, "country",    "", on_album | on_production, Type::code, Count::many, "RELEASECOUNTRY", true, "country of release", "country:JP"},
  {Field::releasestatus,30,"releasestatus","", on_album, Type::term, Count::one, "RELEASESTATUS MUSICBRAINZ_ALBUMSTATUS", false, "official, promotion, bootleg", "releasestatus:promotion"},
  {Field::compilation,31,"compilation","", on_album, Type::flag, Count::one, "COMPILATION", false, "album by various artists, says the tag", "compilation:yes"},
  {Field::discs,     32, "discs",      "", on_album, Type::number, Count::one, "DISCTOTAL TOTALDISCS", false, "number of discs the tags claim", "discs:7"},
  {Field::packaging,172, "packaging",  "", on_album, Type::prose, Count::one, "", false, "packaging: jewel case, gatefold cover", "packaging:digipak"},
  {Field::titlelanguage,173,"titlelanguage","", on_album, Type::code, Count::one, "", false, "language the titles are written in", "titlelanguage:jpn"},
  {Field::accession,174, "accession",  "", on_album, Type::code, Count::many, "", true, "accession number: when and whence the archive has it", "accession:2026.114"},
  {Field::disctitle, 33, "disctitle",  "", on_track, Type::prose, Count::one, "DISCSUBTITLE SETSUBTITLE", true, "title of the disc", "disctitle:\"the film\""},
  // the track and the cue
  {Field::title,     40, "title",      "", on_music, Type::prose, Count::one, "TITLE", true, "title of a track or a cue", "title:\"main title\""},
  {Field::subtitle,  41, "subtitle",   "version", on_track, Type::prose, Count::one, "SUBTITLE", true, "subtitle or version", "subtitle:alternate"},
  {Field::artist,    42, "artist",     "", on_music, Type::name, Count::many, "ARTIST", true, "artist credit", "artist:\"london symphony\""},
  {Field::artists,   43, "artists",    "", on_track, Type::name, Count::many, "ARTISTS", false, "artists, one a value", "artists:uematsu"},
  {Field::composer,  44, "composer",   "by", on_music | on_production, Type::name, Count::many, "COMPOSER", true, "composer", "composer:goldsmith"},
  {Field::lyricist,  45, "lyricist",   "", on_music, Type::name, Count::many, "LYRICIST", true, "lyricist", "lyricist:bergman"},
  {Field::writer,    46, "writer",     "songwriter", on_music, Type::name, Count::many, "WRITER SONGWRITER", false, "writer, role unsure", "writer:mercer"},
  {Field::arranger,  47, "arranger",   "", on_music, Type::name, Count::many, "ARRANGER", true, "arranger", "arranger:riddle"},
  {Field::orchestrator,48,"orchestrator","", on_music, Type::name, Count::many, "ORCHESTRATOR", true, "orchestrator", "orchestrator:courage"},
  {Field::conductor, 49, "conductor",  "", on_music, Type::name, Count::many, "CONDUCTOR", true, "conductor", "conductor:mathieson"},
  {Field::orchestra, 50, "orchestra",  "ensemble", on_music, Type::name, Count::many, "ORCHESTRA ENSEMBLE", true, "orchestra or ensemble", "orchestra:\"london symphony\""},
  {Field::performer, 51, "performer",  "", on_music, Type::name, Count::many, "PERFORMER", true, "performer, with the role in brackets", "performer:\"anne dudley\""},
  {Field::supervisor,52, "supervisor", "", on_music | on_production, Type::name, Count::many, "MUSICSUPERVISOR", true, "music supervisor", "supervisor:poster"},
  {Field::producer,  53, "producer",   "", on_audio | on_cue, Type::name, Count::many, "PRODUCER", true, "record producer", "producer:townson"},
  {Field::engineer,  54, "engineer",   "", on_track, Type::name, Count::many, "ENGINEER", false, "recording engineer", "engineer:murphy"},
  {Field::mixer,     55, "mixer",      "", on_track, Type::name, Count::many, "MIXER DJMIXER", false, "mixer", "mixer:murphy"},
  {Field::editor,    56, "editor",     "", on_music | on_production, Type::name, Count::many, "EDITOR", true, "music editor", "editor:saunders"},
  {Field::originalartist,57,"originalartist","", on_track, Type::name, Count::many, "ORIGINALARTIST", false, "artist of the original", "originalartist:bowie"},
  {Field::originalalbum,58,"originalalbum","", on_track, Type::prose, Count::one, "ORIGINALALBUM", false, "album of the original", "originalalbum:low"},
  {Field::isrc,      60, "isrc",       "", on_music, Type::code, Count::many, "ISRC", true, "recording code", "isrc:USRC17607839"},
  {Field::iswc,      61, "iswc",       "", on_music, Type::code, Count::many, "ISWC", true, "work code", "iswc:T-034.524.680-1"},
  {Field::genre,     62, "genre",      "", on_track, Type::name, Count::many, "GENRE", true, "genre, as the tags say", "genre:soundtrack"},
  {Field::mood,      63, "mood",       "moods", on_music, Type::term, Count::many, "MOOD", true, "mood, by the vocabulary", "mood:sinister"},
  {Field::scene,     64, "scene",      "scenes", on_music, Type::term, Count::many, "SCENE", true, "what happens on screen, by the vocabulary or in words", "scene:chase"},
  {Field::theme,     65, "theme",      "", on_music, Type::prose, Count::many, "THEME", true, "musical theme heard", "theme:\"dies irae\""},
  {Field::cue,       66, "cue",        "cuenumber", on_music, Type::code, Count::one, "CUENUMBER", true, "cue number: reel, M, index", "cue:1M1"},
  {Field::slate,     67, "slate",      "", on_track, Type::code, Count::one, "SLATE", false, "recording slate", "slate:12"},
  {Field::usage,     68, "usage",      "", on_music, Type::term, Count::many, "USAGE", true, "how the music is used", "usage:source"},
  {Field::vocal,     69, "vocal",      "", on_cue, Type::term, Count::one, "", true, "vocal or instrumental", "vocal:instrumental"},
  {Field::visual,    70, "visual",     "", on_cue, Type::term, Count::one, "", true, "visual (on screen) or background", "visual:background"},
  {Field::origin,    71, "origin",     "", on_cue, Type::term, Count::one, "", true, "commissioned, pre-existing or library", "origin:commissioned"},
  {Field::heard,     72, "heard",      "", on_track, Type::flag, Count::one, "", true, "whether the track is heard in the production", "is:unheard"},
  {Field::grouping,  73, "grouping",   "", on_track, Type::prose, Count::many, "GROUPING", false, "grouping", "grouping:act"},
  {Field::work,      74, "work",       "", on_track, Type::prose, Count::one, "WORK", false, "work the track is part of", "work:suite"},
  {Field::movement,  75, "movement",   "", on_track, Type::prose, Count::one, "MOVEMENTNAME", false, "movement", "movement:adagio"},
  {Field::movementnumber,76,"movementnumber","", on_track, Type::number, Count::one, "MOVEMENTNUMBER MOVEMENT", false, "movement's number", "movementnumber:2"},
  {Field::key,       77, "key",        "", on_track, Type::code, Count::one, "INITIALKEY KEY", false, "musical key", "key:Dm"},
  {Field::bpm,       78, "bpm",        "tempo", on_track, Type::number, Count::one, "BPM", false, "beats a minute", "bpm:60..90"},
  {Field::language,  79, "language",   "", on_music | on_production, Type::code, Count::many, "LANGUAGE", false, "language sung", "language:jpn"},
  {Field::script,    80, "script",     "", on_track, Type::code, Count::one, "SCRIPT", false, "script of the titles", "script:Jpan"},
  {Field::note,      81, "note",       "notes comment", on_audio | on_cue | on_production | on_name, Type::prose, Count::many, "COMMENT DESCRIPTION", true, "note or comment", "note:\"first pressing\""},
  {Field::lyrics,    82, "lyrics",     "", on_track, Type::text, Count::many, "LYRICS UNSYNCEDLYRICS", false, "lyrics", "has:lyrics"},
  {Field::copyright, 83, "copyright",  "", on_audio, Type::prose, Count::many, "COPYRIGHT", false, "copyright line", "copyright:paramount"},
  {Field::licence,   84, "licence",    "license", on_audio, Type::text, Count::many, "LICENSE COPYRIGHTURL", false, "licence", "has:licence"},
  {Field::right,    175, "right",      "rights", on_audio | on_cue | on_production, Type::prose, Count::many, "", true, "who controls what, where, until when, and whether it is cleared", "right:master"},
  {Field::tag,       85, "tag",        "tags", on_audio | on_cue | on_production, Type::term, Count::many, "", true, "your own free words", "tag:todo"},
  {Field::credited,  86, "credited",   "", on_music, Type::name, Count::many, "", true, "who is credited where that is not who wrote it", "credited:fielding"},
  {Field::playingtime,170,"playingtime","", on_track, Type::text, Count::one, "", false, "playing time that a catalogue gives, in milliseconds", "has:playingtime"},
  {Field::printed,  171, "printed",    "", on_track, Type::text, Count::one, "", false, "track number as it is printed: A1", "has:printed"},
  // sort forms
  {Field::titlesort,       90, "titlesort",       "", on_track, Type::text, Count::one,  "TITLESORT", false, "title to sort by", "has:titlesort"},
  {Field::albumsort,       91, "albumsort",       "", on_album, Type::text, Count::one,  "ALBUMSORT", false, "album title to sort by", "has:albumsort"},
  {Field::albumartistsort, 92, "albumartistsort", "", on_album, Type::text, Count::many, "ALBUMARTISTSORT", false, "album artist to sort by", "has:albumartistsort"},
  {Field::artistsort,      93, "artistsort",      "", on_track, Type::text, Count::many, "ARTISTSORT", false, "artist to sort by", "has:artistsort"},
  {Field::composersort,    94, "composersort",    "", on_track, Type::text, Count::many, "COMPOSERSORT", false, "composer to sort by", "has:composersort"},
  // identifiers elsewhere
  {Field::mbrecording,  100, "mbrecording",  "", on_track, Type::code, Count::many, "MUSICBRAINZ_TRACKID", false, "MusicBrainz recording", "has:mbrecording"},
  {Field::mbtrack,      101, "mbtrack",      "", on_track, Type::code, Count::many, "MUSICBRAINZ_RELEASETRACKID", false, "MusicBrainz track", "has:mbtrack"},
  {Field::mbrelease,    102, "mbrelease",    "", on_album, Type::code, Count::one,  "MUSICBRAINZ_ALBUMID", false, "MusicBrainz release", "has:mbrelease"},
  {Field::mbgroup,      103, "mbgroup",      "", on_album, Type::code, Count::one,  "MUSICBRAINZ_RELEASEGROUPID", false, "MusicBrainz release group", "has:mbgroup"},
  {Field::mbartist,     104, "mbartist",     "", on_track | on_name, Type::code, Count::many, "MUSICBRAINZ_ARTISTID", false, "MusicBrainz artist", "has:mbartist"},
  {Field::mbalbumartist,105, "mbalbumartist","", on_album, Type::code, Count::many, "MUSICBRAINZ_ALBUMARTISTID", false, "MusicBrainz album artist", "has:mbalbumartist"},
  {Field::mbwork,       106, "mbwork",       "", on_track, Type::code, Count::many, "MUSICBRAINZ_WORKID", false, "MusicBrainz work", "has:mbwork"},
  {Field::mbcomposer,   107, "mbcomposer",   "", on_track, Type::code, Count::many, "MUSICBRAINZ_COMPOSERID", false, "MusicBrainz composer", "has:mbcomposer"},
  {Field::mbdisc,       108, "mbdisc",       "", on_track, Type::code, Count::many, "MUSICBRAINZ_DISCID DISCID", false, "disc id: MusicBrainz or freedb", "has:mbdisc"},
  {Field::imdb,         109, "imdb",         "", on_production | on_name, Type::code, Count::one, "IMDB_ID IMDB", false, "IMDb id", "imdb:tt0052357"},
  {Field::tmdb,         110, "tmdb",         "", on_production | on_name, Type::code, Count::one, "TMDB_ID TMDB", false, "TMDB id", "tmdb:movie/426"},
  {Field::isan,         111, "isan",         "", on_production, Type::code, Count::one, "ISAN", false, "audiovisual number", "has:isan"},
  {Field::eidr,         112, "eidr",         "", on_production, Type::code, Count::one, "EIDR", false, "EIDR id", "has:eidr"},
  {Field::acoustid,     113, "acoustid",     "", on_track, Type::code, Count::many, "ACOUSTID_ID", false, "AcoustID", "has:acoustid"},
  {Field::fingerprint,  114, "fingerprint",  "", on_track, Type::text, Count::one,  "ACOUSTID_FINGERPRINT", false, "acoustic fingerprint", "has:fingerprint"},
  // the technical rest
  {Field::trackgain, 120, "trackgain", "", on_track, Type::text, Count::one, "REPLAYGAIN_TRACK_GAIN", false, "ReplayGain of the track", "has:trackgain"},
  {Field::trackpeak, 121, "trackpeak", "", on_track, Type::text, Count::one, "REPLAYGAIN_TRACK_PEAK", false, "ReplayGain peak of the track", "has:trackpeak"},
  {Field::albumgain, 122, "albumgain", "", on_album, Type::text, Count::one, "REPLAYGAIN_ALBUM_GAIN", false, "ReplayGain of the album", "has:albumgain"},
  {Field::albumpeak, 123, "albumpeak", "", on_album, Type::text, Count::one, "REPLAYGAIN_ALBUM_PEAK", false, "ReplayGain peak of the album", "has:albumpeak"},
  {Field::encodedby, 124, "encodedby", "", on_track, Type::text, Count::one, "ENCODEDBY", false, "who encoded the file", "has:encodedby"},
  {Field::encoder,   125, "encoder",   "", on_track, Type::text, Count::one, "ENCODER ENCODERSETTINGS ENCODING", false, "encoder and settings", "has:encoder"},
  {Field::originalfilename,126,"originalfilename","", on_track, Type::text, Count::one, "ORIGINALFILENAME", false, "file name at first", "has:originalfilename"},
  {Field::tape,      150, "tape",      "", on_track, Type::code, Count::one, "TAPE", false, "sound roll or tape of the recording", "tape:12"},
  {Field::recorded,  151, "recorded",  "", on_track, Type::date, Count::one, "RECORDINGDATE", false, "when it was recorded, not released", "recorded:1958"},
  {Field::fileset,   152, "fileset",   "", on_track, Type::code, Count::one, "FILESET", false, "recording whose files belong together, and which it is", "has:fileset"},
  // the name
  {Field::name,      140, "name",      "", on_name, Type::name, Count::one,  "", true, "preferred form of a name", "name:morricone"},
  {Field::alias,     141, "alias",     "aliases", on_name, Type::name, Count::many, "", true, "other forms of a name, in any script", "alias:植松"},
  {Field::sortname,  142, "sortname",  "", on_name, Type::text, Count::one,  "", true, "name to sort by", "has:sortname"},
  {Field::ipi,       143, "ipi",       "", on_name, Type::code, Count::many, "", true, "IPI name number", "ipi:00000000199"},
  {Field::isni,      144, "isni",      "", on_name, Type::code, Count::many, "", true, "ISNI", "isni:000000012281955X"},
  // what CUE files and cue sheets alone say
  {Field::cdtextfile,  160, "cdtextfile",  "", on_album, Type::text, Count::many, "CDTEXTFILE", false, "CD-TEXT file that the CUE file names", "has:cdtextfile"},
  {Field::tunecode,    161, "tunecode",    "worknumber", on_cue, Type::code, Count::one, "", true, "a society's number of the work", "has:tunecode"},
  {Field::recordtrack, 162, "recordtrack", "", on_cue, Type::number, Count::one, "", true, "number of the track on the record the cue was taken from", "has:recordtrack"},
  {Field::runtime,     163, "runtime",     "", on_production, Type::text, Count::one, "", true, "duration of the production, as its cue sheet says", "has:runtime"},
  {Field::tcstart,     164, "tcstart",     "", on_production, Type::text, Count::one, "", true, "timecode at which the production starts", "has:tcstart"},
  {Field::framerate,   165, "framerate",   "", on_production, Type::text, Count::one, "", true, "frames a second of the timecodes on its cue sheet", "has:framerate"},
});
// clang-format on

/// The row of a field.
[[nodiscard]] constexpr const FieldRow& row_of(Field field) {
  return fields[static_cast<std::size_t>(field)];
}

/// The field with this number in the store, or none: a number from a newer version is kept but not understood.
[[nodiscard]] std::optional<Field> field_of_number(std::uint32_t number);

/// The field with this canonical name or alias (letters in either case), or none.
[[nodiscard]] std::optional<Field> field_named(std::string_view name);

/// The field that carries this neutral tag key (upper case), or none.
[[nodiscard]] std::optional<Field> field_of_tag(std::string_view key);

/// How strongly a tag key speaks for its field: 0 for the first key of the row, 1 for the next …
[[nodiscard]] std::size_t tag_rank(std::string_view key);

namespace fields_proof {
constexpr bool ids_in_order() {
  for (std::size_t i = 0; i < fields.size(); ++i)
    if (fields[i].id != static_cast<Field>(i)) return false;
  return true;
}
constexpr bool names_are_lower_case_letters() {
  for (const auto& row : fields)
    for (const char c : row.name)
      if (c < 'a' || c > 'z') return false;
  return true;
}
constexpr bool names_and_numbers_are_unique() {
  for (std::size_t i = 0; i < fields.size(); ++i)
    for (std::size_t j = i + 1; j < fields.size(); ++j)
      if (fields[i].name == fields[j].name || fields[i].number == fields[j].number) return false;
  return true;
}
constexpr bool rows_are_complete() {
  for (const auto& row : fields)
    if (row.number == 0 || row.levels == 0 || row.help.empty() || row.example.empty()) return false;
  return true;
}
}  // namespace fields_proof
static_assert(fields_proof::ids_in_order(), "the enumerators of Field and the rows of fields must stand in one order");
static_assert(fields_proof::names_are_lower_case_letters(), "a field's name is also its index prefix: [a-z]+ only");
static_assert(fields_proof::names_and_numbers_are_unique(), "two rows share a name or a number");
static_assert(fields_proof::rows_are_complete(), "a row lacks its number, levels, help or example");

}  // namespace cuetheque
