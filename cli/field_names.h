#pragma once
#include <string_view>

#include "core/fields.h"

namespace cuetheque {

/// The field of this name or alias; Error(usage) with the nearest one for any other.
[[nodiscard]] Field known_field(std::string_view name);

}  // namespace cuetheque
