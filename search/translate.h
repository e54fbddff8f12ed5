#pragma once
#include <memory>
#include <set>
#include <string>
#include <vector>
#include <xapian.h>

#include "core/archive.h"
#include "search/found_documents.h"
#include "search/query.h"
#include "search/ranking.h"
#include "search/superseded.h"
#include "search/terms.h"

namespace cuetheque {

/// The slot that holds the record a document answers as at a level, and the level's term.
[[nodiscard]] Slot slot_of(ResultLevel level);
[[nodiscard]] std::string level_term(ResultLevel level);

/// Turns a query tree into Xapian's query. Parts that one document alone cannot answer (another record of the family
/// matches, a stored value is exactly this) are asked beforehand and enter as the documents found; those live as long
/// as the translator.
class Translator {
 public:
  Translator(const Archive& archive, Xapian::Database& database, const Superseded& superseded, ResultLevel level,
             const Ranking& ranking = {})
      : archive_(archive), database_(database), superseded_(superseded), level_(level), ranking_(ranking) {}

  [[nodiscard]] Xapian::Query query(const QueryNode& node);
  /// Only documents that answer at the level and still count.
  [[nodiscard]] Xapian::Query filtered(const QueryNode& node);

 private:
  Xapian::Query conjunction(const QueryNode& node);
  Xapian::Query together(const QueryNode& node) const;
  Xapian::Query within(const QueryNode& node);
  Xapian::Query none(const QueryNode& node);
  Xapian::Query has(const QueryNode& node) const;
  Xapian::Query ambiguous();
  Xapian::Query path(const QueryNode& node);
  Xapian::Query verified(const QueryNode& node);
  Xapian::Query found(std::vector<Xapian::docid> documents);
  /// The records of a level that match the node there.
  std::set<std::string> records(const QueryNode& node, ResultLevel level);
  /// Documents that belong to one of these records of a level.
  Xapian::Query belonging(std::set<std::string> ids, ResultLevel level);
  /// The records of our level that these documents have to do with.
  std::set<std::string> kin(const Xapian::Query& documents);
  /// Documents whose value in the slot passes.
  template <typename Pass>
  std::vector<Xapian::docid> documents_with(Slot slot, Pass pass) const;

  const Archive& archive_;
  Xapian::Database& database_;
  const Superseded& superseded_;
  ResultLevel level_;
  Ranking ranking_;
  std::vector<std::unique_ptr<FoundDocuments>> found_;
};

/// The documents that match, visited without ranking, each with its slot values.
void each_match(Xapian::Database& database, const Xapian::Query& query,
                const std::function<void(const Xapian::Document&)>& visit);

/// Words, phrases, prefixes: what text fields answer (translate_text.cpp).
[[nodiscard]] Xapian::Query text_query(const Archive& archive, Xapian::Database& database, const Superseded& superseded,
                                       const QueryNode& node, const Ranking& ranking);
/// Numbers, dates, times (translate_range.cpp).
[[nodiscard]] Xapian::Query range_query(const Archive& archive, Xapian::Database& database, const QueryNode& node);
/// The documents among `candidates` in whose records a value is exactly the text, or matches the pattern (verify.cpp).
[[nodiscard]] std::vector<Xapian::docid> verified_documents(const Archive& archive, Xapian::Database& database,
                                                            const Xapian::Query& candidates, const QueryNode& node);

/// A name and those merged into it.
[[nodiscard]] std::vector<std::string> with_merged(const Xapian::Database& database, const Superseded& superseded,
                                                   const std::string& name);

/// OR over queries, none of them counting more for being several: nothing where there are none.
[[nodiscard]] Xapian::Query any_of(Xapian::Query::op op, const std::vector<Xapian::Query>& queries);

}  // namespace cuetheque
