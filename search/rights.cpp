#include "search/rights.h"

#include <algorithm>
#include <string>

#include "core/ascii.h"
#include "core/rights.h"
#include "core/text.h"
#include "search/query_range.h"
#include "search/remembered.h"

namespace cuetheque {
namespace {

using Op = QueryNode::Op;

bool is_right_field(const QueryNode& node) {
  const bool words = node.op == Op::words || node.op == Op::phrase;
  return words && node.fields.size() == 1 && node.fields.front() == Field::right;
}

/// Documents that say more of rights than one right alone does are found by their words, as in every other field.
bool needs_right(const QueryNode& node) {
  return node.name == "territory" || node.name == "until" || node.name == "status" ||
         (node.op == Op::is && node.text == "cleared");
}

Span days_of(const Right& right) {
  constexpr Span never{9999'12'31, 9999'12'31};
  return right.until == for_ever ? never : span_of(right.until, Shape::date, current_day()).value_or(Span{-1, -1});
}

bool in_territory(const Right& right, std::string_view wanted) {
  return std::ranges::any_of(
      right.territories, [&](const std::string& one) { return one == everywhere || fold(one) == fold(trim(wanted)); });
}

/// Cleared, and not run out. A right that says no end is taken to have none.
bool is_cleared(const Right& right) {
  const auto today = span_of("today", Shape::date, current_day());
  return right.status == "cleared" && (right.until.empty() || days_of(right).last >= today->first);
}

bool has_words(const Right& right, const QueryNode& node) {
  const auto said = words(text_of(right));
  return std::ranges::all_of(words(node.text),
                             [&](const std::string& word) { return std::ranges::find(said, word) != said.end(); });
}

bool ends_within(const Right& right, const QueryNode& node) {
  const auto wanted = bounds(node, Shape::date), days = days_of(right);
  return !right.until.empty() && days.last >= wanted.first && days.first <= wanted.last;
}

bool answers(const Right& right, const QueryNode& node) {
  const auto each = [&](const auto& child) { return answers(right, *child); };
  if (node.op == Op::conjunction) return std::ranges::all_of(node.children, each);
  if (node.op == Op::disjunction) return std::ranges::any_of(node.children, each);
  if (node.name == "territory") return in_territory(right, node.text);
  if (node.name == "until") return ends_within(right, node);
  if (node.name == "status") return right.status == node.text;
  return node.op == Op::is ? is_cleared(right) : has_words(right, node);
}

}  // namespace

bool is_of_right(const QueryNode& node) {
  const bool several = node.op == Op::conjunction || node.op == Op::disjunction;
  if (several) return std::ranges::all_of(node.children, [](const auto& child) { return is_of_right(*child); });
  return needs_right(node) || is_right_field(node);
}

Wanted rights_query(const Xapian::Database& database, const std::vector<const QueryNode*>& nodes) {
  const std::string prefix(rights_prefix);
  std::vector<Wanted> wanted;
  for (const auto& term : terms_with(database, prefix)) {
    const auto right = parse_right(std::string_view(term).substr(prefix.size()));
    if (right && std::ranges::all_of(nodes, [&](const QueryNode* node) { return answers(*right, *node); }))
      wanted.push_back(term_wanted(term));
  }
  return any_of(Wanted::Op::any, std::move(wanted));
}

}  // namespace cuetheque
