#pragma once
#include <string>

namespace cuetheque {

/// The manual page cuetheque-fields(7), made from the field table and the names that only queries know.
[[nodiscard]] std::string fields_page();

}  // namespace cuetheque
