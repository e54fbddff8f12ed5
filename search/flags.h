#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <xapian.h>

#include "core/fields.h"
#include "search/wanted.h"

namespace cuetheque {

/// What `has:` and `is:` ask of a document: yes or no, a bit each. A document carries its whole set as one term
/// (`XFLAGS` and the set in hexadecimal): a term for each flag would be a quarter of all its terms. There are few
/// different sets, so that a question walks through all of them and asks for those with the bit.
class Flags {
 public:
  static constexpr std::size_t bits_a_digit = 4;  ///< of the term

  void set(std::size_t flag);
  /// The term, lowest flags first and without zeros at the end; empty where no flag is set.
  [[nodiscard]] std::string term() const;

 private:
  static constexpr std::size_t most = 256;
  std::array<std::uint8_t, most / bits_a_digit> digits_{};  ///< of the set in hexadecimal, as numbers
};

/// `has:` of a field: the field's number in the store.
[[nodiscard]] constexpr std::size_t flag_of(Field field) {
  return row_of(field).number;
}
/// `has:` of something that is no field, and `is:`; the names are those of query_fields. Error(bug) for another name.
[[nodiscard]] std::size_t flag_of_has(std::string_view name);
[[nodiscard]] std::size_t flag_of_is(std::string_view name);

/// The documents with this flag.
[[nodiscard]] Wanted with_flag(const Xapian::Database& database, std::size_t flag);

}  // namespace cuetheque
