#pragma once
#include <cstddef>
#include <string>
#include <unordered_set>

#include "core/archive.h"
#include "core/draft.h"
#include "core/resolve.h"

namespace cuetheque {

/// Sees to it that every credited name has a record, so that it can be given aliases, merged and listed. Remembers the
/// names it has met, within bounds, since an archive credits the same few people again and again.
class NameKeeper {
 public:
  /// Makes the records that the credits of a record (its own, its tracks' and its parties') still lack; returns how
  /// many.
  std::size_t credit(Step& step, const Record& record);

  /// Makes or completes the record of a name that a catalogue knows: the one with its identifier, else the first of
  /// that name that has none yet; two people of one name stay two. Returns how many were made.
  std::size_t learn(Step& step, const NameDraft& draft, const Origin& origin);

 private:
  std::size_t credit(Step& step, const Record& record, const Statements& statements);
  std::size_t credit(Step& step, const Record& record, const Statement& said_in, std::string_view name);

  [[nodiscard]] bool is_known(const std::string& key) const { return known_.contains(key); }
  void remember(std::string key);

  std::unordered_set<std::string> known_;  ///< keys
};

}  // namespace cuetheque
