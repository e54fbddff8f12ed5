#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "core/fields.h"

namespace cuetheque {

/// A curator's value as it is kept: terms by id, dates and codes in their normal form. Error(usage) for a value the
/// field cannot have.
[[nodiscard]] std::string kept_value(Field field, std::string_view written_value);

/// The word of the field's vocabulary nearest to one it does not have.
[[nodiscard]] std::optional<std::string> nearest_term(Field field, std::string_view word);

}  // namespace cuetheque
