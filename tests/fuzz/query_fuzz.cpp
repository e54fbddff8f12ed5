#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/error.h"
#include "core/text.h"
#include "search/query.h"
#include "search/query_saved.h"

namespace cuetheque {
namespace {

QueryTree understood(std::string_view text) {
  try {
    return parse_query(text);
  } catch (const Error& error) {
    if (error.cause() != Cause::usage) std::abort();
    return nullptr;
  }
}

/// The lines of a text are saved queries: @a is the second, @b the third …
std::optional<std::string> saved_in(std::string_view text, std::string_view name) {
  if (name.size() != 1 || name[0] < 'a' || name[0] > 'd') return std::nullopt;
  for (char at = 'a'; at <= name[0]; ++at) text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  return std::string(text.substr(0, text.find('\n')));
}

void expand(QueryTree tree, std::string_view text) try {
  const auto whole =
      with_saved(std::move(tree), text, {[&](auto name) { return saved_in(text, name); }, {"a", "b", "c", "d"}});
  if (names_saved(*whole)) std::abort();
} catch (const Error& error) {
  if (error.cause() != Cause::usage) std::abort();
}

}  // namespace
}  // namespace cuetheque

/// A query is understood or refused with a usage error; what is understood explains itself in words that parse back to
/// the same. The full form may be longer than a query may be: only then may it be refused. Saved queries are put in its
/// place, or it is a usage error.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto tree = cuetheque::understood(text);
  if (!tree) return 0;
  const auto once = cuetheque::explain(*tree);
  const auto again = cuetheque::understood(once);
  if (again ? cuetheque::explain(*again) != once : once.size() <= text.size()) std::abort();
  for (const auto& hint : cuetheque::hints(*tree))
    if (hint.empty() || !cuetheque::is_utf8(hint)) std::abort();
  const auto first = text.substr(0, text.find('\n'));
  if (auto saved = cuetheque::understood(first)) cuetheque::expand(std::move(saved), text);
  return 0;
}
