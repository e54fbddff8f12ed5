#pragma once
#include <string>
#include <string_view>

namespace cuetheque {

/// The neutral key (FORMATS.md A.1, the Vorbis column) of a free-form name, as Vorbis comments, APE items, TXXX
/// descriptions and MP4 free-form atoms spell it: letters in either case, MusicBrainz' "MusicBrainz Album Id" and the
/// variants in use.
[[nodiscard]] std::string neutral_key(std::string_view free_name);

/// The neutral key of a name that only one format uses, or empty text where the format's table lacks it.
[[nodiscard]] std::string_view id3_key(std::string_view frame);  ///< TIT2 …
[[nodiscard]] std::string_view mp4_key(std::string_view atom);   ///< ©nam in Latin-1
[[nodiscard]] std::string asf_key(
    std::string_view attribute);  ///< WM/AlbumTitle …; other names as neutral_key reads them
[[nodiscard]] std::string_view info_key(std::string_view chunk);  ///< RIFF INFO: INAM …
[[nodiscard]] std::string_view role_key(
    std::string_view role);  ///< of an involved person (TIPL): producer …; empty = a performer's role

}  // namespace cuetheque
