#pragma once
#include <optional>
#include <string>

#include "search/engine.h"
#include "search/index.h"
#include "search/remembered.h"

namespace cuetheque {

/// What the parts of the index share; no header for others.
struct Index::Inside {
  Stub stub;
  bool writes;
  std::optional<Xapian::Database> reader;
  std::optional<Xapian::WritableDatabase> writer;
  Freshness unopened = Freshness::missing;  ///< missing or damaged, where neither is open
  std::string trouble;
  std::optional<Remembered> memory;  ///< of the commit that was asked last

  Inside(std::filesystem::path place, bool for_writing) : stub(std::move(place)), writes(for_writing) {}

  /// Opens the generation the stub names; leaves `trouble` where that fails.
  void open();
  void close();
  [[nodiscard]] bool is_open() const { return reader || writer; }
  /// The open database, or Error(damaged).
  [[nodiscard]] Xapian::Database& database();
  [[nodiscard]] std::optional<Mark> mark();
  void forget() { memory.reset(); }
  /// What is known of the open database; a writer may have changed it since.
  [[nodiscard]] Remembered& remembered() {
    if (!memory || writes) memory.emplace(database());
    return *memory;
  }
  /// Asks the newest commit. A writer may commit twice while one question is asked: reopen and ask again
  /// (RELIABILITY.md 2.5).
  template <typename Ask>
  auto on_newest(Ask ask) {
    constexpr int most_tries = 5;
    return translated(stub.place(), [&] {
      for (int tries = 1;; ++tries) {
        if (database().reopen()) forget();
        try {
          return ask(database());
        } catch (const Xapian::DatabaseModifiedError&) {
          if (tries == most_tries) throw;
        }
      }
    });
  }
};

}  // namespace cuetheque
