#pragma once
#include <optional>
#include <string>

#include "search/engine.h"
#include "search/index.h"

namespace cuetheque {

/// What the parts of the index share; no header for others.
struct Index::Inside {
  Stub stub;
  bool writes;
  std::optional<Xapian::Database> reader;
  std::optional<Xapian::WritableDatabase> writer;
  Freshness unopened = Freshness::missing;  ///< missing or damaged, where neither is open
  std::string trouble;

  Inside(std::filesystem::path place, bool for_writing) : stub(std::move(place)), writes(for_writing) {}

  /// Opens the generation the stub names; leaves `trouble` where that fails.
  void open();
  void close();
  [[nodiscard]] bool is_open() const { return reader || writer; }
  /// The open database, or Error(damaged).
  [[nodiscard]] Xapian::Database& database();
  [[nodiscard]] std::optional<Mark> mark();
};

}  // namespace cuetheque
