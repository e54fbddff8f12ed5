#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/fields.h"

namespace cuetheque {

/// What a search returns one of (find -a -t -c -f -p).
enum class ResultLevel { album, track, cue, production, name };

/// A parsed query (USERS.md 4.3): a tree, pure data, nothing of Xapian in it.
struct QueryNode;
using QueryTree = std::unique_ptr<QueryNode>;

struct QueryNode {
  enum class Op {
    all,  ///< every record
    conjunction,
    disjunction,
    negation,
    within,  ///< level{…}: a child (or parent) record of that level matches
    none,    ///< none{…}: no track or cue of the record matches
    saved,   ///< @name
    words,   ///< free text in any field, or in `fields`
    phrase,
    near,
    exact,   ///< field:=value
    regex,   ///< field:/…/
    prefix,  ///< field:word*
    range,   ///< field:a..b, <, <=, >, >=, decade, relative date
    has,
    missing,
    is,
    id,  ///< id:A340 or a bare id (then `name` is empty, and the text may also be meant as a word: "T2")
  };
  Op op = Op::all;
  std::vector<QueryTree> children;
  std::vector<Field> fields;  ///< empty = any; several for groups such as person:
  std::string name;           ///< canonical name of a pseudo-field (query_fields.h) or group, or of a saved query
  ResultLevel level = ResultLevel::album;
  std::string text;                          ///< words, phrase, value, is: word, field of has:/missing:
  std::string low, high;                     ///< of a range, as typed; empty = open; a single value has both the same
  bool low_open = false, high_open = false;  ///< > and <
  unsigned distance = 0;                     ///< NEAR/n
  std::size_t position = 0;                  ///< byte offset in the query, for carets
};

/// Parses a query; Error(usage) with a caret under the place, and the nearest field for an unknown one. Caps of
/// RELIABILITY.md 0.6: 4 KiB, 64 terms, 16 levels of nesting. An empty query is everything.
[[nodiscard]] QueryTree parse_query(std::string_view text);

/// The query as understood, in full form, for --explain: `composer:goldsmith AND scene:chase` … Parses back to the
/// same; "" is everything.
[[nodiscard]] std::string explain(const QueryNode& query);

/// What the writer of the query may have meant otherwise, in sentences: a lower-case "or" where an operator would
/// stand, a colon after a word that is no field. Shown on stderr; the query runs as it stands.
[[nodiscard]] std::vector<std::string> hints(const QueryNode& query);

}  // namespace cuetheque
