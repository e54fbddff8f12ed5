#include "core/rights.h"
#include "tests/fuzz/property.h"

/// What is read of a right is written in its normal form, and read as the same again; and it fits into a term.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using cuetheque::fuzz::demand;
  const auto right = cuetheque::parse_right(cuetheque::fuzz::text_of(data, size));
  if (!right) return 0;
  const auto text = cuetheque::text_of(*right);
  demand(text.size() <= 180);
  demand(cuetheque::parse_right(text) == right);
  return 0;
}
