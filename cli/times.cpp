#include "cli/times.h"

#include <ctime>
#include <fmt/chrono.h>

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
