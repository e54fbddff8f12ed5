#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/elements.h"

namespace cuetheque {

/// A record at some moment; none where there was no such record.
using Snapshot = std::optional<Elements>;

/// The record as it was before the step that left this before-image; `after` is the record as that step left it.
[[nodiscard]] Snapshot rewound(Snapshot after, const Before& before);

/// What undoing makes of a record.
struct Merged {
  Snapshot result;
  std::vector<std::string>
      conflicts;  ///< keys of elements that were changed since and stay; the empty key is the record itself
};

/// Puts back what the operation changed (from `wanted`, before it, to `left`, after it) in the record as it is now.
/// What changed since stays and is a conflict, but for orders of lists, which are put together, and origins and files
/// that others point to, which stay. Pure.
[[nodiscard]] Merged put_back(const Snapshot& wanted, const Snapshot& left, const Snapshot& now);

}  // namespace cuetheque
