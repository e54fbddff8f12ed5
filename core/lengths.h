#pragma once
#include <cstdint>
#include <optional>

#include "core/records.pb.h"

namespace cuetheque {

/// Length of a track in milliseconds: of its range, else of what its file holds from where it starts; none where
/// nobody knows.
[[nodiscard]] std::optional<std::int64_t> length_of(const Record& album, const Track& track);

}  // namespace cuetheque
