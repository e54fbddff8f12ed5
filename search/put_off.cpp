#include "search/put_off.h"

#include <algorithm>
#include <utility>

namespace cuetheque {
namespace {

using Op = Wanted::Op;

bool is_placed(const Wanted& wanted) {
  return wanted.op == Op::phrase || wanted.op == Op::near;
}

bool asks_places(const Wanted& wanted) {
  return is_placed(wanted) || std::ranges::any_of(wanted.parts, asks_places);
}

Wanted anywhere(Wanted wanted) {
  if (is_placed(wanted)) wanted.op = Op::all;
  for (auto& part : wanted.parts) part = anywhere(std::move(part));
  return wanted;
}

void put_off_required(PutOff& query, Wanted& wanted) {
  if (!is_placed(wanted)) return;
  query.required.push_back(wanted);
  wanted.op = Op::all;
}

void put_off_weight(PutOff& query, Wanted& wanted) {
  if (!asks_places(wanted) || query.earned.op != Op::nothing) return;
  query.earned = wanted;
  wanted = anywhere(std::move(wanted));
  query.promised = wanted;
}

float weight_in(const Matches& found, Xapian::docid document) {
  const auto at = std::ranges::lower_bound(found, document, {}, &Match::document);
  return at != found.end() && at->document == document ? at->weight : 0;
}

}  // namespace

PutOff put_off(Wanted wanted) {
  PutOff query;
  put_off_required(query, wanted);
  for (auto* at = &wanted; at->op == Op::all || at->op == Op::filter || at->op == Op::maybe; at = &at->parts.front()) {
    if (at->op == Op::maybe) put_off_weight(query, at->parts.back());
    const auto must_hold = at->op == Op::maybe ? 1 : at->parts.size();
    for (std::size_t part = 0; part < must_hold; ++part) put_off_required(query, at->parts[part]);
  }
  query.quick = std::move(wanted);
  return query;
}

void settle(Matcher& matcher, const PutOff& query, Matches& matches) {
  if (query.earned.op == Op::nothing) return;
  const auto promised = matcher.ranked(query.promised, matches), earned = matcher.ranked(query.earned, matches);
  for (auto& match : matches) match.weight += weight_in(earned, match.document) - weight_in(promised, match.document);
}

}  // namespace cuetheque
