#pragma once
#include <cstdint>
#include <string_view>

#include "importer/tags/tag_sheet.h"

namespace cuetheque {

/// The items of an APE tag (FORMATS.md A.2.12), at most `count` of them; what cannot be one ends it. An item met again
/// replaces the one before. Text is UTF-8 with a NUL between values; text that is not, as some writers leave it, is in
/// the encoding asked for or Windows-1252.
[[nodiscard]] TagBlock ape_items(std::string_view bytes, std::uint32_t count, std::string_view encoding);

}  // namespace cuetheque
