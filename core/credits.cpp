#include "core/credits.h"

#include "core/text.h"

namespace cuetheque {
namespace {

/// Where the last balanced parenthesis opens, if the text ends in one.
std::size_t role_start(std::string_view credit) {
  if (!credit.ends_with(')')) return std::string_view::npos;
  int depth = 0;
  for (std::size_t i = credit.size(); i-- > 0;) {
    if (credit[i] == ')') ++depth;
    if (credit[i] == '(' && --depth == 0) return i;
  }
  return std::string_view::npos;
}

}  // namespace

std::string_view credited_name(Field field, std::string_view credit) {
  if (field != Field::performer) return trim(credit);
  const auto start = role_start(credit);
  const auto name = trim(credit.substr(0, start));
  return name.empty() ? trim(credit) : name;
}

}  // namespace cuetheque
