#include "core/archive.h"

#include <algorithm>
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <thread>
#include <utility>

#include "core/archive_inside.h"
#include "core/files.h"
#include "core/store_keys.h"
#include "core/text.h"

namespace cuetheque {
namespace {

/// Below this much free space nothing is begun: flushing and compacting need room too (RELIABILITY.md 2.9).
constexpr std::uint64_t least_space = std::uint64_t{64} << 20U;

Store open_store(const ArchivePlace& place, std::chrono::seconds wait, std::size_t memtable_bytes) {
  require_writable(place.folder());
  require_writable(place.store());
  const auto deadline = std::chrono::steady_clock::now() + wait;
  for (;;) {
    try {
      return Store::open_writer(place.store(), memtable_bytes);
    } catch (const Error& error) {
      if (error.cause() != Cause::busy) throw;
      if (std::chrono::steady_clock::now() >= deadline) throw place.busy();
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
}

/// FORMAT is of this archive's store and of no other.
void check_identity(const ArchivePlace& place, const Store& store) {
  const auto uuid = store.get(Shelf::meta, uuid_key);
  if (uuid == place.uuid()) return;
  throw Error(Cause::damaged, "FORMAT and store belong to different archives", place.folder().string(),
              "restore both from the same backup");
}

StoreBatch first_batch(const ArchivePlace& place) {
  return {{Shelf::meta, std::string(format_key), big_endian(archive_format)},
          {Shelf::meta, std::string(uuid_key), place.uuid()},
          {Shelf::meta, std::string(head_key), big_endian(0) + std::string(sizeof(Head::chain), '\0')}};
}

}  // namespace

// No message of ours holds a map, the one thing protobuf writes in no fixed order.
std::string bytes_of(const google::protobuf::MessageLite& message) {
  std::string bytes(message.ByteSizeLong(), '\0');
  message.SerializeWithCachedSizesToArray(reinterpret_cast<std::uint8_t*>(bytes.data()));
  return bytes;
}

Archive::Inside::Inside(ArchivePlace where, Store opened, Access as)
    : place(std::move(where)), store(std::move(opened)), access(as) {
  check_identity(place, store);
  if (access == Access::write) place.note_writer();
}

// The note goes before the lock, so that it is never taken from the next writer.
Archive::Inside::~Inside() {
  if (access == Access::write) place.remove_writer_note();
}

Head Archive::Inside::head() const {
  const auto bytes = store.get(Shelf::meta, head_key);
  Head head;
  if (!bytes || bytes->size() != 8 + head.chain.size()) {
    throw Error(Cause::damaged, "the archive has lost its head", place.folder().string(), "restore the latest backup");
  }
  head.revision = number_of(*bytes);
  std::copy(bytes->begin() + 8, bytes->end(), head.chain.begin());
  return head;
}

Revision Archive::Inside::open_number() const {
  const auto bytes = store.get(Shelf::meta, open_key);
  return bytes ? number_of(*bytes) : 0;
}

std::optional<Record> Archive::Inside::find(Id id) const {
  const auto bytes = store.get(Shelf::records, record_key(id));
  return bytes ? std::optional(message_in<Record>(*bytes, to_string(id))) : std::nullopt;
}

std::vector<Id> Archive::Inside::ids_of(std::string_view key, std::size_t most) const {
  const auto prefix = key_prefix(key);
  std::vector<Id> ids;
  store.each_with(Shelf::keys, prefix, [&](std::string_view entry, std::string_view) {
    if (entry.size() == prefix.size() + 8) ids.push_back(unpack(number_of(entry.substr(prefix.size()))));
    return ids.size() < most;
  });
  return ids;
}

Archive::Archive(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Archive::Archive(Archive&&) noexcept = default;
Archive& Archive::operator=(Archive&&) noexcept = default;
Archive::~Archive() = default;

void Archive::create(const std::filesystem::path& folder) {
  const auto place = ArchivePlace::begin(folder);
  Store::create(place.store());
  auto store = Store::open_writer(place.store());
  store.apply(first_batch(place));
  store.flush();
  place.finish();
}

Archive Archive::open(const std::filesystem::path& folder, Access access, std::chrono::seconds wait,
                      std::size_t memtable_bytes) {
  auto place = ArchivePlace::existing(folder);
  auto store = access == Access::read ? Store::open_reader(place.store()) : open_store(place, wait, memtable_bytes);
  return Archive(std::make_unique<Inside>(std::move(place), std::move(store), access));
}

const std::string& Archive::uuid() const {
  return inside_->place.uuid();
}
const std::filesystem::path& Archive::place() const {
  return inside_->place.folder();
}
std::filesystem::path Archive::index_place() const {
  return inside_->place.index();
}

std::optional<Record> Archive::find(Id id) const {
  return inside_->find(id);
}

std::vector<std::optional<Record>> Archive::find(std::span<const Id> ids) const {
  std::vector<std::string> keys;
  for (const auto id : ids) keys.push_back(record_key(id));
  const auto stored = inside_->store.get(Shelf::records, keys);
  std::vector<std::optional<Record>> records;
  for (std::size_t i = 0; i < stored.size(); ++i) {
    records.push_back(stored[i] ? std::optional(message_in<Record>(*stored[i], to_string(ids[i]))) : std::nullopt);
  }
  return records;
}

std::optional<Id> Archive::album_of(Id track) const {
  const auto ids = ids_of(to_string(track), 1);
  return ids.empty() ? std::nullopt : std::optional(ids.front());
}

std::vector<Id> Archive::ids_of(std::string_view key, std::size_t most) const {
  return inside_->ids_of(key, most);
}

std::optional<Folder> Archive::folder(std::string_view root, std::string_view path) const {
  const auto bytes = inside_->store.get(Shelf::folders, folder_key(root, path));
  return bytes ? std::optional(message_in<Folder>(*bytes, "what was seen in a folder")) : std::nullopt;
}

std::vector<Root> Archive::roots() const {
  std::vector<Root> roots;
  inside_->store.each_with(Shelf::meta, root_prefix, [&](std::string_view, std::string_view value) {
    roots.push_back(message_in<Root>(value, "a root"));
    return true;
  });
  return roots;
}

std::optional<std::string> Archive::saved_query(std::string_view name) const {
  return inside_->store.get(Shelf::meta, saved_key(name));
}

std::vector<SavedQuery> Archive::saved_queries() const {
  std::vector<SavedQuery> saved;
  inside_->store.each_with(Shelf::meta, saved_prefix, [&](std::string_view key, std::string_view text) {
    saved.push_back({std::string(key.substr(saved_prefix.size())), std::string(text)});
    return true;
  });
  return saved;
}

Head Archive::head() const {
  return inside_->head();
}

void Archive::each(Kind kind, const std::function<bool(const Record&)>& visit) const {
  each(Id{kind, 0}, visit);
}

void Archive::each(Id from, const std::function<bool(const Record&)>& visit) const {
  const std::string prefix(1, static_cast<char>(from.kind));
  inside_->store.each_with(Shelf::records, prefix, record_key(from), [&](std::string_view, std::string_view value) {
    return visit(message_in<Record>(value, "a record"));
  });
}

void Archive::journal(Revision from, const std::function<bool(const JournalEntry&)>& visit) const {
  inside_->store.each(Shelf::journal, big_endian(from), [&](std::string_view, std::string_view value) {
    return visit(message_in<JournalEntry>(value, "the journal"));
  });
}

void Archive::journal_backwards(const std::function<bool(const JournalEntry&)>& visit) const {
  inside_->store.each_backwards(Shelf::journal, [&](std::string_view, std::string_view value) {
    return visit(message_in<JournalEntry>(value, "the journal"));
  });
}

std::optional<JournalEntry> Archive::entry(Revision revision) const {
  const auto bytes = inside_->store.get(Shelf::journal, big_endian(revision));
  return bytes ? std::optional(message_in<JournalEntry>(*bytes, "the journal")) : std::nullopt;
}

std::vector<Before> Archive::before(Revision revision) const {
  const auto prefix = big_endian(revision);
  std::vector<Before> all;
  inside_->store.each_with(Shelf::before, prefix, [&](std::string_view, std::string_view value) {
    all.push_back(message_in<Before>(value, "a before-image"));
    return true;
  });
  return all;
}

std::optional<Before> Archive::before(Revision revision, Id id) const {
  const auto bytes = inside_->store.get(Shelf::before, before_key(revision, id));
  return bytes ? std::optional(message_in<Before>(*bytes, "a before-image")) : std::nullopt;
}

std::optional<JournalEntry> Archive::open_operation() const {
  const auto number = inside_->open_number();
  return number == 0 ? std::nullopt : entry(number);
}

Operation Archive::begin(std::string user, std::string command, Revision undoes, bool partial) {
  if (inside_->access != Access::write) throw Error(Cause::bug, "the archive is open for reading only");
  require_space(place(), least_space);
  // The environment and a command line are bytes; the journal must stay readable whatever they hold.
  return Operation(
      std::make_unique<Operation::Inside>(Operation::Inside{*inside_, clean(user), clean(command), undoes, partial}));
}

std::optional<Operation> Archive::resume() {
  const auto first = open_operation();
  if (!first) return std::nullopt;
  auto operation = begin(first->user(), first->command(), first->undoes(), first->partial());
  operation.inside_->number = first->revision();
  return operation;
}

void Archive::flush() {
  if (inside_->access == Access::write) inside_->store.flush();
}

void Archive::verify_store() const {
  inside_->store.verify();
}

}  // namespace cuetheque
