#include "importer/cue_sheets/timecode.h"
#include "tests/fuzz/property.h"

/// A time is never before zero, whatever the rate, and what is written of it is read as the same. The first line may
/// be a rate.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using cuetheque::fuzz::demand;
  const auto text = cuetheque::fuzz::text_of(data, size);
  const auto end = text.find('\n');
  const auto rate = cuetheque::parse_frame_rate(text.substr(0, end)).value_or(cuetheque::FrameRate{});
  demand(rate.nominal > 0 && rate.nominal <= 121);
  const auto time = cuetheque::parse_timecode(end == std::string_view::npos ? text : text.substr(end + 1), rate);
  if (!time) return 0;
  demand(time->count() >= 0);
  if (*time < std::chrono::hours(100)) demand(cuetheque::parse_timecode(cuetheque::clock_text(*time)) == time);
  return 0;
}
