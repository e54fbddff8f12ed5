#include <algorithm>

#include "search/matcher.h"

namespace cuetheque {
namespace {

using Op = Wanted::Op;

/// The share of documents, where the parts have nothing to do with one another.
template <typename Parts, typename Share>
double share_of_any(const Parts& parts, Share share) {
  double none = 1;
  for (const auto& part : parts) none *= 1 - share(part);
  return 1 - none;
}

}  // namespace

double Matcher::estimate(const Wanted& wanted) {
  const auto documents = std::max<double>(database_.get_doccount(), 1);
  const auto share = [&](const Wanted& part) { return std::min(estimate(part) / documents, 1.0); };
  switch (wanted.op) {
    case Op::nothing:
      return 0;
    case Op::everything:
      return documents;
    case Op::term:
      return remembered_.frequency(wanted.term);
    case Op::any:
    case Op::best:
    case Op::as_one:
    case Op::said:
      return documents * share_of_any(wanted.parts, share);
    case Op::scaled:
    case Op::maybe:
      return estimate(wanted.parts.front());
    case Op::without:
      return estimate(wanted.parts.front()) * (1 - share(wanted.parts.back()));
    case Op::values:
      return database_.get_value_freq(wanted.slot);
    case Op::documents:
      return static_cast<double>(wanted.numbers.size());
    case Op::all:
    case Op::filter:
    case Op::phrase:
    case Op::near:
      break;
  }
  double all = documents;
  for (const auto& part : wanted.parts) all *= share(part);
  return all;
}

}  // namespace cuetheque
