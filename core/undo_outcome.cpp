#include "core/undo_outcome.h"

#include <algorithm>
#include <utility>

#include "core/archive_inside.h"
#include "core/store_keys.h"

namespace cuetheque {
namespace {

Snapshot snapshot_of(const std::optional<Record>& record) {
  return record ? Snapshot(elements_of(*record)) : std::nullopt;
}

/// Goes back over steps, newest first.
Snapshot rewound(const Archive& archive, Id id, const std::vector<Revision>& steps, Snapshot state) {
  for (auto revision = steps.rbegin(); revision != steps.rend(); ++revision) {
    if (const auto before = archive.before(*revision, id)) state = rewound(std::move(state), *before);
  }
  return state;
}

std::optional<std::string> value_in(const Before& before, const std::string& key) {
  const auto found = std::ranges::find(before.elements(), key, &Before::Element::key);
  return found != before.elements().end() && found->has_value() ? std::optional(found->value()) : std::nullopt;
}

}  // namespace

bool untouched_creation(const Archive& archive, Id id, const UndoPlan::Steps& steps) {
  return steps.later.empty() && archive.before(steps.own.front(), id).value_or(Before()).created();
}

Outcome outcome_for(const Archive& archive, Id id, const UndoPlan::Steps& steps) {
  auto now = snapshot_of(archive.find(id));
  const auto left = rewound(archive, id, steps.later, now);
  const auto wanted = rewound(archive, id, steps.own, left);
  auto merged = put_back(wanted, left, now);
  return {std::move(now), std::move(merged)};
}

FolderName folder_name(const std::string& key) {
  const auto end = key.find('\0');
  return {key.substr(1, end - 1), key.substr(end + 1)};
}

std::string root_name(const std::string& key) {
  return key.substr(1 + root_prefix.size());
}

std::optional<std::string> saved_query_name(const std::string& key) {
  const auto stored = std::string_view(key).substr(1);
  return key.starts_with('R') && stored.starts_with(saved_prefix)
             ? std::optional(std::string(stored.substr(saved_prefix.size())))
             : std::nullopt;
}

std::optional<std::string> other_before(const Archive& archive, const std::string& key, const UndoPlan::Steps& steps) {
  return value_in(archive.before(steps.own.front(), Id{}).value_or(Before()), key);
}

std::optional<std::string> other_now(const Archive& archive, const std::string& key) {
  if (key.starts_with('D')) {
    const auto [root, path] = folder_name(key);
    const auto folder = archive.folder(root, path);
    return folder ? std::optional(bytes_of(*folder)) : std::nullopt;
  }
  if (const auto saved = saved_query_name(key)) return archive.saved_query(*saved);
  const auto roots = archive.roots();
  const auto found = std::ranges::find(roots, root_name(key), &Root::name);
  return found == roots.end() ? std::nullopt : std::optional(bytes_of(*found));
}

bool other_changed_since(const Archive& archive, const std::string& key, const UndoPlan::Steps& steps) {
  if (steps.later.empty()) return false;
  const auto next = archive.before(steps.later.front(), Id{}).value_or(Before());
  return value_in(next, key) != other_now(archive, key);
}

}  // namespace cuetheque
