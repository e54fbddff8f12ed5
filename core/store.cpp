#include "core/store.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <rocksdb/cache.h>
#include <rocksdb/db.h>
#include <rocksdb/file_checksum.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/listener.h>
#include <rocksdb/options.h>
#include <rocksdb/table.h>
#include <rocksdb/write_batch.h>
#include <system_error>
#include <thread>
#include <utility>

#include "core/error.h"
#include "core/files.h"

namespace cuetheque {
namespace {

namespace fs = std::filesystem;

/// By Shelf; `meta` is the family that every RocksDB has.
constexpr auto shelf_names = std::to_array({"records", "keys", "folders", "journal", "before", "default"});

bool says(const rocksdb::Status& status, const char* words) {
  return status.ToString().find(words) != std::string::npos;
}

bool is_lock(const rocksdb::Status& status) {
  return status.IsIOError() && (says(status, "While lock file") || says(status, "lock hold by current process"));
}

Error damaged(const rocksdb::Status& status, const fs::path& folder) {
  if (status.IsInvalidArgument()) {
    return {Cause::damaged, "holds another program's database, not an archive", folder.string(), status.ToString()};
  }
  return {Cause::damaged, fmt::format("the archive is damaged: {}", status.ToString()), folder.string(),
          "keep a copy of it as it is, then restore the latest backup"};
}

Error error_of(const rocksdb::Status& status, const fs::path& folder) {
  if (is_lock(status)) return {Cause::busy, "another process is changing this archive", folder.string()};
  if (const int number = status.IsNoSpace() ? ENOSPC : refusal_in(status.ToString())) {
    const auto error = refused(folder, number);
    return {Cause::refused, error.what(), folder.string(), error.hint().empty() ? status.ToString() : error.hint()};
  }
  return damaged(status, folder);
}

/// Filters are read whole when a file is opened. A writer asks for many keys that are not there, and a file that it
/// makes needs them; a reader asks for what there is, and would read megabytes to find one record.
enum class Filters : std::uint8_t { used, passed_over };

rocksdb::BlockBasedTableOptions table_options(Filters filters) {
  rocksdb::BlockBasedTableOptions table;
  if (filters == Filters::used) table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  table.block_cache = rocksdb::NewLRUCache(std::size_t{8} << 20U);
  table.block_size = std::size_t{8} << 10U;
  return table;
}

/// RocksDB would wait for room on a full disk and go on by itself; being closed meanwhile it may wait for ever. A
/// command that was refused ends, and the next one opens the archive anew.
class NoRecovery : public rocksdb::EventListener {
 public:
  void OnErrorRecoveryBegin(rocksdb::BackgroundErrorReason /*reason*/, rocksdb::Status /*error*/,
                            bool* recover) override {
    *recover = false;
  }
};

/// RELIABILITY.md 2.2: a torn tail is forgiven, a flipped bit before it never; small memtables keep the log short, so
/// that readers open fast.
rocksdb::Options options_for(std::size_t memtable_bytes, Filters filters = Filters::used) {
  rocksdb::Options options;
  options.paranoid_checks = true;
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  options.compression = rocksdb::kLZ4Compression;
  options.write_buffer_size = memtable_bytes;
  options.db_write_buffer_size = 2 * memtable_bytes;
  options.max_total_wal_size = 2 * memtable_bytes;
  options.max_open_files = -1;
  // More threads for opening tables save nothing on a store of few files, and where one cannot be started (limits on
  // memory or processes) RocksDB ends the process instead of saying so.
  options.max_file_opening_threads = 1;
  options.info_log_level = rocksdb::WARN_LEVEL;
  options.keep_log_file_num = 3;
  options.file_checksum_gen_factory = rocksdb::GetFileChecksumGenCrc32cFactory();
  options.max_bgerror_resume_count = 0;
  options.listeners.emplace_back(std::make_unique<NoRecovery>());
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table_options(filters)));
  return options;
}

