#include "search/wanted.h"

#include <algorithm>
#include <utility>

namespace cuetheque {
namespace {

using Op = Wanted::Op;

Wanted made(Op op) {
  Wanted wanted;
  wanted.op = op;
  return wanted;
}

bool is_nothing(const Wanted& wanted) {
  return wanted.op == Op::nothing;
}

}  // namespace

Wanted everything() {
  return made(Op::everything);
}

Wanted term_wanted(std::string term) {
  auto wanted = made(Op::term);
  wanted.term = std::move(term);
  return wanted;
}

Wanted joined(Op op, Wanted one, Wanted other) {
  const bool needs_both = op == Op::all || op == Op::filter;
  if (is_nothing(one) && op != Op::any && op != Op::best && op != Op::as_one) return one;
  if (is_nothing(other)) return needs_both ? other : one;
  if (is_nothing(one)) return other;
  auto wanted = made(op);
  wanted.parts.push_back(std::move(one));
  wanted.parts.push_back(std::move(other));
  return wanted;
}

Wanted scaled(Wanted wanted, double factor) {
  if (is_nothing(wanted)) return wanted;
  auto result = made(Op::scaled);
  result.factor = factor;
  result.parts.push_back(std::move(wanted));
  return result;
}

Wanted values_between(Xapian::valueno slot, std::string low, std::string high) {
  auto wanted = made(Op::values);
  wanted.slot = slot;
  wanted.low = std::move(low);
  wanted.high = std::move(high);
  return wanted;
}

Wanted said_in(Xapian::valueno column, std::vector<std::uint32_t> numbers, std::vector<Wanted> terms) {
  auto wanted = any_of(Op::as_one, std::move(terms));
  if (wanted.op != Op::as_one) return wanted;
  wanted.op = Op::said;
  wanted.slot = column;
  wanted.numbers = std::move(numbers);
  return wanted;
}

Wanted documents_wanted(std::vector<Xapian::docid> ascending) {
  auto wanted = made(ascending.empty() ? Op::nothing : Op::documents);
  wanted.numbers = std::move(ascending);
  return wanted;
}

Wanted any_of(Op op, std::vector<Wanted> parts) {
  if (op == Op::all && std::ranges::any_of(parts, is_nothing)) return {};
  std::erase_if(parts, is_nothing);
  if (parts.empty()) return {};
  if (parts.size() == 1) return std::move(parts.front());
  auto wanted = made(op);
  wanted.parts = std::move(parts);
  return wanted;
}

Wanted placed_in(Xapian::valueno slot, std::vector<std::string> words, Wanted all, unsigned window) {
  if (all.op != Op::all) return all;
  all.op = window > 0 ? Op::near : Op::phrase;
  all.slot = slot;
  all.words = std::move(words);
  all.window = window;
  return all;
}

}  // namespace cuetheque
