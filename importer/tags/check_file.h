#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "core/records.pb.h"

namespace cuetheque {

/// What became of a file since its checksum was taken.
enum class Condition : std::uint8_t {
  same,
  tags_changed,  ///< its sound is what it was
  audio_changed,
  changed,  ///< and nothing tells what of it
  missing,
  unreadable,
  no_checksum,  ///< there, but none was ever taken
  stopped,      ///< on request, before the end
};

[[nodiscard]] std::string_view condition_name(Condition condition);  ///< "tags changed" …
[[nodiscard]] constexpr bool is_finding(Condition condition) {
  return condition >= Condition::tags_changed && condition <= Condition::unreadable;
}

struct Checked {
  Condition condition = Condition::same;
  std::string why;  ///< may be empty
};

/// Reads a file again and compares its SHA-256 with the one taken when it was imported; only one that differs is read a
/// second time, for its sound. `go_on` is told how many bytes were read since it was last asked, and false stops. Only
/// our own bounded parsers look into the file, on what they themselves read.
[[nodiscard]] Checked check_file(const std::string& path, const AudioFile& known,
                                 const std::function<bool(std::uint64_t bytes)>& go_on);

}  // namespace cuetheque
