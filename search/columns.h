#pragma once
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

/// Documents that nothing ranks are listed by their numbers: one that changes stays where it was, as long as the
/// numbers kept for its versions last.
inline constexpr Xapian::docid versions_a_document = 16;
/// Documents a slice holds, in so many places with their versions.
inline constexpr Xapian::docid slice_places = 1'024;
inline constexpr Xapian::docid slice_documents = slice_places * versions_a_document;
[[nodiscard]] constexpr Xapian::docid place_in_slice(Xapian::docid document) {
  return document % slice_documents / versions_a_document;
}

/// Gathers what new documents say and puts it into the metadata, within the transaction that adds the documents.
class ColumnWriter {
 public:
  explicit ColumnWriter(Xapian::WritableDatabase& database) : database_(database) {}

  void add(Xapian::docid document, const std::vector<ColumnValue>& values);
  void write();

 private:
  struct Open {
    Slice slice;
    std::size_t written = 0;  ///< how many of its cells were there before; those are in order
    std::map<std::string, std::uint32_t, std::less<>> places;  ///< of the slice's texts
  };
  Open& open(ColumnNumber number, Xapian::docid document);

  Xapian::WritableDatabase& database_;
  std::map<std::pair<ColumnNumber, Xapian::docid>, Open> open_;
};

}  // namespace cuetheque
