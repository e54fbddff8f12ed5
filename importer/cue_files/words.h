#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "core/frames.h"

namespace cuetheque::cue_words {

/// How the words of a CUE file's line are cut (FORMATS.md B.1, B.5). All pure, for cue_file.cpp.

/// Spaces, tabs and other ASCII white space at both ends removed.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// The first word and, trimmed, what follows it.
struct Split {
  std::string_view word;
  std::string_view rest;
};
[[nodiscard]] Split first_word(std::string_view text);

/// A value and what was odd about its quotes (empty = nothing).
struct Value {
  std::string text;
  std::string_view odd;
};
/// The value of TITLE, PERFORMER, SONGWRITER, REM: from the first quote to the last, else the rest of the line.
[[nodiscard]] Value value_of(std::string_view args);

/// The name and type of a FILE line.
struct FileWords {
  std::string name;
  std::string type;
  std::string_view odd;
};
[[nodiscard]] FileWords file_words(std::string_view args);

/// Digits and nothing else, up to `most` of them.
[[nodiscard]] std::optional<unsigned> number_of(std::string_view text, std::size_t most);

/// MM:SS:FF, up to 9999:59:74. Seconds over 59 are an error (B.3). Frames over 74 are one there too, but writers of
/// chapter sheets count hundredths up to 99: those are carried over, as other readers do, and flagged.
struct Time {
  Frames at{};
  bool carried = false;
};
[[nodiscard]] std::optional<Time> time_of(std::string_view text);

/// MM:SS:FF with at least two digits each.
[[nodiscard]] std::string to_text(Frames at);

/// A word that may be a REM key or a command: letters, digits and underscores, 2 to 32.
[[nodiscard]] bool is_key(std::string_view word);

}  // namespace cuetheque::cue_words
