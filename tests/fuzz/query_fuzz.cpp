#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/error.h"
#include "search/query.h"

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

}  // namespace
}  // namespace cuetheque

/// A query is understood or refused with a usage error; what is understood explains itself in words that parse back to
/// the same. The full form may be longer than a query may be: only then may it be refused.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto tree = cuetheque::understood(text);
  if (!tree) return 0;
  const auto once = cuetheque::explain(*tree);
  const auto again = cuetheque::understood(once);
  if (again ? cuetheque::explain(*again) != once : once.size() <= text.size()) std::abort();
  return 0;
}
