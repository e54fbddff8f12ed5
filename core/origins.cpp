#include "core/origins.h"

#include <algorithm>

namespace cuetheque {

bool same_place(const Origin& a, const Origin& b) {
  return a.root() == b.root() && a.path() == b.path() && a.person() == b.person();
}

std::uint32_t origin_in(Record& record, const Origin& origin) {
  auto& origins = *record.mutable_origins();
  const auto known = std::ranges::find_if(origins, [&](const Origin& one) { return same_place(one, origin); });
  const auto place = static_cast<std::uint32_t>(known - origins.begin());
  if (known == origins.end()) *origins.Add() = origin;
  return place;
}

}  // namespace cuetheque
