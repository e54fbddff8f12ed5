#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "search/columns.h"
#include "search/documents.h"
#include "search/engine.h"

namespace cuetheque {

/// Told how many documents were written so far, at each commit.
using Progress = std::function<void(std::uint64_t done)>;

/// A document as it is given to Xapian, and what goes into the columns. It can be made in another thread than the one
/// that writes.
struct Prepared {
  std::string key;
  Xapian::Document document;
  std::vector<ColumnValue> columns;
};
[[nodiscard]] Prepared prepared(IndexDocument document);
[[nodiscard]] std::vector<Prepared> prepared(std::vector<IndexDocument> documents);

/// Writes documents in transactions of a bounded size; the mark moves only with `commit`. What is not committed when it
/// ends is as if it had not been.
class Writing {
 public:
  /// New documents get numbers after the last one, from `first` on.
  Writing(std::filesystem::path place, Xapian::WritableDatabase& database, const Progress& progress,
          Xapian::docid first = versions_a_document);
  ~Writing();
  Writing(const Writing&) = delete;
  Writing& operator=(const Writing&) = delete;

  void add(const Prepared& document);
  /// Puts these documents in the place of the old ones, by their keys; the old ones count no more.
  void replace(const std::map<std::string, Xapian::docid>& old, const std::vector<Prepared>& documents);
  [[nodiscard]] bool counts(Xapian::docid document) const { return !superseded_.contains(document); }
  void mark(const Mark& mark) { database_.set_metadata(mark_key, text_of(mark)); }
  /// Documents that wait for the next commit.
  [[nodiscard]] std::size_t pending() const { return pending_; }
  void commit();
  /// The last commit.
  void finish();

 private:
  [[nodiscard]] Xapian::docid next_place() const;
  [[nodiscard]] Xapian::docid place_after(Xapian::docid document) const;
  void put(Xapian::docid at, const Prepared& document);
  void write_out();
  void count(std::size_t documents);

  std::filesystem::path place_;
  Xapian::WritableDatabase& database_;
  const Progress& progress_;
  Xapian::docid first_;
  ColumnWriter columns_;
  std::set<Xapian::docid> superseded_;
  std::size_t written_ = 0;  ///< how many of them the metadata names
  bool open_ = true;
  std::size_t pending_ = 0;
  std::uint64_t done_ = 0;
};

}  // namespace cuetheque
