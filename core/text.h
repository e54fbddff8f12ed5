#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cuetheque {

/// Text as it is compared: NFKC, case folded, width folded, diacritics gone, Latin letters without a decomposition
/// spelled out (ø o, ł l, ß ss, æ ae). Other scripts stay as they are, kana and hangul composed. The same function at
/// index time, at query time and for exact keys. Invalid UTF-8 becomes U+FFFD. Pure ASCII takes a fast path.
[[nodiscard]] std::string fold(std::string_view text);

/// The folded words of a text, in order: runs of letters, marks and digits; an apostrophe inside a word is dropped. CJK
/// runs come out as single characters and overlapping pairs (n-grams), so that 植松 is found in 植松伸夫.
[[nodiscard]] std::vector<std::string> words(std::string_view text);

/// Latin transliteration of Cyrillic, Greek and kana text, folded; none where the text has none of these or holds Han
/// or Hangul (ICU would read 植松伸夫 as Chinese: USERS.md 4.5).
[[nodiscard]] std::optional<std::string> latin(std::string_view text);

/// Text made safe for a terminal: control characters, escapes, bidi overrides and zero-width characters shown, not
/// executed
/// (`\x1b`, `\u202e`); invalid UTF-8 shown byte by byte.
[[nodiscard]] std::string shown(std::string_view text);

/// Columns a terminal needs for the text: 2 for East Asian wide, 0 for combining marks.
[[nodiscard]] std::size_t display_width(std::string_view text);

[[nodiscard]] bool is_utf8(std::string_view text);
/// NFC, with invalid UTF-8 replaced by U+FFFD and NULs dropped: how text from files enters the archive.
[[nodiscard]] std::string clean(std::string_view text);
/// White space at both ends removed, inner runs kept.
[[nodiscard]] std::string_view trim(std::string_view text);

/// The candidate nearest to a mistyped word, by edit distance, if any is near enough to be meant.
[[nodiscard]] std::optional<std::string_view> nearest(std::string_view word,
                                                      const std::vector<std::string_view>& candidates);

}  // namespace cuetheque
