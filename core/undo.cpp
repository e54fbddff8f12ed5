#include "core/undo.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

#include "core/archive_inside.h"
#include "core/element_keys.h"
#include "core/error.h"
#include "core/fields.h"
#include "core/keys.h"
#include "core/resolve.h"
#include "core/store_keys.h"
#include "core/undo_merge.h"

namespace cuetheque {
namespace {

constexpr std::size_t records_a_step = 1000;
constexpr std::size_t bytes_a_step = std::size_t{4} << 20U;

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

/// A record now and as undoing would make it.
struct Outcome {
  Snapshot now;
  Merged merged;

  [[nodiscard]] bool changes() const { return now != merged.result; }
};

/// A record that the operation made and nobody touched since needs no cutting up.
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

std::string statement_in_words(std::string_view after_part) {
  const auto field =
      field_of_number(static_cast<std::uint32_t>(number_of(std::string(4, '\0').append(after_part.substr(0, 4)))));
  const auto source =
      after_part.size() > 4 ? static_cast<Source>(static_cast<unsigned char>(after_part[4])) : source_unknown;
  return fmt::format("{} ({})", field ? row_of(*field).name : "a field of a newer cuetheque", source_name(source));
}

std::string in_words(std::string_view key) {
  if (key.empty()) return "the record";
  const auto track_id = [&] { return to_string(Id{track, number_of(key.substr(1))}); };
  if (key.starts_with(element::statement)) return statement_in_words(key.substr(1));
  if (key.starts_with(element::track_statement)) {
    return track_id() + " " + statement_in_words(key.substr(1 + element::track_key_size));
  }
  if (key.starts_with(element::track)) return track_id();
  if (key.starts_with(element::track_picture)) return track_id() + " picture";
  if (key.starts_with(element::link)) return "a link";
  if (key.starts_with(element::origin)) return "an origin";
  if (key.starts_with(element::file)) return "a file";
  if (key.starts_with(element::picture)) return "a picture";
  if (key.starts_with(element::party)) return "a party";
  if (key.starts_with(element::remark)) return "a remark";
  return key == element::merged_into ? "its merging" : "its own facts";
}

std::optional<std::string> value_in(const Before& before, const std::string& key) {
  const auto found = std::ranges::find(before.elements(), key, &Before::Element::key);
  return found != before.elements().end() && found->has_value() ? std::optional(found->value()) : std::nullopt;
}

/// Key of a folder, cut up.
struct FolderName {
  std::string root;
  std::string path;
};

FolderName folder_name(const std::string& key) {
  const auto end = key.find('\0');
  return {key.substr(1, end - 1), key.substr(end + 1)};
}

std::string root_name(const std::string& key) {
  return key.substr(1 + root_prefix.size());
}

/// A folder or root as it is now.
std::optional<std::string> other_now(const Archive& archive, const std::string& key) {
  if (key.starts_with('D')) {
    const auto [root, path] = folder_name(key);
    const auto folder = archive.folder(root, path);
    return folder ? std::optional(bytes_of(*folder)) : std::nullopt;
  }
  const auto roots = archive.roots();
  const auto found = std::ranges::find(roots, root_name(key), &Root::name);
  return found == roots.end() ? std::nullopt : std::optional(bytes_of(*found));
}

/// Whether a folder or root is no longer as the operation left it.
bool other_changed_since(const Archive& archive, const std::string& key, const UndoPlan::Steps& steps) {
  if (steps.later.empty()) return false;
  const auto next = archive.before(steps.later.front(), Id{}).value_or(Before());
  return value_in(next, key) != other_now(archive, key);
}

/// Makes a plan: one walk over the journal, then a look at each record.
class Planner {
 public:
  Planner(const Archive& archive, Revision operation) : archive_(archive) {
    const auto first = archive.entry(operation);
    if (!first || first->operation() != operation || !first->first()) throw no_such(operation, first);
    plan_.operation = operation;
    plan_.command = first->command();
  }

