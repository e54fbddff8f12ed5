#pragma once
#include "core/archive.h"
#include "core/records.pb.h"

namespace cuetheque {

/// Stamps this operation on every part of a record that no earlier one has: what changed is what carries the newest
/// number.
void stamp(Record& record, Revision operation);

}  // namespace cuetheque
