#include <algorithm>
#include <utility>

#include "core/text.h"

namespace cuetheque {
namespace {

/// How many letters must be put in, taken out, changed or swapped with their neighbour (optimal string alignment).
std::size_t edits_between(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last, last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    before_last = std::exchange(last, row);
  }
  return last[b.size()];
}

constexpr std::size_t longest_word = 64;  // nobody mistypes more; it bounds the work on hostile input

}  // namespace

std::optional<std::string_view> nearest(std::string_view word, const std::vector<std::string_view>& candidates) {
  if (word.size() < 2 || word.size() > longest_word) return std::nullopt;
  const auto folded = fold(word);
  std::optional<std::string_view> best;
  auto fewest = std::max<std::size_t>(1, folded.size() / 3) + 1;
  for (const auto candidate : candidates) {
    if (candidate.size() > longest_word || candidate == word) continue;
    const auto edits = edits_between(folded, fold(candidate));
    if (edits < fewest) {
      fewest = edits;
      best = candidate;
    }
  }
  return best;
}

}  // namespace cuetheque
