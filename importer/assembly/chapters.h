#pragma once
#include <string>
#include <string_view>

#include "importer/reading.pb.h"

namespace cuetheque {

/// The chapters of a file as the text of a CUE file about it, so that they become tracks as an embedded sheet's do.
/// Empty unless they can be nothing else: two or more, ninety-nine at most, each with a title of its own and a later
/// start than the one before, the first at the beginning.
[[nodiscard]] std::string chapter_sheet(const Reading& reading, std::string_view file_name);

}  // namespace cuetheque
