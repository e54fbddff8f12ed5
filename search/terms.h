#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "core/fields.h"
#include "core/ids.h"

namespace cuetheque {

/// How facts are spelt in the index. A term is a prefix of capitals and folded text (folded text has no capitals, so
/// that no text can pose as another prefix). The same functions spell for the indexer and for the query.

/// `XTITLE`: X and the name of a field or pseudo-field in capitals.
[[nodiscard]] std::string prefix_of(std::string_view name);
[[nodiscard]] const std::string& prefix_of(Field field);

/// Prefix and text; longer than 200 bytes, its end becomes a digest: Xapian refuses 245 (RELIABILITY.md Q12).
[[nodiscard]] std::string term_of(std::string_view prefix, std::string_view text);
/// The term of every document that has to do with a record, or that stands for it as this field's value
/// (`XCOMPOSERN9`).
[[nodiscard]] std::string id_term(Id id);
[[nodiscard]] std::string id_term(Field field, Id id);
/// The unique term of a document.
[[nodiscard]] std::string key_term(std::string_view key);

/// The stem of a folded word, for prose.
[[nodiscard]] std::string stem_of(const std::string& word);
/// The term of a stem that is not itself the word: Z and the field's prefix, so that a stem never passes for a word.
[[nodiscard]] std::string stem_term(Field field, const std::string& stem);
/// An identifier as it is compared: without case, space, hyphen, dot and stroke; a cue number as reel, M, index.
[[nodiscard]] std::string code_text(Field field, std::string_view value);
/// A vocabulary value as one boolean term.
[[nodiscard]] std::string vocabulary_text(std::string_view id);
/// Whether a field's words keep their order, so that a phrase can be found.
[[nodiscard]] bool has_positions(Field field);
/// Whether a field's words are stemmed.
[[nodiscard]] bool is_stemmed(Field field);

/// Numbers of Xapian's value slots. They are on disk: index_schema changes with them.
enum class Slot : unsigned {
  album,
  production,
  cue,
  track,
  name,  // ids, to collapse on
  year = 10,
  date,
  first,
  film,
  albumtitle,
  title,
  composer,
  albumartist,
  label,
  catalognumber,
  length,
  tc,
  added,
  changed,
  position,
  cuenumber,
  person,
  recorded,
  path,
  data,  // what a document says of itself (engine.h)
};
inline constexpr std::string_view index_schema = "9";

[[nodiscard]] constexpr unsigned number_of(Slot slot) {
  return static_cast<unsigned>(slot);
}
/// A number that sorts as text does.
[[nodiscard]] std::string sortable(std::uint64_t number);

}  // namespace cuetheque
