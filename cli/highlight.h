#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "cli/output.h"
#include "search/query.h"

namespace cuetheque {

/// Makes the words bold that a query looks for, as the search compares them: `dvorak` bolds Dvořák, `chase` chasing.
/// What the query excludes is left alone.
class Highlight {
 public:
  explicit Highlight(const QueryNode& query) { collect(query); }

  /// The text with those words bold where the output has colour.
  [[nodiscard]] std::string in(std::string_view text, const Output& output) const;

 private:
  void collect(const QueryNode& query);
  void add(const std::string& word, bool begins);
  [[nodiscard]] bool wants(std::string_view word) const;

  std::vector<std::string> words_;
  std::vector<std::string> stems_;
  std::vector<std::string> beginnings_;
};

}  // namespace cuetheque
