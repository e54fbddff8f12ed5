#include "cli/times.h"

#include <ctime>
#include <fmt/chrono.h>

#include "core/error.h"
#include "core/text.h"
#include "search/query_range.h"

namespace cuetheque {
namespace {

std::tm utc(std::int64_t ms) {
  const auto seconds = static_cast<std::time_t>(ms / 1000);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  return parts;
}

}  // namespace

std::string time_text(std::int64_t ms) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", utc(ms));
}

std::string date_text(std::int64_t ms) {
  return fmt::format("{:%Y-%m-%d}", utc(ms));
}

std::string minutes_text(std::int64_t seconds) {
  return fmt::format("{}:{:02}", seconds / 60, seconds % 60);
}

std::int64_t asked_time(const std::string& date) {
  const auto span = span_of(date, Shape::date, current_day());
  if (!span)
    throw Error(Cause::usage, fmt::format("'{}' is no date", shown(date)), "--since", "as in 2026-11-23 or -1w");
  return time_of(span->first, false);
}

std::string operation_date(const Archive& archive, Revision operation) {
  std::string date;
  if (operation == 0) return date;
  archive.journal(operation, [&](const JournalEntry& entry) {
    date = date_text(entry.time_ms());
    return false;
  });
  return date;
}

}  // namespace cuetheque
