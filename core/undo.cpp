#include "core/undo.h"

#include <optional>
#include <utility>

#include "core/archive_inside.h"
#include "core/error.h"
#include "core/undo_outcome.h"

namespace cuetheque {
namespace {

constexpr std::size_t records_a_step = 1000;
constexpr std::size_t bytes_a_step = std::size_t{4} << 20U;

Error conflicts_error(const UndoPlan& plan) {
  const auto& first = plan.conflicts.front();
  const auto where = first.id.number == 0 ? std::string() : to_string(first.id);
  const auto more = plan.conflicts.size() > 1 ? fmt::format(", and {} more", plan.conflicts.size() - 1) : std::string();
  return {Cause::findings,
          fmt::format("cannot undo operation {}: {} was changed since by operation {}{}", plan.operation, first.what,
                      first.later, more),
          where, fmt::format("undo operation {} first, or put back the rest with --partial", first.later)};
}

/// Puts records back, step by step.
class Undoer {
 public:
  Undoer(Archive& archive, Operation& operation, const UndoPlan& plan)
      : archive_(archive), operation_(operation), plan_(plan) {}

  std::size_t run() {
    put_back_others();
    for (auto next = plan_.records.begin(); next != plan_.records.end();) next = put_back_some(next);
    return changed_;
  }

 private:
  using Place = std::map<Id, UndoPlan::Steps>::const_iterator;

  // Folders first: if we stop half-way, an import looks too often rather than never.
  void put_back_others() {
    for (auto next = plan_.others.begin(); next != plan_.others.end();) {
      operation_.step([&](Step& step) {
        for (std::size_t left = records_a_step; left > 0 && next != plan_.others.end(); --left, ++next)
          put_back_other(step, next->first, next->second);
      });
    }
  }

  void put_back_other(Step& step, const std::string& key, const UndoPlan::Steps& steps) {
    const auto was = other_before(archive_, key, steps);
    if (was == other_now(archive_, key)) return;
    const bool changed = other_changed_since(archive_, key, steps);
    if (key.starts_with('D'))
      put_back_folder(step, folder_name(key), changed ? std::nullopt : was);
    else if (changed)
      return;
    else if (const auto saved = saved_query_name(key))
      put_back_saved_query(step, *saved, was);
    else
      put_back_root(step, root_name(key), was);
  }

  static void put_back_folder(Step& step, const FolderName& at, const std::optional<std::string>& bytes) {
    if (bytes)
      step.put_folder(at.root, at.path, message_in<Folder>(*bytes, "a before-image"));
    else
      step.remove_folder(at.root, at.path);
  }

  static void put_back_saved_query(Step& step, const std::string& name, const std::optional<std::string>& text) {
    if (text)
      step.put_saved_query({name, *text});
    else
      step.remove_saved_query(name);
  }

  static void put_back_root(Step& step, const std::string& name, const std::optional<std::string>& bytes) {
    if (bytes)
      step.put_root(message_in<Root>(*bytes, "a before-image"));
    else
      step.remove_root(name);
  }

  Place put_back_some(Place next) {
    operation_.step([&](Step& step) {
      std::size_t bytes = 0;
      for (std::size_t left = records_a_step; left > 0 && bytes < bytes_a_step && next != plan_.records.end();
           --left, ++next) {
        bytes += put_back_record(step, next->first, next->second);
      }
    });
    return next;
  }

  /// Gives about how much it writes.
  std::size_t put_back_record(Step& step, Id id, const UndoPlan::Steps& steps) {
    if (plan_.kept.contains(id)) return 0;
    if (untouched_creation(archive_, id, steps)) return remove(step, id);
    auto outcome = outcome_for(archive_, id, steps);
    if (!outcome.changes()) return 0;
    if (!outcome.merged.result) return remove(step, id);
    auto record = from_elements(*outcome.merged.result);
    const auto size = record.ByteSizeLong();
    step.put(std::move(record));
    ++changed_;
    return size;
  }

  std::size_t remove(Step& step, Id id) {
    const auto record = step.find(id);
    if (!record) return 0;
    step.remove(id);
    ++changed_;
    return record->ByteSizeLong();
  }

  Archive& archive_;
  Operation& operation_;
  const UndoPlan& plan_;
  std::size_t changed_ = 0;
};

}  // namespace

std::size_t undo(Archive& archive, Operation& operation, const UndoPlan& plan, bool partial) {
  if (!plan.conflicts.empty() && !partial) throw conflicts_error(plan);
  return Undoer(archive, operation, plan).run();
}

}  // namespace cuetheque
