#include <fmt/format.h>
#include <iterator>
#include <unicode/uchar.h>

#include "core/text.h"
#include "core/text_utf8.h"

namespace cuetheque {
namespace {

/// What a terminal would act on or hide: controls, line ends that are no control, bidirectional and invisible format
/// characters.
bool is_unsafe(UChar32 c) {
  switch (u_charType(c)) {
    case U_CONTROL_CHAR:
    case U_FORMAT_CHAR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
    case U_SURROGATE:
      return c != 0xad;  // a soft hyphen is harmless
    default:
      return c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0;  // Hangul fillers: letters that show nothing
  }
}

std::string escaped(UChar32 c) {
  switch (c) {
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      break;
  }
  const auto number = static_cast<unsigned>(c);
  if (number < 0x80) return fmt::format("\\x{:02x}", number);
  return number <= 0xffff ? fmt::format("\\u{:04x}", number) : fmt::format("\\U{:08x}", number);
}

std::string escaped_bytes(std::string_view bytes) {
  std::string result;
  for (const char byte : bytes)
    fmt::format_to(std::back_inserter(result), "\\x{:02x}", static_cast<unsigned char>(byte));
  return result;
}

std::size_t columns(UChar32 c) {
  if (c < 0) return 1;
  if (c < 0x300) return c < 0x20 || (c >= 0x7f && c < 0xa0) ? 0 : 1;
  if ((U_GET_GC_MASK(c) & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK)) != 0) return 0;
  if (c >= 0x1160 && c <= 0x11ff) return 0;  // jamo that join the syllable before them
  const auto width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

}  // namespace

std::string shown(std::string_view text) {
  std::string result;
  each_character(text, [&](const Character& c) {
    if (c.code < 0)
      result += escaped_bytes(c.bytes);
    else if (is_unsafe(c.code))
      result += escaped(c.code);
    else
      result += c.bytes;
  });
  return result;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  each_character(text, [&](const Character& c) { width += columns(c.code); });
  return width;
}

}  // namespace cuetheque
