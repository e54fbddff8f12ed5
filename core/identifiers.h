#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/fields.h"

namespace cuetheque {

/// The kinds of identifier we check (FORMATS.md E).
enum class Scheme : std::uint8_t {
  isrc,
  upc,
  ean,
  barcode,
  iswc,
  ipi,
  ipi_base,
  isni,
  isan,
  eidr,
  grid,
  dpid,
  imdb,
  tmdb,
  mbid,
  lccn,
};

/// How one kind of identifier is compared, checked and shown. `valid` and `display` take the normal form; a normal form
/// is made of any text, right or wrong, so that two spellings of a wrong one still compare equal.
struct SchemeRow {
  Scheme id;
  std::string_view name;
  std::string (*normalise)(std::string_view written);
  bool (*valid)(std::string_view normal);
  std::string (*display)(std::string_view normal);
  std::string_view rule;  ///< what a right one looks like, for messages
};

[[nodiscard]] const SchemeRow& row_of(Scheme scheme);

/// The scheme that a field's values follow, or none.
[[nodiscard]] std::optional<Scheme> scheme_of(Field field);

/// The normal form: prefixes, spaces and punctuation gone, letters in one case.
[[nodiscard]] std::string normalised(Scheme scheme, std::string_view written);
/// Whether the text, once normalised, has the right shape and check digits.
[[nodiscard]] bool is_valid(Scheme scheme, std::string_view written);
/// As people write it (US-RC1-76-07839); a wrong one comes back as it was written.
[[nodiscard]] std::string displayed(Scheme scheme, std::string_view written);

/// A CAE number of 9 or 10 digits as the IPI name number of 11; anything else only normalised.
[[nodiscard]] std::string padded_ipi(std::string_view written);
/// Barcodes are one and the same whatever zeros pad them to 8, 12, 13 or 14 digits.
[[nodiscard]] std::string without_leading_zeros(std::string_view digits);
/// Whether the first two characters of an ISRC are a prefix known to be given out; an unknown one is odd, not wrong.
[[nodiscard]] bool known_isrc_prefix(std::string_view normal);

}  // namespace cuetheque
