#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace cuetheque {

/// Frames a second as a cue sheet's header states them: 23.976, 24, 25, 29.97, 29.97DF, 30 …
struct FrameRate {
  unsigned nominal = 25;  ///< frames the timecode counts in a second: 24 for 23.976, 30 for 29.97
  bool drop = false;      ///< drop frame: labels 00 and 01 are skipped each minute but the tenth

  bool operator==(const FrameRate&) const = default;
};
[[nodiscard]] std::optional<FrameRate> parse_frame_rate(std::string_view written);

/// A time of a cue sheet (FORMATS.md C.5) in milliseconds of timecode, so that 01:00:10:00 stays ten seconds after the
/// hour at any rate: HH:MM:SS, HH:MM:SS:FF, HH:MM:SS;FF, HH:MM:SS.mmm, MM:SS, MM'SS", H.MM:SS, a spreadsheet's fraction
/// of a day (0.001562, 1.5E-3), feet+frames of 35 mm film (123+04), plain seconds. None for anything else, seconds or
/// minutes over 59 and frames that the rate has not.
[[nodiscard]] std::optional<std::chrono::milliseconds> parse_timecode(std::string_view written, FrameRate rate = {});

/// HH:MM:SS, and .mmm where there are any: what `parse_timecode` reads back.
[[nodiscard]] std::string clock_text(std::chrono::milliseconds time);

}  // namespace cuetheque
