#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/fields.h"
#include "core/ids.h"

namespace cuetheque {

/// How facts are spelt in the index. A term is a prefix of capitals and folded text (folded text has no capitals, so
/// that no text can pose as another prefix). The same functions spell for the indexer and for the query.

/// `XTRACK`: X and the name of a pseudo-field in capitals.
[[nodiscard]] std::string prefix_of(std::string_view name);
/// Two capitals from A to P: the field's number in the store in base 16 (fields.h). All are equally long, so that none
/// begins like another, and short: most terms then need no memory of their own, and a million tracks hold fifty
/// million.
[[nodiscard]] const std::string& prefix_of(Field field);

/// Prefix and text; longer than 200 bytes, its end becomes a digest: Xapian refuses 245 (RELIABILITY.md Q12).
[[nodiscard]] std::string term_of(std::string_view prefix, std::string_view text);
/// The term of every document that has to do with a record, or that stands for it as this field's value
/// (`CMN9`).
[[nodiscard]] std::string id_term(Id id);
[[nodiscard]] std::string id_term(Field field, Id id);
/// The unique term of a document that no album has.
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
[[nodiscard]] bool keeps_word_order(Field field);
/// A value's words as documents keep them in order: each between two spaces, the value's end a new line, which no
/// phrase reaches over. Nothing of a single word.
[[nodiscard]] std::string words_in_order(const std::vector<std::string>& words);
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
inline constexpr std::string_view index_schema = "10";

[[nodiscard]] constexpr unsigned number_of(Slot slot) {
  return static_cast<unsigned>(slot);
}
/// The slot of a field's words in order: one value is a fraction of the work, and of the space, that Xapian's positions
/// are, which are an entry of a table of their own for every word of every document.
[[nodiscard]] constexpr unsigned order_slot(Field field) {
  return 100U + row_of(field).number;
}
/// A number that sorts as text does.
[[nodiscard]] std::string sortable(std::uint64_t number);

}  // namespace cuetheque
