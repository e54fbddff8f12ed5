#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace cuetheque {

/// Bytes of unknown encoding read as text (FORMATS.md B.4).
struct Decoded {
  std::string text;                ///< UTF-8, without BOM
  std::string encoding;            ///< IANA name
  bool guessed = false;            ///< the bytes do not settle it
  std::vector<std::string> notes;  ///< bytes without a meaning in it …
};

/// Decodes by the fixed order of B.4: the override, BOM, NULs at every other byte, ASCII, strict UTF-8, then CP932,
/// GB18030, CP1251 by what they make of the bytes, else windows-1252. Never throws on bytes; an unknown
/// `override_encoding` is an Error (usage). Empty = detect.
[[nodiscard]] Decoded decode(std::string_view bytes, std::string_view override_encoding = {});

}  // namespace cuetheque
