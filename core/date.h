#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace cuetheque {

/// A date with the precision it was given in (FORMATS.md A.4): `text` is YYYY, YYYY-MM or YYYY-MM-DD and nothing else.
struct PartialDate {
  std::string text;
  std::string remark;  ///< what was odd and how it was read; empty = nothing was

  bool operator==(const PartialDate&) const = default;
};

/// Reads a date as tags and sheets write it: the year first, with `-`, `/`, `.` or nothing between, a time of day
/// ignored, months and days of zero dropped (1996-00-00 is 1996); or with the month in English
/// words, in any order. Any other date with the year last or out of range keeps the four digits that stand alone, with
/// a remark. None where there is no year at all.
[[nodiscard]] std::optional<PartialDate> parse_date(std::string_view written);

/// The year of what `parse_date` gave.
[[nodiscard]] int year_of(const PartialDate& date);

}  // namespace cuetheque