/// What grows only at its end has no overlaps for which levels would merge its files: each command's small ones would
/// stay, and every open reads them all. Universal compaction merges them by size.
rocksdb::ColumnFamilyOptions options_of(Shelf shelf, const rocksdb::Options& options) {
  rocksdb::ColumnFamilyOptions own(options);
  const bool grows_at_its_end = shelf == Shelf::journal || shelf == Shelf::before;
  if (grows_at_its_end) own.compaction_style = rocksdb::kCompactionStyleUniversal;
  return own;
}

std::vector<rocksdb::ColumnFamilyDescriptor> families(const rocksdb::Options& options) {
  std::vector<rocksdb::ColumnFamilyDescriptor> all;
  for (const auto* name : shelf_names) all.emplace_back(name, options_of(static_cast<Shelf>(all.size()), options));
  return all;
}

/// The first key after all that begin with `prefix`; empty = there is none.
std::string end_of(std::string_view prefix) {
  std::string end(prefix);
  while (!end.empty() && end.back() == '\xff') end.pop_back();
  if (!end.empty()) end.back() = static_cast<char>(end.back() + 1);
  return end;
}

/// What tells whether a writer replaced files while a reader was opening: CURRENT's text and the length of the manifest
/// it names.
struct Stamp {
  std::optional<std::string> current;
  std::uintmax_t manifest_size = 0;

  bool operator==(const Stamp&) const = default;
};

Stamp stamp_of(const fs::path& folder) {
  Stamp stamp{read_file(folder / "CURRENT"), 0};
  if (!stamp.current) return stamp;
  std::error_code ignored;  // a manifest that is just being replaced: the stamps will differ
  stamp.manifest_size = fs::file_size(folder / stamp.current->substr(0, stamp.current->find('\n')), ignored);
  return stamp;
}

}  // namespace

struct Store::Inside {
  fs::path folder;
  std::unique_ptr<rocksdb::DB> database;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;

  explicit Inside(fs::path place) : folder(std::move(place)) {}
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;
  ~Inside() { close(); }

  /// Debian's RocksDB asserts that nothing outlives the database: the handles go first.
  void close() {
    for (auto* handle : handles) database->DestroyColumnFamilyHandle(handle).PermitUncheckedError();
    handles.clear();
    database.reset();
  }

  void check(const rocksdb::Status& status) const {
    if (!status.ok()) throw error_of(status, folder);
  }

  [[nodiscard]] rocksdb::ColumnFamilyHandle* handle(Shelf shelf) const {
    return handles[static_cast<std::size_t>(shelf)];
  }

  [[nodiscard]] std::unique_ptr<rocksdb::Iterator> iterator(Shelf shelf,
                                                            const rocksdb::ReadOptions& options = {}) const {
    return std::unique_ptr<rocksdb::Iterator>(database->NewIterator(options, handle(shelf)));
  }

  rocksdb::Status open(const rocksdb::Options& options, bool writing) {
    rocksdb::DB* opened = nullptr;
    const auto status =
        writing ? rocksdb::DB::Open(options, folder.string(), families(options), &handles, &opened)
                : rocksdb::DB::OpenForReadOnly(options, folder.string(), families(options), &handles, &opened);
    database.reset(opened);
    return status;
  }
};

