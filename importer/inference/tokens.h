#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cuetheque {

/// Titles of more bytes are nobody's titles: nothing is inferred from them, and no title takes long to read.
inline constexpr std::size_t longest_title = 512;

/// A word of a title, folded, and where it stands in the title (bytes). Chinese and Japanese characters are words of
/// their own, because titles in them have no spaces; '&' is a word; punctuation, apostrophes too, only separates.
struct TitleToken {
  std::string folded;
  std::size_t begin = 0;
  std::size_t end = 0;
};
[[nodiscard]] std::vector<TitleToken> title_tokens(std::string_view title);

/// What a piece of a pattern asks of a title.
struct PatternPiece {
  enum class What { word, some, rest, number, year };
  What what = What::word;
  std::string_view word;  ///< kept for as long as the program runs: rules share a few hundred words
};
using Pattern = std::vector<PatternPiece>;

/// The patterns a rule's text stands for: words; [optional]; (one|or|other); * one to three words; % one to eight; # a
/// number, Roman too; @ a year. `[the] (film|motion picture)` is four patterns. Error(bug) where brackets do not match.
[[nodiscard]] std::vector<Pattern> patterns_of(std::string_view text);

/// The most tokens a pattern can match; the fewest are its pieces.
[[nodiscard]] std::size_t longest_match(const Pattern& pattern);

/// Whether a pattern matches exactly the tokens [begin, end).
[[nodiscard]] bool matches(const Pattern& pattern, const std::vector<TitleToken>& tokens, std::size_t begin,
                           std::size_t end);

/// Whether a word is a year that a production or a record can have.
[[nodiscard]] bool is_year(std::string_view word);

}  // namespace cuetheque
