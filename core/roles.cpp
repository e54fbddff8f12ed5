#include "core/roles.h"

#include "core/credits.h"
#include "core/embedded.h"

namespace cuetheque {

const Vocabulary& roles() {
  static const Vocabulary all(embedded::roles);
  return all;
}

std::optional<std::string> relator_of(std::string_view role) {
  const auto* term = roles().find(role);
  while (term != nullptr && term->source != "MARC relators")
    term = term->broader.empty() ? nullptr : roles().find(term->broader);
  return term == nullptr ? std::nullopt : std::optional(term->synonyms.front());
}

std::optional<std::string> relator_of(Field field) {
  return is_credit(field) ? relator_of(row_of(field).name) : std::nullopt;
}

}  // namespace cuetheque
