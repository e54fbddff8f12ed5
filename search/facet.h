#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"

namespace cuetheque {

/// One value among what a query finds, and how many of the records found have it: as many as are found by the query
/// with `field:` of that value beside it.
struct FacetValue {
  std::string text;          ///< the value as most state it; of a record: its id
  std::optional<Id> record;  ///< the name, production or album that the value is
  std::size_t count = 0;
};

struct Facet {
  std::vector<FacetValue> values;  ///< the most frequent first, equals in their order
  std::size_t found = 0;           ///< records that match
  std::size_t without = 0;         ///< those among them that have no value
};

/// Of tracks together.
struct PlayingTime {
  std::uint64_t milliseconds = 0;
  std::size_t unknown = 0;  ///< tracks whose length is not known
};

}  // namespace cuetheque
