#pragma once
#include <optional>
#include <string>

#include "core/undo.h"
#include "core/undo_merge.h"

namespace cuetheque {

/// A record now and as undoing would make it.
struct Outcome {
  Snapshot now;
  Merged merged;

  [[nodiscard]] bool changes() const { return now != merged.result; }
};

/// What planning an undo and doing it both ask, so that they agree; no header for others.
[[nodiscard]] Outcome outcome_for(const Archive& archive, Id id, const UndoPlan::Steps& steps);
/// A record that the operation made and nobody touched since: undoing removes it, and it needs no cutting up.
[[nodiscard]] bool untouched_creation(const Archive& archive, Id id, const UndoPlan::Steps& steps);

/// Folders, roots and saved queries, by element key (elements.h).
struct FolderName {
  std::string root;
  std::string path;
};
[[nodiscard]] FolderName folder_name(const std::string& key);
[[nodiscard]] std::string root_name(const std::string& key);
/// The name of the saved query that the key stands for; none where it stands for something else.
[[nodiscard]] std::optional<std::string> saved_query_name(const std::string& key);
/// As the operation found it; none where it was not there.
[[nodiscard]] std::optional<std::string> other_before(const Archive& archive, const std::string& key,
                                                      const UndoPlan::Steps& steps);
[[nodiscard]] std::optional<std::string> other_now(const Archive& archive, const std::string& key);
/// Whether it is no longer as the operation left it.
[[nodiscard]] bool other_changed_since(const Archive& archive, const std::string& key, const UndoPlan::Steps& steps);

}  // namespace cuetheque
