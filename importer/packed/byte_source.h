#pragma once
#include <string>
#include <string_view>

namespace cuetheque {

/// Bytes that come piece by piece: of a file, or of what a packed file holds.
class ByteSource {
 public:
  ByteSource() = default;
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;
  virtual ~ByteSource() = default;

  /// More bytes, until the next call; empty at the end, and where no more can be had.
  [[nodiscard]] virtual std::string_view next() = 0;
  /// Why they ended before their end; empty where they did not.
  [[nodiscard]] virtual std::string problem() const = 0;
};

}  // namespace cuetheque
