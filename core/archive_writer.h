#pragma once
#include <string>

#include "core/archive_inside.h"
#include "core/digest.h"

namespace cuetheque {

/// Writes one step: gathers what it changed into one batch with keys, before-images, journal entry and head. One object
/// a step.
class StepWriter {
 public:
  explicit StepWriter(Operation::Inside& operation);

  [[nodiscard]] Step::Inside& step() { return step_; }
  /// Whether there was anything to write.
  bool write();
  /// The operation's last entry.
  void close(const std::string& summary);

 private:
  void add_record(Id id, const std::optional<Record>& record);
  void add_keys(Id id, const std::optional<Record>& old, const std::optional<Record>& now);
  void add_before(Id id, const std::optional<Record>& old, const std::optional<Record>& now);
  void add_others(Shelf shelf, const std::map<std::string, std::optional<std::string>>& changes, Before& before);
  void add_next_numbers();
  void put(Shelf shelf, std::string key, std::optional<std::string> value);

  /// The operation an earlier process left open is closed by the step after it.
  void add_interrupted();
  [[nodiscard]] JournalEntry new_entry() const;
  void append(JournalEntry entry);
  void land();

  Operation::Inside& operation_;
  Step::Inside step_;
  Head head_;          ///< as it moves with the entries of this batch
  Revision revision_;  ///< this step's
  std::int64_t time_ms_ = 0;
  StoreBatch batch_;
  Digest digest_;
  std::vector<Id> changed_;
};

}  // namespace cuetheque
