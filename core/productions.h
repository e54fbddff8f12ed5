#pragma once
#include <google/protobuf/repeated_field.h>

#include "core/archive.h"
#include "core/draft.h"

namespace cuetheque {

using OriginTable = google::protobuf::RepeatedPtrField<Origin>;

/// The production a draft names: the one of that title whose kind and year do not contradict it, or a new one. What the
/// draft says and nobody of that source said yet is added to it; `origins` are those that the draft points to.
struct FoundProduction {
  Id id;
  bool created = false;
};
FoundProduction find_or_make(Step& step, const ProductionDraft& draft, const OriginTable& origins);

}  // namespace cuetheque
