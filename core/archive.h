#pragma once
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/records.pb.h"
#include "core/store.h"

namespace cuetheque {

using Revision = std::uint64_t;

/// As a number of ids: however many there are.
inline constexpr std::size_t every_id = static_cast<std::size_t>(-1);

/// The newest step of the journal: its revision (0 = nothing yet) and the digest that chains the whole history up to
/// it.
struct Head {
  Revision revision = 0;
  std::array<std::uint8_t, 32> chain{};

  bool operator==(const Head&) const = default;
};

/// A query kept under a name, as it was typed (USERS.md 4.3, `@name`).
struct SavedQuery {
  std::string name;
  std::string text;
};

class Step;
class Operation;

/// Where everything is kept: one RocksDB store that is the truth, with its journal (DESIGN.md 4, RELIABILITY.md 2). One
/// writer at a time; any number of readers, in other processes too, that see the steps finished when they opened. All
/// failures are Errors: `busy` with the holder's pid, `damaged` (not an archive, newer format, corruption), `refused`
/// (disk full, permission, read-only). Reading members may be called from several threads at once.
class Archive {
 public:
  enum class Access { read, write };

  /// Makes an empty archive. Only `init` calls this: nothing else creates one. Refuses a folder that holds anything.
  static void create(const std::filesystem::path& place);

  /// Opens an archive. A reader uses the validated read-only open and works on read-only media; a writer takes the
  /// lock, trying for `wait`. `memtable_bytes`: how much a writer keeps unflushed; tests make it small.
  static Archive open(const std::filesystem::path& place, Access access, std::chrono::seconds wait = {},
                      std::size_t memtable_bytes = usual_memtable);

  Archive(Archive&&) noexcept;
  Archive& operator=(Archive&&) noexcept;
  ~Archive();

  [[nodiscard]] const std::string& uuid() const;
  [[nodiscard]] const std::filesystem::path& place() const;
  /// Where the search index of this archive lives (a stub file and its generations); the archive itself never looks
  /// there.
  [[nodiscard]] std::filesystem::path index_place() const;

  /// The record, or none. A track's id finds none: use `album_of`. A merged record is returned as the redirect it is.
  [[nodiscard]] std::optional<Record> find(Id id) const;
  /// The same for many at once, in the order asked.
  [[nodiscard]] std::vector<std::optional<Record>> find(std::span<const Id> ids) const;
  /// The album that holds a track.
  [[nodiscard]] std::optional<Id> album_of(Id track) const;
  /// The ids that carry this exact key (keys.h), ascending; the first `most` of them.
  [[nodiscard]] std::vector<Id> ids_of(std::string_view key, std::size_t most = every_id) const;
  /// What an import has seen in this folder (path relative to the root), or none.
  [[nodiscard]] std::optional<Folder> folder(std::string_view root, std::string_view path) const;
  [[nodiscard]] std::vector<Root> roots() const;
  /// The text of the query saved under this name, or none; and all of them, by name.
  [[nodiscard]] std::optional<std::string> saved_query(std::string_view name) const;
  [[nodiscard]] std::vector<SavedQuery> saved_queries() const;

  [[nodiscard]] Head head() const;
  /// Visits every record of a kind in ascending order of id, until the visitor returns false.
  void each(Kind kind, const std::function<bool(const Record&)>& visit) const;
  /// The same from this id on.
  void each(Id from, const std::function<bool(const Record&)>& visit) const;
  /// Visits the journal from this revision on (1 is the first), until the visitor returns false.
  void journal(Revision from, const std::function<bool(const JournalEntry&)>& visit) const;
  /// The same backwards from the head: the newest first.
  void journal_backwards(const std::function<bool(const JournalEntry&)>& visit) const;
  /// What the step with this revision changed, as it was before. Kind unknown: folders, roots and saved queries
  /// (elements.h).
  [[nodiscard]] std::vector<Before> before(Revision revision) const;
  /// The same for one record; none where the step did not change it.
  [[nodiscard]] std::optional<Before> before(Revision revision, Id id) const;

  /// The step with this revision, or none.
  [[nodiscard]] std::optional<JournalEntry> entry(Revision revision) const;

  /// The first step of the operation that a crash or an interrupt left open, or none.
  [[nodiscard]] std::optional<JournalEntry> open_operation() const;
  /// Begins an operation (writers only). Nothing is written before its first step. An operation left open by an earlier
  /// process is closed in the same write as this one's first step.
  [[nodiscard]] Operation begin(std::string user, std::string command, Revision undoes = 0, bool partial = false);
  /// Goes on with the operation left open, under its number, user and command; none where none is open.
  [[nodiscard]] std::optional<Operation> resume();
  /// Makes everything durable in few, flushed files, so that readers open fast. At the end of each command.
  void flush();
  /// Reads everything and compares checksums; Error(damaged) naming the file.
  void verify_store() const;

 private:
  friend class Operation;
  friend class Step;
  friend class StepWriter;
  struct Inside;
  explicit Archive(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

/// One command's whole change: steps that each land wholly or not at all. Its number is the revision of its first step.
class Operation {
 public:
  /// Runs `change` and writes all it did in one synced batch; if it throws, or changes nothing, nothing is written.
  /// Returns whether anything was written.
  bool step(const std::function<void(Step&)>& change);
  /// Writes the closing step with a summary in words; an operation that changed nothing leaves no trace.
  void finish(const std::string& summary);

  /// 0 before the first step landed.
  [[nodiscard]] Revision number() const;

  Operation(Operation&&) noexcept;
  ~Operation();  ///< leaves the operation open in the journal if `finish` was not called

 private:
  friend class Archive;
  friend class StepWriter;
  struct Inside;
  explicit Operation(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

/// The changes of one step while it is being made. Reads see the step's own changes. Keys (keys.h) follow the records
/// by themselves.
class Step {
 public:
  [[nodiscard]] std::optional<Record> find(Id id);
  [[nodiscard]] std::optional<Id> album_of(Id track);
  [[nodiscard]] std::vector<Id> ids_of(std::string_view key, std::size_t most = every_id);
  /// The next free id; used up only if the step lands.
  [[nodiscard]] Id take_id(Kind kind);
  /// Number to stamp into statements, links, tracks and files that this step changes.
  [[nodiscard]] Revision operation() const;
  /// Stores a record under its id; one equal to what is stored changes nothing.
  void put(Record record);
  void remove(Id id);
  [[nodiscard]] std::optional<Folder> folder(std::string_view root, std::string_view path);
  void put_folder(std::string_view root, std::string_view path, const Folder& folder);
  void remove_folder(std::string_view root, std::string_view path);
  void put_root(const Root& root);
  void remove_root(std::string_view name);
  void put_saved_query(const SavedQuery& query);
  void remove_saved_query(std::string_view name);

 private:
  friend class Operation;
  friend class StepWriter;
  struct Inside;
  explicit Step(Inside& inside) : inside_(inside) {}
  Inside& inside_;
};

}  // namespace cuetheque
