#pragma once
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

namespace cuetheque {

/// The parts of a store, each an ordered map of bytes to bytes.
enum class Shelf : std::uint8_t { records, keys, folders, journal, before, meta };

struct StoreChange {
  Shelf shelf = Shelf::meta;
  std::string key;
  std::optional<std::string> value;  ///< absent: the key is removed
};
using StoreBatch = std::vector<StoreChange>;

/// Gets each key and value in turn, valid during the call; false ends the visit.
using StoreVisit = std::function<bool(std::string_view key, std::string_view value)>;

inline constexpr std::size_t usual_memtable = std::size_t{4} << 20U;

/// Where the bytes are: all that the archive asks of its database (DESIGN.md 4, the last rule), in plain types. RocksDB
/// is behind it and seen nowhere else; a store for archives that outgrow one machine is another file with these
/// functions. Failures are Errors: busy (another process has the lock), damaged, refused. Reading may go on in several
/// threads while one writes.
class Store {
 public:
  static void create(const std::filesystem::path& folder);
  /// The state of some moment after the call, whole, whatever a writer does meanwhile (RELIABILITY.md 2.5). Writes
  /// nothing.
  static Store open_reader(const std::filesystem::path& folder);
  static Store open_writer(const std::filesystem::path& folder, std::size_t memtable_bytes = usual_memtable);

  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  [[nodiscard]] std::optional<std::string> get(Shelf shelf, std::string_view key) const;
  [[nodiscard]] std::vector<std::optional<std::string>> get(Shelf shelf, std::span<const std::string> keys) const;
  /// All whose keys begin with `prefix`, in ascending order.
  void each_with(Shelf shelf, std::string_view prefix, const StoreVisit& visit) const;
  /// The same from `from` on, which begins with `prefix` too.
  void each_with(Shelf shelf, std::string_view prefix, std::string_view from, const StoreVisit& visit) const;
  /// In ascending order of keys, from `from` on.
  void each(Shelf shelf, std::string_view from, const StoreVisit& visit) const;
  /// In descending order, from the last key.
  void each_backwards(Shelf shelf, const StoreVisit& visit) const;

  /// All or nothing, and on disk when it returns.
  void apply(const StoreBatch& batch);
  void flush();

  /// Reads every block and compares its checksum: Error(damaged) naming the file.
  void verify() const;

 private:
  struct Inside;
  explicit Store(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace cuetheque
