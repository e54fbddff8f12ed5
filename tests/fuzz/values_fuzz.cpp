#include "core/cue_number.h"
#include "core/date.h"
#include "core/identifiers.h"
#include "importer/cue_sheets/timecode.h"
#include "tests/fuzz/property.h"

namespace cuetheque::fuzz {
namespace {

/// Dates, cue numbers, timecodes, identifiers: what is read reads again as the same.
void check_values(std::string_view text) {
  if (const auto date = parse_date(text)) {
    const auto again = parse_date(date->text);
    demand(again && again->text == date->text && again->remark.empty() && year_of(*date) > 0);
  }
  if (const auto number = parse_cue_number(text)) demand(number->reel < 100 && number->index < 1000);
  demand(cue_number_key(text) == cue_number_key(text));
  if (const auto time = parse_timecode(text)) demand(time->count() >= 0);
  for (int i = 0; i <= static_cast<int>(Scheme::lccn); ++i) {
    const auto scheme = static_cast<Scheme>(i);
    const auto shown = displayed(scheme, text);
    demand(!is_valid(scheme, text) ||
           (is_valid(scheme, shown) && normalised(scheme, shown) == normalised(scheme, text)));
  }
}

}  // namespace
}  // namespace cuetheque::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  cuetheque::fuzz::check_values(cuetheque::fuzz::text_of(data, size));
  return 0;
}
