#pragma once
#include <string_view>

#include "core/fields.h"

namespace cuetheque {

/// Whether a field's values credit a person or body, each of which has a record of kind name.
[[nodiscard]] constexpr bool is_credit(Field field) {
  switch (field) {
    case Field::genre:
    case Field::media:
    case Field::name:
    case Field::alias:
      return false;
    default:
      return row_of(field).type == Type::name;
  }
}

/// The name inside a credit: `Anne Dudley (piano)` credits Anne Dudley. Only performers carry a role in brackets: the
/// last balanced ones.
[[nodiscard]] std::string_view credited_name(Field field, std::string_view credit);

}  // namespace cuetheque
