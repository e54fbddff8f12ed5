#pragma once
#include <string_view>
#include <vector>

#include "search/terms.h"

namespace cuetheque {

struct SortKey {
  Slot slot;
  bool down;

  bool operator==(const SortKey&) const = default;
};

/// What results are sorted by, the first key first; none: by relevance, or by id where nothing ranks.
using SortOrder = std::vector<SortKey>;

/// Reads `year,-title`, and beets' way too: `year+,title-`. Error(usage) with the nearest name for one that cannot be
/// sorted by.
[[nodiscard]] SortOrder parse_sort(std::string_view text);

}  // namespace cuetheque
