#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "importer/tags/bytes.h"

namespace cuetheque {

/// Untrusted bytes bit by bit, the highest first. Bits past the end read as 0, and `over` says that they were asked
/// for.
class BitReader {
 public:
  explicit BitReader(std::string_view data) : data_(data) {}

  /// The next `count` bits, 64 at most, as a number.
  [[nodiscard]] std::uint64_t take(unsigned count) {
    std::uint64_t value = 0;
    for (; count > 0; --count, ++at_) value = value << 1U | (byte_at(data_, at_ / 8) >> (7 - at_ % 8) & 1U);
    return value;
  }
  void skip(std::size_t count) { at_ += count; }
  [[nodiscard]] bool over() const { return at_ > data_.size() * 8; }

 private:
  std::string_view data_;
  std::size_t at_ = 0;
};

}  // namespace cuetheque
