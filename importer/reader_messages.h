#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cuetheque {

/// How reader and importer talk, over one stream socket: a 32-bit little-endian length, then a path (to the reader) or
/// a Reading (from it), in order. The reader's first message is `reader_greeting`, so that a program that cannot start
/// is told from a file that kills it; the importer's first are the ReadOptions. Both sides send several messages at
/// once: for a small file, one by one, the way took longer than the reading.
inline constexpr std::string_view reader_greeting = "cuetheque-reader 3";
inline constexpr std::uint32_t longest_message = 8U * 1024 * 1024;

/// A message as it is sent.
[[nodiscard]] std::string framed(std::string_view message);

/// What has arrived, piece by piece.
class Messages {
 public:
  void add(std::string_view piece);
  /// The next whole message, valid until the next call of `add`; none where it is not complete yet. A length over
  /// `longest_message` is an Error.
  [[nodiscard]] std::optional<std::string_view> next();

 private:
  std::string arrived_;
  std::size_t taken_ = 0;  ///< bytes of the messages already given
};

}  // namespace cuetheque
