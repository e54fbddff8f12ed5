#pragma once
#include <vector>

#include "search/matcher.h"

namespace cuetheque {

/// A query without what takes long to decide: where words stand is asked only of the documents that come first.
struct PutOff {
  Wanted quick;                  ///< finds no less, and gives no less weight
  std::vector<Wanted> required;  ///< must hold of what it finds
  Wanted promised, earned;       ///< the weight `quick` gives to words that may be near one another, and what is due
};
[[nodiscard]] PutOff put_off(Wanted wanted);

/// Takes from the matches what they were promised and have not earned.
void settle(Matcher& matcher, const PutOff& query, Matches& matches);

}  // namespace cuetheque
