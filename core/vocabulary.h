#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/fields.h"

namespace cuetheque {

/// One term of a controlled vocabulary (data/vocabularies, FORMATS.md G).
struct Term {
  std::string id;  ///< as in JSON and in the index: lower case, words joined by hyphens
  std::string label;
  std::string broader;                ///< id of the broader term, or empty
  std::vector<std::string> synonyms;  ///< other words for it, in any language
  std::string source;
};

/// The controlled words of one field. Built once from the file compiled into the program.
class Vocabulary {
 public:
  explicit Vocabulary(std::string_view table);  ///< tab-separated: id, label, broader, synonyms (separated by "; "),
                                                ///< source; Error with line

  [[nodiscard]] const std::vector<Term>& terms() const { return terms_; }
  /// The term a word means: exact id or label, else synonym (all folded), else none.
  [[nodiscard]] const Term* find(std::string_view word) const;
  /// The terms that a mistyped word is likely to mean, the likeliest first; three at most.
  [[nodiscard]] std::vector<const Term*> near(std::string_view word) const;
  /// The term and all narrower ones, for a query.
  [[nodiscard]] std::vector<std::string> expand(std::string_view id) const;

 private:
  std::vector<Term> terms_;
  std::vector<std::pair<std::string, std::size_t>> words_;  ///< folded word -> term, sorted
};

/// The vocabulary of a field of Type::term (mood, scene, kind, albumkind, usage …), or none where it has none.
[[nodiscard]] const Vocabulary* vocabulary_of(Field field);

/// A value as the archive keeps it: the term's id where the vocabulary knows the word, else the word itself, trimmed.
[[nodiscard]] std::string term_id(Field field, std::string_view word);

}  // namespace cuetheque
