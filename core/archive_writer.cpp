#include "core/archive_writer.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

#include "core/elements.h"
#include "core/journal.h"
#include "core/keys.h"
#include "core/store_keys.h"

namespace cuetheque {
namespace {

/// UTC, but never before the newest step: clocks go back.
std::int64_t time_after(const Store& store) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto stored = store.get(Shelf::meta, time_key);
  const auto newest = stored ? static_cast<std::int64_t>(number_of(*stored)) : 0;
  return std::max<std::int64_t>(newest, std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
}

std::vector<std::string> without(const std::vector<std::string>& keys, const std::vector<std::string>& others) {
  std::vector<std::string> left;
  std::ranges::set_difference(keys, others, std::back_inserter(left));
  return left;
}

std::uint64_t highest_track(const Record& record) {
  std::uint64_t highest = 0;
  for (const auto& one : record.tracks()) highest = std::max(highest, one.id());
  return highest;
}

}  // namespace

StepWriter::StepWriter(Operation::Inside& operation)
    : operation_(operation),
      step_{operation.archive, operation.archive.head(), {}, {}, {}, {}, {}, {}, {}, {}},
      head_(step_.head) {
  const auto open = operation.archive.open_number();
  if (operation.number == 0) step_.closes = open;
  revision_ = head_.revision + (step_.closes == 0 ? 1 : 2);
  step_.operation = operation.number == 0 ? revision_ : operation.number;
  if (operation.finished || (operation.number != 0 && operation.number != open)) {
    throw Error(Cause::bug, "the operation is closed already");
  }
}

void StepWriter::put(Shelf shelf, std::string key, std::optional<std::string> value) {
  batch_.push_back({shelf, std::move(key), std::move(value)});
}

bool StepWriter::write() {
  for (const auto& [id, record] : step_.records) add_record(id, record);
  Before others;
  add_others(Shelf::folders, step_.folders, others);
  add_others(Shelf::meta, step_.meta, others);
  if (batch_.empty()) return false;
  if (others.elements_size() != 0) put(Shelf::before, before_key(revision_, {}), bytes_of(others));
  add_next_numbers();
  if (step_.closes != 0) add_interrupted();
  auto entry = new_entry();
  entry.set_first(operation_.number == 0);
  for (const auto id : changed_) entry.add_changed(pack(id));
  entry.set_digest(bytes_of(digest_.finish()));
  append(std::move(entry));
  put(Shelf::meta, std::string(open_key), big_endian(step_.operation));
  land();
  operation_.number = step_.operation;
  return true;
}

void StepWriter::close(const std::string& summary) {
  auto entry = new_entry();
  entry.set_last(true);
  entry.set_summary(summary);
  entry.set_digest(bytes_of(digest_.finish()));
  append(std::move(entry));
  put(Shelf::meta, std::string(open_key), std::nullopt);
  land();
}

void StepWriter::add_record(Id id, const std::optional<Record>& record) {
  const auto stored = step_.took(id) ? std::nullopt : step_.archive.store.get(Shelf::records, record_key(id));
  auto bytes = record ? std::optional(stored_bytes_of(*record)) : std::nullopt;
  if (stored == bytes) return;
  const auto old = stored ? std::optional(message_in<Record>(*stored, to_string(id))) : std::nullopt;
  add_keys(id, old, record);
  add_before(id, old, record);
  digest_.add(pack(id)).add(bytes ? *bytes : std::string());
  put(Shelf::records, record_key(id), std::move(bytes));
  changed_.push_back(id);
}

void StepWriter::add_keys(Id id, const std::optional<Record>& old, const std::optional<Record>& now) {
  const auto before = old ? keys_of(*old) : std::vector<std::string>();
  const auto after = now ? keys_of(*now) : std::vector<std::string>();
  for (const auto& key : without(before, after)) put(Shelf::keys, key_entry(key, id), std::nullopt);
  for (const auto& key : without(after, before)) put(Shelf::keys, key_entry(key, id), std::string());
}

void StepWriter::add_before(Id id, const std::optional<Record>& old, const std::optional<Record>& now) {
  auto before = before_image(old, now);
  before.set_kind(id.kind);
  before.set_id(id.number);
  put(Shelf::before, before_key(revision_, id), bytes_of(before));
}

void StepWriter::add_others(Shelf shelf, const std::map<std::string, std::optional<std::string>>& changes,
                            Before& before) {
  for (const auto& [key, value] : changes) {
    const auto stored = step_.archive.store.get(shelf, key);
    if (stored == value) continue;
    auto& element = *before.add_elements();
    element.set_key(other_element_key(shelf == Shelf::folders, key));
    if (stored) element.set_value(*stored);
    put(shelf, key, value);
  }
}

// A record put under an id nobody took (restoring, merging archives) uses it up as well.
void StepWriter::add_next_numbers() {
  const auto use_up = [&](Kind kind, std::uint64_t number) {
    if (number >= step_.next_number(kind)) step_.next[kind] = number + 1;
  };
  for (const auto& [id, record] : step_.records) {
    if (!record) continue;
    use_up(id.kind, id.number);
    use_up(track, highest_track(*record));
  }
  for (const auto& [kind, number] : step_.next) put(Shelf::meta, next_key(kind), big_endian(number));
}

void StepWriter::add_interrupted() {
  const auto open = step_.archive.store.get(Shelf::journal, big_endian(step_.closes));
  const auto first = message_in<JournalEntry>(open.value_or(std::string()), "the journal");
  JournalEntry entry;
  entry.set_operation(step_.closes);
  entry.set_user(first.user());
  entry.set_command(first.command());
  entry.set_undoes(first.undoes());
  entry.set_partial(first.partial());
  entry.set_last(true);
  entry.set_interrupted(true);
  entry.set_summary("interrupted");
  entry.set_digest(bytes_of(Digest().finish()));
  append(std::move(entry));
}

JournalEntry StepWriter::new_entry() const {
  JournalEntry entry;
  entry.set_operation(step_.operation);
  entry.set_user(operation_.user);
  entry.set_command(operation_.command);
  entry.set_undoes(operation_.undoes);
  entry.set_partial(operation_.partial);
  return entry;
}

void StepWriter::append(JournalEntry entry) {
  if (time_ms_ == 0) time_ms_ = time_after(step_.archive.store);
  entry.set_revision(head_.revision + 1);
  entry.set_previous_chain(bytes_of(head_.chain));
  entry.set_time_ms(time_ms_);
  head_ = {entry.revision(), chain_of(entry)};
  entry.set_chain(bytes_of(head_.chain));
  put(Shelf::journal, big_endian(entry.revision()), stored_bytes_of(entry));
}

void StepWriter::land() {
  put(Shelf::meta, std::string(time_key), big_endian(static_cast<std::uint64_t>(time_ms_)));
  put(Shelf::meta, std::string(head_key), big_endian(head_.revision) + bytes_of(head_.chain));
  step_.archive.store.apply(batch_);
}

}  // namespace cuetheque
