#pragma once
#include <cstdint>
#include <string>
#include <vector>
#include <xapian.h>

namespace cuetheque {

/// Which documents are wanted, and what counts for how much: a query in terms of the index, pure data. Xapian has such
/// a tree too, but keeps to itself what is in it, and its matcher takes several times as long as walking the posting
/// lists does (matcher.h).
struct Wanted {
  enum class Op : std::uint8_t {
    nothing,
    everything,
    term,
    any,        ///< OR: the weights add up
    best,       ///< OR: the highest weight counts
    as_one,     ///< OR of terms that weigh as if they were one
    all,        ///< AND
    filter,     ///< AND, of which only the first weighs
    without,    ///< the first, but not the second
    maybe,      ///< the first; the second only weighs
    scaled,     ///< the weight times `factor`
    phrase,     ///< AND of terms whose `words` stand one after the other in the words in order of `slot` (terms.h)
    near,       ///< the same, but all within `window` places, in any order
    values,     ///< documents whose value in `slot` lies between `low` and `high`
    said,       ///< those that say one of `numbers` in the column `slot`: its parts are the terms of the same
    documents,  ///< those found beforehand
  };

  Op op = Op::nothing;
  std::vector<Wanted> parts;
  std::string term;  ///< of a term
  double factor = 1;
  unsigned window = 0;
  std::vector<std::string> words;  ///< of a phrase, without prefix
  Xapian::valueno slot = 0;
  std::string low, high;               ///< both included; no `high` is no bound
  std::vector<std::uint32_t> numbers;  ///< of documents, names or years, ascending
};

[[nodiscard]] Wanted everything();
[[nodiscard]] Wanted term_wanted(std::string term);
[[nodiscard]] Wanted joined(Wanted::Op op, Wanted one, Wanted other);
[[nodiscard]] Wanted scaled(Wanted wanted, double factor);
[[nodiscard]] Wanted values_between(Xapian::valueno slot, std::string low, std::string high);
/// What one of the terms, or just so the column, tells; `numbers` in ascending order.
[[nodiscard]] Wanted said_in(Xapian::valueno column, std::vector<std::uint32_t> numbers, std::vector<Wanted> terms);
[[nodiscard]] Wanted documents_wanted(std::vector<Xapian::docid> ascending);
/// `all` or one of the ORs over parts: nothing where there are none, and a part alone as it is.
[[nodiscard]] Wanted any_of(Wanted::Op op, std::vector<Wanted> parts);
/// A phrase, of the documents that have all its words; with a window, words near one another.
[[nodiscard]] Wanted placed_in(Xapian::valueno slot, std::vector<std::string> words, Wanted all, unsigned window);

}  // namespace cuetheque
