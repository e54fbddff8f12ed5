#pragma once
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "search/query.h"
#include "tests/search/plain_units.h"

namespace cuetheque {

/// A value that some record has, as it is compared, and the units it is a value of.
struct PlainValue {
  PlainValue() = default;
  explicit PlainValue(const std::string& written);

  std::string text;
  std::vector<std::string> words, readings, stems;
  std::vector<std::size_t> units;
};

/// Answers a query by looking at everything, one thing at a time: what the manual says, without an index.
class PlainSearch {
 public:
  explicit PlainSearch(const std::vector<Record>& records);

  /// The records of the level that match.
  [[nodiscard]] std::set<Id> find(const QueryNode& query, ResultLevel level);

 private:
  using Match = std::vector<bool>;  ///< a bit for each unit

  Match match(const QueryNode& node, ResultLevel level);
  Match within(const QueryNode& node, ResultLevel level);
  Match none(const QueryNode& node, ResultLevel level);
  Match leaf(const QueryNode& node);
  Match number(const QueryNode& node);
  Match text(const QueryNode& node);
  Match anywhere(const QueryNode& node);
  Match in_field(const QueryNode& node, Field field);
  Match as_printed(const QueryNode& node);
  Match in_group(const QueryNode& node);
  Match prose(const QueryNode& node, Field field);
  Match all_words(const QueryNode& node, const std::vector<Field>& where);
  Match whole_names(const QueryNode& node, Field field);
  /// The people one of whose forms holds all the words.
  std::vector<const Person*> people_named(const QueryNode& node) const;
  Match credits(const QueryNode& node, const std::vector<Field>& where);

  Match units_with(Field field, const std::function<bool(const PlainValue&)>& passes) const;
  Match units_where(const std::function<bool(const Unit&)>& passes) const;

  Units all_;
  std::map<Field, std::map<std::string, PlainValue>> values_;
};

}  // namespace cuetheque
