#include "core/cue_number.h"
#include "core/date.h"
#include "tests/fuzz/property.h"

/// Dates and cue numbers: what is read reads again as the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using cuetheque::fuzz::demand;
  const auto text = cuetheque::fuzz::text_of(data, size);
  if (const auto date = cuetheque::parse_date(text)) {
    const auto again = cuetheque::parse_date(date->text);
    demand(again && again->text == date->text && again->remark.empty() && year_of(*date) > 0);
  }
  if (const auto number = cuetheque::parse_cue_number(text)) demand(number->reel < 100 && number->index < 1000);
  demand(cuetheque::cue_number_key(text) == cuetheque::cue_number_key(text));
  return 0;
}
