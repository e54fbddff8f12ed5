#pragma once
#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>
#include <xapian.h>

#include "search/columns.h"

namespace cuetheque {

/// A column as it is read, slice by slice when first asked for.
class Column {
 public:
  Column(const Xapian::Database& database, ColumnNumber number) : database_(&database), number_(number) {}

  /// Visits the values of a document: numbers of records, or places in `texts`.
  template <typename Visit>
  void each_of(Xapian::docid document, Visit visit) {
    const auto& slice = slice_of(document);
    const auto place = place_in_slice(document);
    if (!slice.only.empty()) {
      const auto value = slice.only[place];
      if (value != 0 && document % versions_a_document == 0) visit(value - 1);
      return;
    }
    if (slice.starts.empty()) return;
    for (auto at = slice.starts[place]; at < slice.starts[place + 1]; ++at)
      if (slice.cells[at].document == document) visit(slice.cells[at].value);
  }
  /// Visits each document from `first` to `last`, in ascending order, with each of its values.
  template <typename Visit>
  void each_between(Xapian::docid first, Xapian::docid last, Visit visit) {
    for (auto index = first / slice_documents; index <= last / slice_documents; ++index) {
      const auto& slice = slice_of(index * slice_documents);
      const auto start = index * slice_documents;
      const auto place = [&](Xapian::docid document) { return place_in_slice(std::max(document, start)); };
      const auto end = last < start + slice_documents ? place(last) + 1 : slice_places;
      for (auto at = place(first); at < end && !slice.only.empty(); ++at)
        if (const auto document = start + at * versions_a_document; slice.only[at] != 0 && document >= first)
          visit(document, slice.only[at] - 1);
      if (slice.starts.empty()) continue;
      for (auto at = slice.starts[place(first)]; at < slice.starts[end]; ++at)
        if (const auto& cell = slice.cells[at]; cell.document >= first && cell.document <= last)
          visit(cell.document, cell.value);
    }
  }
  /// The first value, or 0.
  [[nodiscard]] std::uint32_t first_of(Xapian::docid document) {
    std::uint32_t first = 0;
    each_of(document, [&](std::uint32_t value) { first = first == 0 ? value : first; });
    return first;
  }
  [[nodiscard]] const std::vector<std::string>& texts() const { return texts_; }
  /// The only value, where there is one and no more.
  [[nodiscard]] std::optional<std::uint32_t> only_of(Xapian::docid document);
  /// The number that a value is: a record's, or the one that a text reads as.
  [[nodiscard]] std::uint32_t number_of(std::uint32_t value) const {
    return value < numbers_.size() ? numbers_[value] : value;
  }
  /// How many slices must be read before all of these (ascending) can be asked.
  template <typename Matches>
  [[nodiscard]] std::size_t unread(const Matches& matches) const {
    std::size_t count = 0;
    Xapian::docid seen = ~Xapian::docid{0};
    for (const auto& match : matches) {
      const auto index = match.document / slice_documents;
      if (index == seen) continue;
      seen = index;
      count += index >= slices_.size() || !slices_[index].done ? 1 : 0;
    }
    return count;
  }

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
  std::vector<std::uint32_t> numbers_;  ///< of the texts
  std::map<std::string, std::uint32_t, std::less<>> places_;
};

}  // namespace cuetheque
