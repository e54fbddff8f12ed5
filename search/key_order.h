#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>
#include <xapian.h>

#include "search/matcher.h"
#include "search/sort_order.h"

namespace cuetheque {

/// Documents in the order of what they are sorted by, a batch at a time. Of the first key as many bytes as fit a number
/// decide which come into a batch; all keys are read for these only.
class KeyOrder {
 public:
  KeyOrder(Remembered& remembered, const SortOrder& order, const Matches& matches);

  /// The next documents, at least so many as long as there are any.
  [[nodiscard]] std::vector<Xapian::docid> next(std::size_t count);
  [[nodiscard]] std::size_t given() const { return given_; }
  [[nodiscard]] bool at_end() const { return given_ == documents_.size(); }

 private:
  struct Keyed {
    std::uint64_t start = 0;  ///< of the first key; turned about where that goes down
    Xapian::docid document = 0;

    auto operator<=>(const Keyed&) const = default;
  };
  [[nodiscard]] std::vector<std::string> keys(std::span<const Keyed> ascending, const SortKey& key) const;
  void sort_wholly(std::span<Keyed> documents) const;

  const Xapian::Database& database_;
  const SortOrder& order_;
  std::vector<Keyed> documents_;
  std::size_t given_ = 0;
};

}  // namespace cuetheque
