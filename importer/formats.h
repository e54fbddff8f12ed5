#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace cuetheque {

/// What a file in a tree is to an import.
enum class FileKind : std::uint8_t {
  audio,      ///< handed to the tag readers, which decide by content
  cue_file,   ///< CDRWIN .cue
  cue_sheet,  ///< a table that may be a film or TV cue sheet, by content
  releases,   ///< JSON that may hold MusicBrainz releases, or albums that cuetheque exported
  picture,    ///< named as a picture of the album
  toc,        ///< a cdrdao table of contents: known, not read
  other,      ///< nothing to catalogue
  packed,     ///< one file packed by itself: in the table alone, for it is what its name without the ending says
  unknown,    ///< the name does not say: look at the first bytes
};

/// One input format. Adding one is a row here and a file that reads it.
struct Format {
  std::string_view name;
  std::string_view extensions;  ///< lower case, separated by spaces
  FileKind kind;
};

// clang-format off
inline constexpr auto formats = std::to_array<Format>({
  {"FLAC", "flac fla", FileKind::audio},
  {"WAVE, BWF, RF64, Wave64", "wav wave bwf rf64 bw64 w64", FileKind::audio},
  {"AIFF", "aif aiff aifc aiffc", FileKind::audio},
  {"MPEG audio", "mp3 mp2 mp1 mpa mpga", FileKind::audio},
  {"MPEG-4 audio", "m4a m4b m4p m4r mp4 3gp 3g2 alac", FileKind::audio},
  {"AAC", "aac adts", FileKind::audio},
  {"Ogg", "ogg oga ogx opus spx", FileKind::audio},
  {"Monkey's Audio", "ape", FileKind::audio},
  {"Musepack", "mpc mp+ mpp", FileKind::audio},
  {"WavPack", "wv", FileKind::audio},
  {"TrueAudio", "tta", FileKind::audio},
  {"TAK", "tak", FileKind::audio},
  {"OptimFROG", "ofr ofs", FileKind::audio},
  {"Shorten", "shn", FileKind::audio},
  {"Windows Media", "wma asf", FileKind::audio},
  {"DSD", "dsf dff", FileKind::audio},
  {"Matroska", "mka mkv webm", FileKind::audio},
  {"Core Audio", "caf", FileKind::audio},
  {"Dolby, DTS", "ac3 eac3 ec3 dts dtshd", FileKind::audio},
  {"tracker module", "mod module nst wow it s3m xm", FileKind::audio},
  {"MIDI", "mid midi", FileKind::audio},
  {"CUE file", "cue", FileKind::cue_file},
  {"cue sheet", "csv tsv xlsx xlsm", FileKind::cue_sheet},
  {"spreadsheet that is not read", "xls ods", FileKind::cue_sheet},
  {"MusicBrainz releases, our own exports", "json jsonl", FileKind::releases},
  {"picture", "jpg jpeg png gif webp", FileKind::picture},
  {"cdrdao table of contents", "toc", FileKind::toc},
  {"text", "txt nfo log md rst html htm xml yaml yml ini conf rtf doc docx odt pdf epub", FileKind::other},
  {"playlist", "m3u m3u8 pls xspf jspf asx wpl cpl mpls", FileKind::other},
  {"lyrics and subtitles", "lrc srt sub ass vtt", FileKind::other},
  {"checksums", "md5 sha1 sha256 sha512 sfv ffp st5 accurip par2", FileKind::other},
  {"other pictures", "bmp tif tiff psd svg heic ico xcf ai eps", FileKind::other},
  {"video", "avi mpg mpeg mov wmv flv vob ifo bup m2ts ts m4v", FileKind::other},
  {"any of JSON, cue sheets and CUE files, packed", "gz bz2 xz zst", FileKind::packed},
  {"archives and images", "zip rar 7z tar iso bin img nrg mdf mds ccd dmg torrent", FileKind::other},
  {"programs and their files", "db exe dll sh bat py url lnk tmp bak part cache sqlite ds_store", FileKind::other},
});
// clang-format on

/// What a file is by its name alone (bytes, any case). A picture whose name is not one an album's picture has is
/// `other`, and so is a packed file of what is not read packed.
[[nodiscard]] FileKind kind_of_name(std::string_view file_name);

/// What the first bytes say (give `sniffed_bytes` of them where there are as many): audio, releases for JSON, or other.
[[nodiscard]] FileKind kind_of_content(std::string_view first_bytes);
inline constexpr std::size_t sniffed_bytes = 1088;

/// "front cover" of cover.jpg, "back cover" of back.png …; none where the name does not speak of an album.
[[nodiscard]] std::optional<std::string_view> picture_type(std::string_view file_name);
/// "image/jpeg" …, by extension; empty where it is not a picture.
[[nodiscard]] std::string_view picture_mime(std::string_view file_name);

}  // namespace cuetheque