  UndoPlan plan() && {
    archive_.journal(plan_.operation, [this](const JournalEntry& entry) {
      if (entry.operation() == plan_.operation)
        add_own(entry);
      else
        add_later(entry);
      return true;
    });
    for (const auto& [id, steps] : plan_.records) weigh(id, steps);
    for (const auto& [key, steps] : plan_.others) weigh_other(key, steps);
    keep_what_is_linked();
    plan_.to_remove =
        static_cast<std::size_t>(std::ranges::count_if(removals_, [this](Id id) { return !plan_.kept.contains(id); }));
    for (auto undo = undos_.rbegin(); undo != undos_.rend(); ++undo) note_undo(*undo);
    plan_.undone_by = undone_by_[plan_.operation];
    return std::move(plan_);
  }

 private:
  static Error no_such(Revision operation, const std::optional<JournalEntry>& entry) {
    auto hint = entry ? fmt::format("it is a step of operation {}", entry->operation())
                      : std::string("list the operations with: cuetheque log");
    return {Cause::usage, fmt::format("there is no operation {}", operation), {}, std::move(hint)};
  }

  void add_own(const JournalEntry& entry) {
    for (const auto id : entry.changed()) plan_.records[unpack(id)].own.push_back(entry.revision());
    const auto others = archive_.before(entry.revision(), Id{});
    if (!others) return;
    for (const auto& one : others->elements()) plan_.others[one.key()].own.push_back(entry.revision());
  }

  void add_later(const JournalEntry& entry) {
    if (entry.undoes() != 0 && entry.first()) undos_.push_back(entry);
    for (const auto id : entry.changed()) {
      if (const auto ours = plan_.records.find(unpack(id)); ours != plan_.records.end()) {
        ours->second.later.push_back(entry.revision());
      }
    }
    const auto others = plan_.others.empty() ? std::nullopt : archive_.before(entry.revision(), Id{});
    if (!others) return;
    for (const auto& one : others->elements()) {
      if (const auto ours = plan_.others.find(one.key()); ours != plan_.others.end())
        ours->second.later.push_back(entry.revision());
    }
  }

  void weigh(Id id, const UndoPlan::Steps& steps) {
    if (untouched_creation(archive_, id, steps)) return weigh_removal(id);
    const auto outcome = outcome_for(archive_, id, steps);
    for (const auto& key : outcome.merged.conflicts) conflict(id, in_words(key), last_change(id, steps, key));
    if (!outcome.changes()) return;
    if (!outcome.merged.result) return weigh_removal(id);
    if (!outcome.now && imported_again(id, *outcome.merged.result))
      plan_.kept.insert(id);
    else
      ++(outcome.now ? plan_.to_change : plan_.to_restore);
  }

  void weigh_removal(Id id) {
    if (archive_.find(id)) removals_.insert(id);
  }

  /// Putting the album back would make a second one of the same files.
  bool imported_again(Id id, const Elements& elements) {
    const auto key = from_elements(elements).assembly_key();
    const auto others = key.empty() ? std::vector<Id>() : archive_.ids_of(key);
    for (const auto other : others) {
      const auto made = archive_.find(other).value_or(Record()).created();
      conflict(id, fmt::format("its place, taken by {},", to_string(other)), made);
    }
    return !others.empty();
  }

  /// A record that stays keeps what it links to, and so on.
  void keep_what_is_linked() {
    std::vector<Id> waiting;
    for (const auto id : removals_) {
      if (linked_by_others(id)) waiting.push_back(id);
    }
    while (!waiting.empty()) {
      const auto id = waiting.back();
      waiting.pop_back();
      if (!plan_.kept.insert(id).second) continue;
      for (const auto target : targets_of(id)) {
        if (removals_.contains(target)) waiting.push_back(target);
      }
    }
  }

  [[nodiscard]] std::vector<Id> targets_of(Id id) const {
    std::vector<Id> targets;
    const auto record = archive_.find(id).value_or(Record());
    for (const auto& link : record.links()) {
      const Id target{link.kind(), link.id()};
      targets.push_back(target.kind == track ? archive_.album_of(target).value_or(target) : target);
    }
    for (const auto& party : record.parties()) targets.push_back({name, party.name_id()});
    return targets;
  }

