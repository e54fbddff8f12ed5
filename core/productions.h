#pragma once
#include "core/archive.h"
#include "core/draft.h"

namespace cuetheque {

/// The production a draft names: the one of that title whose kind and year do not contradict it, or a new one. What the
/// draft says and nobody of that source said yet is added to it; `origin` is who says it.
struct FoundProduction {
  Id id;
  bool created = false;
};
FoundProduction find_or_make(Step& step, const ProductionDraft& draft, const Origin& origin);

}  // namespace cuetheque
