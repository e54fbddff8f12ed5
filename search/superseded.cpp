#include "search/superseded.h"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace cuetheque {
namespace {

constexpr unsigned bits = 7;
constexpr std::uint64_t more = 1U << bits;

}  // namespace

std::string superseded_bytes(const std::set<Xapian::docid>& documents) {
  std::string bytes;
  Xapian::docid last = 0;
  for (const auto document : documents) {
    std::uint64_t distance = document - last;
    for (; distance >= more; distance >>= bits) bytes += static_cast<char>(distance | more);
    bytes += static_cast<char>(distance);
    last = document;
  }
  return bytes;
}

std::vector<Xapian::docid> superseded_in(std::string_view bytes) {
  constexpr std::uint64_t highest = std::numeric_limits<Xapian::docid>::max();
  std::vector<Xapian::docid> documents;
  std::uint64_t last = 0, distance = 0;
  unsigned shift = 0;
  for (const char c : bytes) {
    const auto byte = static_cast<std::uint8_t>(c);
    distance |= (byte & (more - 1)) << shift;
    shift += bits;
    if (byte >= more && shift < 5 * bits) continue;
    if (distance == 0 || last + distance > highest) break;
    last += distance;
    documents.push_back(static_cast<Xapian::docid>(last));
    distance = shift = 0;
  }
  return documents;
}

Superseded::Superseded(const Xapian::Database& database)
    : documents_(superseded_in(database.get_metadata(superseded_key))),
      found_(documents_.empty() ? nullptr : std::make_unique<FoundDocuments>(documents_)) {}

bool Superseded::contains(Xapian::docid document) const {
  return std::ranges::binary_search(documents_, document);
}

bool Superseded::leaves(const Xapian::Database& database, const std::string& term) const {
  return documents_.empty() || std::any_of(database.postlist_begin(term), database.postlist_end(term),
                                           [&](Xapian::docid document) { return !contains(document); });
}

Xapian::Query Superseded::without(const Xapian::Query& query) const {
  return found_ ? Xapian::Query(Xapian::Query::OP_AND_NOT, query, Xapian::Query(found_.get())) : query;
}

}  // namespace cuetheque
