#include "importer/formats.h"

#include <algorithm>
#include <array>
#include <string>

#include "core/ascii.h"
#include "core/words.h"

namespace cuetheque {
namespace {

struct NameParts {
  std::string stem;
  std::string extension;
};

NameParts parts_of(std::string_view file_name) {
  const auto dot = file_name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return {lower(file_name), ""};
  return {lower(file_name.substr(0, dot)), lower(file_name.substr(dot + 1))};
}

struct PictureName {
  std::string_view start;  // of the file's stem
  std::string_view type;
};

// Longer beginnings first where one begins with another.
constexpr auto picture_names = std::to_array<PictureName>({
    {"cover back", "back cover"},
    {"cover-back", "back cover"},
    {"cover_back", "back cover"},
    {"cover", "front cover"},
    {"front", "front cover"},
    {"folder", "front cover"},
    {"albumart", "front cover"},
    {"album", "front cover"},
    {"back", "back cover"},
    {"rear", "back cover"},
    {"booklet", "leaflet page"},
    {"inlay", "leaflet page"},
    {"inside", "leaflet page"},
    {"tray", "back cover"},
    {"poster", "front cover"},
    {"artwork", "front cover"},
    {"cd", "media"},
    {"disc", "media"},
    {"disk", "media"},
    {"obi", "other"},
});

struct Magic {
  std::size_t at;
  std::string_view bytes;
};

using std::string_view_literals::operator""sv;
constexpr auto magics = std::to_array<Magic>({
    {0, "fLaC"sv},
    {0, "ID3"sv},
    {0, "OggS"sv},
    {0, "RF64"sv},
    {0, "BW64"sv},
    {0, "riff\x2e\x91\xcf\x11"sv},
    {4, "ftyp"sv},
    {0, "MAC "sv},
    {0, "MPCK"sv},
    {0, "MP+"sv},
    {0, "wvpk"sv},
    {0, "TTA1"sv},
    {0, "TTA2"sv},
    {0, "tBaK"sv},
    {0, "OFR "sv},
    {0, "ajkg"sv},
    {0, "DSD "sv},
    {0, "FRM8"sv},
    {0, "caff"sv},
    {0, "DTSHDHDR"sv},
    {0, "IMPM"sv},
    {0, "MThd"sv},
    {44, "SCRM"sv},
    {0, "\x30\x26\xb2\x75\x8e\x66\xcf\x11"sv},
    {0, "\x1a\x45\xdf\xa3"sv},
    {0, "Extended Module: "sv},
    {1080, "M.K."sv},
    {1080, "M!K!"sv},
    {1080, "FLT4"sv},
    {1080, "4CHN"sv},
    {1080, "6CHN"sv},
    {1080, "8CHN"sv},
});

bool stands_at(std::string_view bytes, std::size_t at, std::string_view wanted) {
  return bytes.size() >= at + wanted.size() && bytes.substr(at, wanted.size()) == wanted;
}

bool is_iff(std::string_view bytes) {
  return (stands_at(bytes, 0, "RIFF") && stands_at(bytes, 8, "WAVE")) ||
         (stands_at(bytes, 0, "FORM") && (stands_at(bytes, 8, "AIFF") || stands_at(bytes, 8, "AIFC")));
}

unsigned byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

// A frame header of layer II or III, or ADTS. Layer I is left out: UTF-16 text begins with its sync pattern.
bool is_mpeg_frame(std::string_view bytes) {
  if (bytes.size() < 4 || byte_at(bytes, 0) != 0xff || (byte_at(bytes, 1) & 0xe0U) != 0xe0U) return false;
  const unsigned layer = byte_at(bytes, 1) >> 1U & 3U;
  if (layer == 0) return (byte_at(bytes, 1) & 0xf6U) == 0xf0U && (byte_at(bytes, 2) >> 2U & 15U) < 13;
  const unsigned version = byte_at(bytes, 1) >> 3U & 3U;
  const unsigned rate = byte_at(bytes, 2) >> 4U;
  return layer != 3 && version != 1 && rate != 0 && rate != 15 && (byte_at(bytes, 2) >> 2U & 3U) != 3;
}

/// Sound and pictures would have to be unpacked to be looked at. MusicBrainz calls its dump `release`.
FileKind kind_of_packed(std::string_view inside) {
  constexpr std::array read{FileKind::cue_file, FileKind::cue_sheet, FileKind::releases};
  const auto kind = kind_of_name(inside);
  if (kind == FileKind::unknown && inside.find('.') == std::string_view::npos) return FileKind::releases;
  return std::ranges::find(read, kind) == read.end() ? FileKind::other : kind;
}

}  // namespace

FileKind kind_of_name(std::string_view file_name) {
  // The resource forks that macOS leaves on foreign disks carry the name of the audio file they belong to.
  if (file_name.starts_with("._")) return FileKind::other;
  const auto extension = parts_of(file_name).extension;
  if (extension.empty()) return file_name.starts_with('.') ? FileKind::other : FileKind::unknown;
  const auto row =
      std::ranges::find_if(formats, [&](const Format& format) { return has_word(format.extensions, extension); });
  if (row == formats.end()) return FileKind::unknown;
  if (row->kind == FileKind::packed) return kind_of_packed(file_name.substr(0, file_name.rfind('.')));
  return row->kind == FileKind::picture && !picture_type(file_name) ? FileKind::other : row->kind;
}

FileKind kind_of_content(std::string_view first_bytes) {
  const bool known =
      std::ranges::any_of(magics, [&](const Magic& magic) { return stands_at(first_bytes, magic.at, magic.bytes); });
  if (known || is_iff(first_bytes) || is_mpeg_frame(first_bytes)) return FileKind::audio;
  // MusicBrainz names the file of its dump `release`.
  return first_bytes.starts_with("{\"") ? FileKind::releases : FileKind::other;
}

std::optional<std::string_view> picture_type(std::string_view file_name) {
  const auto stem = parts_of(file_name).stem;
  const auto name = std::ranges::find_if(picture_names, [&](const PictureName& row) {
    return stem.starts_with(row.start) && (stem.size() == row.start.size() || row.start == "albumart" ||
                                           !std::isalpha(static_cast<unsigned char>(stem[row.start.size()])));
  });
  if (name != picture_names.end()) return name->type;
  return std::nullopt;
}

std::string_view picture_mime(std::string_view file_name) {
  const auto extension = parts_of(file_name).extension;
  if (extension == "jpg" || extension == "jpeg") return "image/jpeg";
  if (extension == "png") return "image/png";
  if (extension == "gif") return "image/gif";
  return extension == "webp" ? "image/webp" : "";
}

}  // namespace cuetheque
