#pragma once
#include <cstddef>
#include <string>
#include <unordered_set>

#include "core/archive.h"
#include "core/resolve.h"

namespace cuetheque {

/// Sees to it that every credited name has a record, so that it can be given aliases, merged and listed. Remembers the
/// names it has met, within bounds, since an archive credits the same few people again and again.
class NameKeeper {
 public:
  /// Makes the records that the credits of a record (its own, its tracks' and its parties') still lack; returns how
  /// many.
  std::size_t credit(Step& step, const Record& record);

 private:
  std::size_t credit(Step& step, const Record& record, const Statements& statements);
  std::size_t credit(Step& step, const Record& record, const Statement& said_in, std::string_view name);

  std::unordered_set<std::string> known_;  ///< keys
};

}  // namespace cuetheque
