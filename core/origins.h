#pragma once
#include <cstdint>

#include "core/records.pb.h"

namespace cuetheque {

/// Whether two origins are one file, sheet or person, whenever each was read.
[[nodiscard]] bool same_place(const Origin& a, const Origin& b);

/// Where an origin stands in the record's table; added at its end where it is new.
std::uint32_t origin_in(Record& record, const Origin& origin);

}  // namespace cuetheque