Store::Store(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

void Store::create(const fs::path& folder) {
  Inside inside(folder);
  auto options = options_for(usual_memtable);
  options.create_if_missing = options.create_missing_column_families = options.error_if_exists = true;
  inside.check(inside.open(options, true));
}

Store Store::open_writer(const fs::path& folder, std::size_t memtable_bytes) {
  auto inside = std::make_unique<Inside>(folder);
  inside->check(inside->open(options_for(memtable_bytes), true));
  return Store(std::move(inside));
}

// A read-only open beside a writer may miss a log that was flushed and deleted meanwhile, and still say OK: hence the
// stamps. An open that fails while nothing moved is given fewer tries: it is damage, not a race.
Store Store::open_reader(const fs::path& folder) {
  const auto options = options_for(usual_memtable, Filters::passed_over);
  int quiet_failures = 0;
  for (int left = 200; left > 0; --left) {
    auto inside = std::make_unique<Inside>(folder);
    const auto before = stamp_of(folder);
    const auto status = inside->open(options, false);
    const bool quiet = before == stamp_of(folder);
    if (status.ok() && quiet) return Store(std::move(inside));
    if (!status.ok() && quiet && ++quiet_failures == 10) throw error_of(status, folder);
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  throw Error(Cause::busy, "the archive is changing too fast to be read", folder.string(), "run the command again");
}

std::optional<std::string> Store::get(Shelf shelf, std::string_view key) const {
  std::string value;
  const auto status =
      inside_->database->Get(rocksdb::ReadOptions(), inside_->handle(shelf), rocksdb::Slice(key), &value);
  if (status.IsNotFound()) return std::nullopt;
  inside_->check(status);
  return value;
}

std::vector<std::optional<std::string>> Store::get(Shelf shelf, std::span<const std::string> keys) const {
  const std::vector<rocksdb::Slice> slices(keys.begin(), keys.end());
  const std::vector<rocksdb::ColumnFamilyHandle*> handles(keys.size(), inside_->handle(shelf));
  std::vector<std::string> values;
  const auto statuses = inside_->database->MultiGet(rocksdb::ReadOptions(), handles, slices, &values);
  std::vector<std::optional<std::string>> found(keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (statuses[i].IsNotFound()) continue;
    inside_->check(statuses[i]);
    found[i] = std::move(values[i]);
  }
  return found;
}

void Store::each_with(Shelf shelf, std::string_view prefix, const StoreVisit& visit) const {
  each_with(shelf, prefix, prefix, visit);
}

// Without the bound a search for a key that is gone would walk over all that was removed behind it.
void Store::each_with(Shelf shelf, std::string_view prefix, std::string_view from, const StoreVisit& visit) const {
  const auto end = end_of(prefix);
  const rocksdb::Slice bound(end);
  rocksdb::ReadOptions options;
  if (!end.empty()) options.iterate_upper_bound = &bound;
  const auto place = inside_->iterator(shelf, options);
  for (place->Seek(rocksdb::Slice(from)); place->Valid(); place->Next()) {
    if (!visit(place->key().ToStringView(), place->value().ToStringView())) break;
  }
  inside_->check(place->status());
}

void Store::each(Shelf shelf, std::string_view from, const StoreVisit& visit) const {
  const auto place = inside_->iterator(shelf);
  for (place->Seek(rocksdb::Slice(from)); place->Valid(); place->Next()) {
    if (!visit(place->key().ToStringView(), place->value().ToStringView())) break;
  }
  inside_->check(place->status());
}

void Store::each_backwards(Shelf shelf, const StoreVisit& visit) const {
  const auto place = inside_->iterator(shelf);
  for (place->SeekToLast(); place->Valid(); place->Prev()) {
    if (!visit(place->key().ToStringView(), place->value().ToStringView())) break;
  }
  inside_->check(place->status());
}

void Store::apply(const StoreBatch& batch) {
  rocksdb::WriteBatch written;
  for (const auto& change : batch) {
    auto* handle = inside_->handle(change.shelf);
    inside_->check(change.value ? written.Put(handle, change.key, *change.value) : written.Delete(handle, change.key));
  }
  rocksdb::WriteOptions synced;
  synced.sync = true;
  inside_->check(inside_->database->Write(synced, &written));
}

void Store::flush() {
  inside_->check(inside_->database->Flush(rocksdb::FlushOptions(), inside_->handles));
}

void Store::verify() const {
  inside_->check(inside_->database->VerifyChecksum(rocksdb::ReadOptions()));
}

}  // namespace cuetheque
