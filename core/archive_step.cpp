#include <algorithm>
#include <utility>

#include "core/archive_inside.h"
#include "core/archive_writer.h"
#include "core/keys.h"
#include "core/store_keys.h"

namespace cuetheque {
std::optional<Record> Step::Inside::find(Id id) const {
  const auto changed = records.find(id);
  if (changed != records.end()) return changed->second;
  return took(id) ? std::nullopt : archive.find(id);
}

bool Step::Inside::took(Id id) const {
  const auto taken = first.find(id.kind);
  return taken != first.end() && id.number >= taken->second;
}

std::uint64_t Step::Inside::next_number(Kind kind) const {
  if (const auto taken = next.find(kind); taken != next.end()) return taken->second;
  const auto stored = archive.store.get(Shelf::meta, next_key(kind));
  return stored ? number_of(*stored) : 1;
}

void Step::Inside::note_keys(const std::optional<Record>& record, bool carried) {
  if (!record) return;
  for (auto& key : keys_of(*record)) keys[std::move(key)][id_of(*record)] = carried;
}

void Step::Inside::replace(Id id, std::optional<Record> record) {
  note_keys(find(id), false);
  note_keys(record, true);
  records[id] = std::move(record);
}

std::optional<Record> Step::find(Id id) {
  return inside_.find(id);
}

std::optional<Id> Step::album_of(Id track) {
  const auto ids = ids_of(to_string(track));
  return ids.empty() ? std::nullopt : std::optional(ids.front());
}

std::vector<Id> Step::ids_of(std::string_view key, std::size_t most) {
  const auto changed = inside_.keys.find(std::string(key));
  if (changed == inside_.keys.end()) return inside_.archive.ids_of(key, most);
  // Of what is stored, no more may have been taken away than the step has changed.
  auto ids = inside_.archive.ids_of(key, most + std::min(changed->second.size(), every_id - most));
  std::erase_if(ids, [&](Id id) { return changed->second.contains(id); });
  for (const auto& [id, carried] : changed->second) {
    if (carried) ids.insert(std::ranges::lower_bound(ids, id), id);
  }
  ids.resize(std::min(ids.size(), most));
  return ids;
}

Id Step::take_id(Kind kind) {
  const auto number = inside_.next_number(kind);
  inside_.first.try_emplace(kind, number);
  inside_.next[kind] = number + 1;
  return {kind, number};
}

Revision Step::operation() const {
  return inside_.operation;
}

void Step::put(Record record) {
  const auto id = id_of(record);
  if (id.number == 0 || id.kind == kind_unknown || id.kind == track) {
    throw Error(Cause::bug, fmt::format("a record cannot be stored as {}", to_string(id)));
  }
  inside_.replace(id, std::move(record));
}

void Step::remove(Id id) {
  inside_.replace(id, std::nullopt);
}

std::optional<Folder> Step::folder(std::string_view root, std::string_view path) {
  const auto key = folder_key(root, path);
  const auto changed = inside_.folders.find(key);
  const auto bytes =
      changed != inside_.folders.end() ? changed->second : inside_.archive.store.get(Shelf::folders, key);
  return bytes ? std::optional(message_in<Folder>(*bytes, "what was seen in a folder")) : std::nullopt;
}

void Step::put_folder(std::string_view root, std::string_view path, const Folder& folder) {
  inside_.folders[folder_key(root, path)] = stored_bytes_of(folder);
}

void Step::remove_folder(std::string_view root, std::string_view path) {
  inside_.folders[folder_key(root, path)] = std::nullopt;
}

void Step::put_root(const Root& root) {
  inside_.meta[root_key(root.name())] = stored_bytes_of(root);
}

void Step::remove_root(std::string_view name) {
  inside_.meta[root_key(name)] = std::nullopt;
}

void Step::put_saved_query(const SavedQuery& query) {
  inside_.meta[saved_key(query.name)] = query.text;
}

void Step::remove_saved_query(std::string_view name) {
  inside_.meta[saved_key(name)] = std::nullopt;
}

Operation::Operation(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Operation::Operation(Operation&&) noexcept = default;
Operation::~Operation() = default;

Revision Operation::number() const {
  return inside_->number;
}

bool Operation::step(const std::function<void(Step&)>& change) {
  StepWriter writer(*inside_);
  Step step(writer.step());
  change(step);
  return writer.write();
}

void Operation::finish(const std::string& summary) {
  if (inside_->number != 0 && !inside_->finished) StepWriter(*inside_).close(summary);
  inside_->finished = true;
}

}  // namespace cuetheque
