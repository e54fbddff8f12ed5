#include "search/found_documents.h"

#include <algorithm>

namespace cuetheque {

void FoundDocuments::skip_to(Xapian::docid least, double) {
  started_ = true;
  const auto from = found_.begin() + static_cast<std::ptrdiff_t>(std::min(next_, found_.size()));
  next_ = static_cast<std::size_t>(std::lower_bound(from, found_.end(), least) - found_.begin());
}

}  // namespace cuetheque
