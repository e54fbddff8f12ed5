#pragma once
#include <string>
#include <vector>

#include "core/records.pb.h"

namespace cuetheque {

/// The words of where each of the album's origins lies, root and path, each with a space behind it.
[[nodiscard]] std::vector<std::string> words_of_places(const Record& album);

}  // namespace cuetheque