  /// Newest first: an undo that was undone itself does not count.
  void note_undo(const JournalEntry& entry) {
    if (undone_by_[entry.operation()] == 0 && undone_by_[entry.undoes()] == 0)
      undone_by_[entry.undoes()] = entry.operation();
  }

  /// Whether a record that undoing leaves alone, or leaves with its link, points to this one or one of its tracks.
  [[nodiscard]] bool linked_by_others(Id id) const {
    if (links_remain(id, id)) return true;
    const auto record = id.kind == album ? archive_.find(id) : std::nullopt;
    return record && std::ranges::any_of(record->tracks(), [&](const Track& one) {
             return links_remain(id, {track, one.id()});
           });
  }

  [[nodiscard]] bool links_remain(Id owner, Id target) const {
    return std::ranges::any_of(archive_.ids_of(linked_key(target)),
                               [&](Id from) { return from != owner && still_links(from, target); });
  }

  [[nodiscard]] bool still_links(Id from, Id target) const {
    const auto ours = plan_.records.find(from);
    if (ours == plan_.records.end()) return true;
    if (untouched_creation(archive_, from, ours->second)) return false;
    const auto outcome = outcome_for(archive_, from, ours->second);
    if (!outcome.merged.result) return false;
    const auto keys = keys_of(from_elements(*outcome.merged.result));
    return std::ranges::find(keys, linked_key(target)) != keys.end();
  }

  /// A root that was moved again since; a folder is simply looked at again by the next import.
  void weigh_other(const std::string& key, const UndoPlan::Steps& steps) {
    if (!key.starts_with('R') || !other_changed_since(archive_, key, steps)) return;
    const auto before = archive_.before(steps.own.front(), Id{}).value_or(Before());
    if (value_in(before, key) == other_now(archive_, key)) return;
    conflict({}, "root " + root_name(key), operation_of(steps.later.back()));
  }

  [[nodiscard]] Revision last_change(Id id, const UndoPlan::Steps& steps, const std::string& key) const {
    for (auto revision = steps.later.rbegin(); revision != steps.later.rend(); ++revision) {
      const auto before = archive_.before(*revision, id).value_or(Before());
      const bool touches = std::ranges::any_of(before.elements(), [&](const auto& one) { return one.key() == key; });
      if (key.empty() || before.created() || before.deleted() || touches) return operation_of(*revision);
    }
    return 0;
  }

  [[nodiscard]] Revision operation_of(Revision revision) const {
    return archive_.entry(revision).value_or(JournalEntry()).operation();
  }

  void conflict(Id id, std::string what, Revision later) { plan_.conflicts.push_back({id, std::move(what), later}); }

  const Archive& archive_;
  UndoPlan plan_;
  std::set<Id> removals_;
  std::vector<JournalEntry> undos_;
  std::map<Revision, Revision> undone_by_;
};

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
    const auto was = value_in(archive_.before(steps.own.front(), Id{}).value_or(Before()), key);
    if (was == other_now(archive_, key)) return;
    const bool changed = other_changed_since(archive_, key, steps);
    if (key.starts_with('D'))
      put_back_folder(step, folder_name(key), changed ? std::nullopt : was);
    else if (!changed)
      put_back_root(step, root_name(key), was);
  }

  static void put_back_folder(Step& step, const FolderName& at, const std::optional<std::string>& bytes) {
    if (bytes)
      step.put_folder(at.root, at.path, message_in<Folder>(*bytes, "a before-image"));
    else
      step.remove_folder(at.root, at.path);
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

UndoPlan plan_undo(const Archive& archive, Revision operation) {
  return Planner(archive, operation).plan();
}

std::size_t undo(Archive& archive, Operation& operation, const UndoPlan& plan, bool partial) {
  if (!plan.conflicts.empty() && !partial) throw conflicts_error(plan);
  return Undoer(archive, operation, plan).run();
}

}  // namespace cuetheque
