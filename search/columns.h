#pragma once
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>
#include <xapian.h>

#include "search/countable.h"

namespace cuetheque {

/// What documents say, field by field instead of document by document: walking a posting list beside such a column
/// counts values some thirty times faster than Xapian's spies, which fetch them from each document (PERFORMANCE.md).
/// Columns live in the index's metadata, in slices of documents, so that they are committed, swapped in and lost
/// together with the documents; what is superseded stays in them, and its readers pass it over.

/// One value of one document in a slice: a record's number (an index of 32-bit document numbers holds no more records
/// than that), or the place of a text among the slice's texts.
struct Cell {
  Xapian::docid document;
  std::uint32_t value;

  auto operator<=>(const Cell&) const = default;
};
struct Slice {
  std::vector<std::string> texts;
  std::vector<Cell> cells;  ///< ascending by document
};
/// A slice as it is stored. Bytes that are no slice give what can be read of them.
[[nodiscard]] std::string slice_bytes(const Slice& slice);
[[nodiscard]] Slice slice_in(std::string_view bytes);

/// Documents a slice holds: 1,024 places of eight versions each (index_build.cpp).
inline constexpr Xapian::docid slice_documents = 8'192;

/// Gathers what new documents say and puts it into the metadata, within the transaction that adds the documents.
class ColumnWriter {
 public:
  explicit ColumnWriter(Xapian::WritableDatabase& database) : database_(database) {}

  void add(Xapian::docid document, const std::vector<ColumnValue>& values);
  void write();

 private:
  struct Open {
    Slice slice;
    std::map<std::string, std::uint32_t, std::less<>> places;  ///< of the slice's texts
  };
  Open& open(ColumnNumber number, Xapian::docid document);

  Xapian::WritableDatabase& database_;
  std::map<std::pair<ColumnNumber, Xapian::docid>, Open> open_;
};

/// A column as it is read, slice by slice when first asked for.
class Column {
 public:
  Column(const Xapian::Database& database, ColumnNumber number) : database_(&database), number_(number) {}

  /// Visits the values of a document: numbers of records, or places in `texts`.
  template <typename Visit>
  void each_of(Xapian::docid document, Visit visit) {
    const auto& slice = slice_of(document);
    const auto place = document % slice_documents / 8;
    if (!slice.only.empty()) {
      const auto value = slice.only[place];
      if (value != 0 && document % 8 == 0) visit(value - 1);
      return;
    }
    if (slice.starts.empty()) return;
    for (auto at = slice.starts[place]; at < slice.starts[place + 1]; ++at)
      if (slice.cells[at].document == document) visit(slice.cells[at].value);
  }
  /// The first value, or 0.
  [[nodiscard]] std::uint32_t first_of(Xapian::docid document);
  [[nodiscard]] const std::vector<std::string>& texts() const { return texts_; }

 private:
  struct Read {
    bool done = false;
    /// By place, where no document has more than one value and none is the second of its place: the value and 1.
    std::vector<std::uint32_t> only;
    std::vector<std::uint32_t> starts;  ///< by place: where its cells begin
    std::vector<Cell> cells;
  };
  const Read& slice_of(Xapian::docid document) {
    const auto index = document / slice_documents;
    if (index >= slices_.size()) slices_.resize(index + 1);
    if (!slices_[index].done) read(index);
    return slices_[index];
  }
  void read(Xapian::docid index);

  const Xapian::Database* database_;
  ColumnNumber number_;
  std::vector<Read> slices_;
  std::vector<std::string> texts_;
  std::map<std::string, std::uint32_t, std::less<>> places_;
};

}  // namespace cuetheque
