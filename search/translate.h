#pragma once
#include <set>
#include <string>
#include <vector>
#include <xapian.h>

#include "core/archive.h"
#include "search/countable.h"
#include "search/query.h"
#include "search/ranking.h"
#include "search/remembered.h"
#include "search/terms.h"
#include "search/wanted.h"

namespace cuetheque {

/// The slot and the column that hold the record a document answers as at a level, and the level's term.
[[nodiscard]] Slot slot_of(ResultLevel level);
[[nodiscard]] ColumnNumber column_of(ResultLevel level);
[[nodiscard]] std::string level_term(ResultLevel level);

/// Turns a query tree into what is wanted of the index. Parts that one document alone cannot answer (another record of
/// the family matches, a stored value is exactly this) are asked beforehand and enter as the documents found.
class Translator {
 public:
  Translator(const Archive& archive, Remembered& remembered, ResultLevel level, const Ranking& ranking = {})
      : archive_(archive),
        database_(remembered.database()),
        remembered_(remembered),
        level_(level),
        ranking_(ranking) {}

  [[nodiscard]] Wanted query(const QueryNode& node);
  /// Only documents that answer at the level.
  [[nodiscard]] Wanted filtered(const QueryNode& node);

 private:
  Wanted conjunction(const QueryNode& node);
  Wanted together(const QueryNode& node) const;
  Wanted within(const QueryNode& node);
  Wanted none(const QueryNode& node);
  Wanted has(const QueryNode& node) const;
  Wanted ambiguous();
  Wanted path(const QueryNode& node);
  Wanted verified(const QueryNode& node);
  /// The records of a level that match the node there.
  std::set<std::string> records(const QueryNode& node, ResultLevel level);
  /// Documents that belong to one of these records of a level.
  Wanted belonging(std::set<std::string> ids, ResultLevel level);
  /// The records of our level that these documents have to do with.
  std::set<std::string> kin(const Wanted& wanted);
  /// Documents whose value in the slot passes.
  template <typename Pass>
  std::vector<Xapian::docid> documents_with(Slot slot, Pass pass) const;

  const Archive& archive_;
  const Xapian::Database& database_;
  Remembered& remembered_;
  ResultLevel level_;
  Ranking ranking_;
};

/// The documents that match and still count.
[[nodiscard]] std::vector<Xapian::docid> documents_of(Remembered& remembered, const Wanted& wanted);

/// Words, phrases, prefixes: what text fields answer (translate_text.cpp).
[[nodiscard]] Wanted text_query(const Archive& archive, Remembered& remembered, const QueryNode& node,
                                const Ranking& ranking);
/// Numbers, dates, times (translate_range.cpp).
[[nodiscard]] Wanted range_query(const Archive& archive, const Xapian::Database& database, const QueryNode& node);
/// The documents among `candidates` in whose records a value is exactly the text, or matches the pattern (verify.cpp).
[[nodiscard]] std::vector<Xapian::docid> verified_documents(const Archive& archive, const Xapian::Database& database,
                                                            std::vector<Xapian::docid> candidates,
                                                            const QueryNode& node);

}  // namespace cuetheque
