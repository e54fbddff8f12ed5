#pragma once
#include <cstdint>
#include <string>

#include "core/archive.h"

namespace cuetheque {

/// "2026-11-23T14:05:09Z", and the day alone.
[[nodiscard]] std::string time_text(std::int64_t ms);
[[nodiscard]] std::string date_text(std::int64_t ms);

/// "4:05": a length as a sleeve prints it.
[[nodiscard]] std::string minutes_text(std::int64_t seconds);

/// The beginning of the day that an option `--since` names: 2026-11-23, -1w. Error(usage) for what is no date.
[[nodiscard]] std::int64_t asked_time(const std::string& date);

/// The day of an operation, or empty where the journal does not hold it.
[[nodiscard]] std::string operation_date(const Archive& archive, Revision operation);

}  // namespace cuetheque
