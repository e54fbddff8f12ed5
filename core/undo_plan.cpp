#include <algorithm>
#include <optional>
#include <utility>

#include "core/element_keys.h"
#include "core/error.h"
#include "core/fields.h"
#include "core/keys.h"
#include "core/resolve.h"
#include "core/undo_outcome.h"

namespace cuetheque {
namespace {

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

  /// A root that was moved again since, or a query saved anew; a folder is simply looked at again by the next import.
  void weigh_other(const std::string& key, const UndoPlan::Steps& steps) {
    if (!key.starts_with('R') || !other_changed_since(archive_, key, steps)) return;
    if (other_before(archive_, key, steps) == other_now(archive_, key)) return;
    const auto saved = saved_query_name(key);
    conflict({}, saved ? "the saved query @" + *saved : "root " + root_name(key), operation_of(steps.later.back()));
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

}  // namespace

UndoPlan plan_undo(const Archive& archive, Revision operation) {
  return Planner(archive, operation).plan();
}

}  // namespace cuetheque
