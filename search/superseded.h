#pragma once
#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>
#include <xapian.h>

namespace cuetheque {

/// The documents of an index that newer ones took the place of. An index is kept without Xapian's table of the terms of
/// each document, which is two fifths of the work of building it and half of its size; such a document cannot be taken
/// out, only passed over. Their numbers stand in the index's metadata and are committed with the documents that
/// superseded them.
inline constexpr auto superseded_key = "superseded";

/// Numbers as they are stored: each as its distance from the one before, seven bits a byte, lowest first.
[[nodiscard]] std::string superseded_bytes(const std::set<Xapian::docid>& documents);
/// The stored numbers, ascending; those after a damaged place are left out.
[[nodiscard]] std::vector<Xapian::docid> superseded_in(std::string_view bytes);

/// What a reader must pass over, as of the database's current commit.
class Superseded {
 public:
  explicit Superseded(const Xapian::Database& database);

  [[nodiscard]] bool contains(Xapian::docid document) const {
    return !documents_.empty() && std::ranges::binary_search(documents_, document);
  }
  [[nodiscard]] const std::vector<Xapian::docid>& documents() const { return documents_; }
  /// Whether any document with this term of the database still counts.
  [[nodiscard]] bool leaves(const Xapian::Database& database, const std::string& term) const;

 private:
  std::vector<Xapian::docid> documents_;
};

}  // namespace cuetheque
