#include "tests/search/plain_search.h"

#include <algorithm>
#include <limits>

#include "search/query_fields.h"
#include "search/query_range.h"

namespace cuetheque {
namespace {

using Op = QueryNode::Op;

Span wanted_span(const QueryNode& node, Shape shape) {
  const auto today = current_day();
  Span span{0, std::numeric_limits<std::int64_t>::max()};
  if (const auto low = span_of(node.low, shape, today)) span.first = node.low_open ? low->last + 1 : low->first;
  if (const auto high = span_of(node.high, shape, today)) span.last = node.high_open ? high->first - 1 : high->last;
  return span;
}

/// 1958-05 lies before its days and after 1958.
std::int64_t day_number(const std::string& date) {
  std::string digits;
  for (const char c : date)
    if (c != '-') digits += c;
  digits.resize(8, '0');
  return std::stoll(digits);
}

std::vector<bool> both(std::vector<bool> one, const std::vector<bool>& other) {
  for (std::size_t i = 0; i < one.size(); ++i) one[i] = one[i] && other[i];
  return one;
}
std::vector<bool> either(std::vector<bool> one, const std::vector<bool>& other) {
  for (std::size_t i = 0; i < one.size(); ++i) one[i] = one[i] || other[i];
  return one;
}
std::vector<bool> not_in(std::vector<bool> one) {
  one.flip();
  return one;
}

}  // namespace

PlainSearch::PlainSearch(const std::vector<Record>& records) : all_(units_of(records)) {
  for (std::size_t i = 0; i < all_.units.size(); ++i)
    for (const auto& [field, texts] : all_.units[i].values)
      for (const auto& text : texts) values_[field].try_emplace(text, text).first->second.units.push_back(i);
}

std::set<Id> PlainSearch::find(const QueryNode& query, ResultLevel level) {
  const auto matching = match(query, level);
  std::set<Id> found;
  for (std::size_t i = 0; i < matching.size(); ++i)
    if (const auto& id = all_.units[i].at(level); id && matching[i]) found.insert(*id);
  return found;
}

PlainSearch::Match PlainSearch::match(const QueryNode& node, ResultLevel level) {
  switch (node.op) {
    case Op::all:
      return Match(all_.units.size(), true);
    case Op::conjunction:
    case Op::disjunction: {
      auto result = match(*node.children.front(), level);
      for (std::size_t i = 1; i < node.children.size(); ++i) {
        const auto next = match(*node.children[i], level);
        result = node.op == Op::conjunction ? both(result, next) : either(result, next);
      }
      return result;
    }
    case Op::negation:
      return not_in(match(*node.children.front(), level));
    case Op::within:
      return within(node, level);
    case Op::none:
      return none(node, level);
    default:
      return leaf(node);
  }
}

/// The records of the inner level are looked for as by themselves. What lies above is what a unit belongs to; what lies
/// beside or below is what the record asked for has.
PlainSearch::Match PlainSearch::within(const QueryNode& node, ResultLevel level) {
  const auto wanted = find(*node.children.front(), node.level);
  if (node.level == level)
    return units_where([&](const Unit& unit) { return unit.at(level) && wanted.contains(*unit.at(level)); });
  auto named = wanted;
  for (const auto& person : all_.people)
    if (wanted.contains(person.id)) named.insert(person.merged.begin(), person.merged.end());
  const auto belongs = [&](const Unit& unit) {
    const auto in = [&](const std::set<Id>& ids) { return [&](Id id) { return ids.contains(id); }; };
    return std::ranges::any_of(unit.ids, in(wanted)) || std::ranges::any_of(unit.names, in(named));
  };
  const auto height = [](ResultLevel one) {
    return one == ResultLevel::track || one == ResultLevel::cue ? 0
           : one == ResultLevel::album                          ? 1
           : one == ResultLevel::production                     ? 2
                                                                : 3;
  };
  if (height(node.level) > height(level)) return units_where(belongs);
  std::set<Id> having;
  for (const auto& unit : all_.units) {
    if (!belongs(unit)) continue;
    if (unit.at(level)) having.insert(*unit.at(level));
    if (level == ResultLevel::name) having.insert(unit.names.begin(), unit.names.end());
  }
  return units_where([&](const Unit& unit) { return unit.at(level) && having.contains(*unit.at(level)); });
}

PlainSearch::Match PlainSearch::none(const QueryNode& node, ResultLevel level) {
  std::set<Id> unwanted;
  for (const auto inner : {ResultLevel::track, ResultLevel::cue}) {
    const auto matching = match(*node.children.front(), inner);
    for (std::size_t i = 0; i < matching.size(); ++i) {
      const auto& unit = all_.units[i];
      if (!matching[i] || !unit.at(inner)) continue;
      if (unit.at(level)) unwanted.insert(*unit.at(level));
      if (level == ResultLevel::name) unwanted.insert(unit.names.begin(), unit.names.end());
    }
  }
  return units_where([&](const Unit& unit) { return !unit.at(level) || !unwanted.contains(*unit.at(level)); });
}

PlainSearch::Match PlainSearch::leaf(const QueryNode& node) {
  const auto says = [&](const Unit& unit) {
    return unit.has.contains(node.text) ||
           std::ranges::any_of(node.fields, [&](Field field) { return unit.says.contains(field); });
  };
  switch (node.op) {
    case Op::range:
      return number(node);
    case Op::has:
      return units_where(says);
    case Op::missing:
      return not_in(units_where(says));
    case Op::is:
      return units_where([&](const Unit& unit) { return unit.is.contains(node.text); });
    default:
      return text(node);
  }
}

PlainSearch::Match PlainSearch::number(const QueryNode& node) {
  if (node.fields.empty()) {
    const bool day = node.name == "added" || node.name == "changed";  // all of the archive is of today
    const auto shape = day ? Shape::date : node.name == "length" || node.name == "tc" ? Shape::duration : Shape::number;
    const auto span = wanted_span(node, shape);
    const auto today = current_day();
    const auto now = static_cast<int>(today.year()) * 10'000LL + static_cast<unsigned>(today.month()) * 100LL +
                     static_cast<unsigned>(today.day());
    return units_where([&](const Unit& unit) {
      const auto found = unit.numbers.find(node.name);
      if (found == unit.numbers.end() && !day) return false;
      const auto value = day ? now : found->second;
      return value >= span.first && value <= span.last;
    });
  }
  const auto field = node.fields.front();
  const bool date = row_of(field).type == Type::date;
  const auto span = wanted_span(node, date ? Shape::date : field == Field::year ? Shape::year : Shape::number);
  return units_with(field, [&](const PlainValue& value) {
    const auto one = date ? day_number(value.text) : std::stoll(value.text);
    return one >= span.first && one <= span.last;
  });
}

PlainSearch::Match PlainSearch::units_with(Field field, const std::function<bool(const PlainValue&)>& passes) const {
  Match result(all_.units.size());
  const auto known = values_.find(field);
  if (known == values_.end()) return result;
  for (const auto& [text, value] : known->second) {
    if (!passes(value)) continue;
    for (const auto unit : value.units) result[unit] = true;
  }
  return result;
}

PlainSearch::Match PlainSearch::units_where(const std::function<bool(const Unit&)>& passes) const {
  Match result(all_.units.size());
  for (std::size_t i = 0; i < result.size(); ++i) result[i] = passes(all_.units[i]);
  return result;
}

}  // namespace cuetheque
