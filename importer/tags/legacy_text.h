#pragma once
#include <string>
#include <string_view>

namespace cuetheque {

/// Text of formats that declare no encoding: as it is where it is UTF-8, otherwise Windows-1252 (RIFF INFO, bext, AIFF;
/// FORMATS.md A.2.9).
[[nodiscard]] std::string from_riff_text(std::string_view bytes);

/// Text of tracker modules, written on DOS: code page 437 unless it is ASCII. Control characters and what follows a NUL
/// are dropped.
[[nodiscard]] std::string from_tracker_text(std::string_view bytes);

}  // namespace cuetheque
