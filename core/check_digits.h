#pragma once
#include <string_view>

namespace cuetheque {

/// The sums by which identifiers notice that they were mistyped (FORMATS.md E). Each takes text of the shape it is for:
/// decimal digits, or digits and capitals; the check stands at the end.

/// Weights 3, 1, 3 … from the right: UPC, EAN, GTIN.
[[nodiscard]] bool mod_10(std::string_view digits);

/// Ten digits, weights 1 to 9: ISWC and the IPI base number, which begin their sums with 1 and 2.
[[nodiscard]] bool weighted_mod_10(std::string_view digits, unsigned start);

/// Eleven digits, weights 10 to 2, two of check: the IPI name number.
[[nodiscard]] bool mod_101(std::string_view digits);

/// ISO 7064 mod 11,2, where X is ten: ISNI.
[[nodiscard]] bool mod_11_2(std::string_view digits);

/// ISO 7064 mod 37,36: ISAN, EIDR, GRid and DPID.
[[nodiscard]] bool mod_37_36(std::string_view text, char check);

}  // namespace cuetheque
