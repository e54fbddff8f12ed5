#include "search/superseded.h"

#include <algorithm>
#include <cstdint>
#include <limits>

#include "search/packed.h"

namespace cuetheque {
std::string superseded_bytes(const std::set<Xapian::docid>& documents) {
  std::string bytes;
  Xapian::docid last = 0;
  for (const auto document : documents) {
    add_packed(bytes, document - last);
    last = document;
  }
  return bytes;
}

std::vector<Xapian::docid> superseded_in(std::string_view bytes) {
  constexpr std::uint64_t highest = std::numeric_limits<Xapian::docid>::max();
  std::vector<Xapian::docid> documents;
  std::uint64_t last = 0;
  for (auto distance = take_packed(bytes); distance; distance = take_packed(bytes)) {
    if (*distance == 0 || *distance > highest - last) break;
    last += *distance;
    documents.push_back(static_cast<Xapian::docid>(last));
  }
  return documents;
}

Superseded::Superseded(const Xapian::Database& database)
    : documents_(superseded_in(database.get_metadata(superseded_key))) {}

bool Superseded::leaves(const Xapian::Database& database, const std::string& term) const {
  if (documents_.empty()) return database.term_exists(term);
  return std::any_of(database.postlist_begin(term), database.postlist_end(term),
                     [&](Xapian::docid document) { return !contains(document); });
}

}  // namespace cuetheque
