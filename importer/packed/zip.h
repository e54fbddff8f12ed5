#pragma once
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace cuetheque {

/// The parts of a ZIP that somebody wants, by name, or why there are none.
struct ZipParts {
  std::map<std::string, std::string> parts;
  std::string problem;  ///< empty = all went well
};

[[nodiscard]] bool is_zip(std::string_view bytes);

/// Unpacks the entries `wanted` says yes to. Untrusted: no more than 4,096 entries are looked at, and what is unpacked
/// is bounded by `most_bytes_unpacked` in all, whatever the ZIP says of its sizes.
[[nodiscard]] ZipParts zip_parts(std::string_view bytes, const std::function<bool(std::string_view name)>& wanted);
inline constexpr std::size_t most_bytes_unpacked = 8U << 20U;

}  // namespace cuetheque
