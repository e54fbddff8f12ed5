#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "search/query.h"

namespace cuetheque {

/// The queries that are saved: the text of one by its name, or none; and all names, for one that is mistyped.
struct SavedQueries {
  std::function<std::optional<std::string>(std::string_view name)> find;
  std::vector<std::string> names;
};

/// Whether a query names saved ones.
[[nodiscard]] bool names_saved(const QueryNode& query);

/// The query with what each @name stands for in its place; `text` is what it was parsed from. Error(usage) with a caret
/// under the @name that is not there, that holds itself, or with which the query holds more than 1,000 parts.
[[nodiscard]] QueryTree with_saved(QueryTree query, std::string_view text, const SavedQueries& saved);

/// A name that may be given to a query: letters, digits, hyphens and underscores, a letter first; an @ before it is
/// taken off. Error(usage) for any other.
[[nodiscard]] std::string saved_name(std::string_view name);

}  // namespace cuetheque
