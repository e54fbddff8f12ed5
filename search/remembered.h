#pragma once
#include <array>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>
#include <xapian.h>

#include "search/column.h"
#include "search/superseded.h"
#include "search/terms.h"

namespace cuetheque {

/// What one question after another asks of the same commit of the index: looked up once, when first asked for.
class Remembered {
 public:
  explicit Remembered(const Xapian::Database& database) : database_(database), superseded_(database) {}

  [[nodiscard]] const Xapian::Database& database() const { return database_; }
  [[nodiscard]] const Superseded& superseded() const { return superseded_; }
  /// How many documents have a term.
  [[nodiscard]] double frequency(const std::string& term);
  /// Whether any document says anything in the field: most fields of the table are empty in most archives.
  [[nodiscard]] bool says(Field field);
  /// What the documents say in a field.
  [[nodiscard]] Column& column(ColumnNumber number);
  /// A name and those merged into it.
  [[nodiscard]] std::vector<std::string> with_merged(const std::string& name);

 private:
  const Xapian::Database& database_;
  Superseded superseded_;
  std::array<std::optional<bool>, fields.size()> said_{};
  std::map<ColumnNumber, Column> columns_;
  std::unordered_map<std::string, double> frequencies_;
  std::optional<bool> any_merged_;
};

/// Whether any term begins so.
[[nodiscard]] bool any_term(const Xapian::Database& database, const std::string& prefix);
/// Visits the terms that begin so, in ascending order, until the visitor returns false. Xapian's own way from one to
/// the next reads all of a frequent term's postings.
template <typename Visit>
void each_term_with(const Xapian::Database& database, const std::string& prefix, Visit visit) {
  const auto end = database.allterms_end(prefix);
  for (auto at = database.allterms_begin(prefix); at != end;) {
    const auto term = *at;
    if (!visit(term)) return;
    at.skip_to(term + '\0');
  }
}
/// The terms that begin so, the first `most` of them.
[[nodiscard]] std::vector<std::string> terms_with(const Xapian::Database& database, const std::string& prefix,
                                                  std::size_t most = std::string::npos);

}  // namespace cuetheque
