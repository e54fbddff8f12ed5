#include "core/identifiers.h"
#include "tests/fuzz/property.h"

/// Every scheme: what is valid stays valid, and the same, as it is displayed and in its normal form.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using cuetheque::Scheme;
  using cuetheque::fuzz::demand;
  const auto text = cuetheque::fuzz::text_of(data, size);
  for (int i = 0; i <= static_cast<int>(Scheme::lccn); ++i) {
    const auto scheme = static_cast<Scheme>(i);
    const auto shown = displayed(scheme, text);
    const auto normal = normalised(scheme, text);
    if (!is_valid(scheme, text)) continue;
    demand(is_valid(scheme, shown) && normalised(scheme, shown) == normal);
    demand(is_valid(scheme, normal) && normalised(scheme, normal) == normal);
  }
  (void)cuetheque::padded_ipi(text);
  return 0;
}
