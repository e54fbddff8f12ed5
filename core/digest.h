#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace cuetheque {

using Sha256 = std::array<std::uint8_t, 32>;

/// SHA-256 over a sequence of values. `add` prefixes a text with its length, so that two different sequences never
/// digest alike; `add_raw` does not, for the plain digest of a file's bytes.
class Digest {
 public:
  Digest();

  Digest& add(std::string_view bytes);
  Digest& add(std::uint64_t number);
  Digest& add_raw(std::string_view bytes);
  /// The digest of all that was added. Call it once.
  [[nodiscard]] Sha256 finish();

 private:
  struct Free {
    void operator()(void* context) const;
  };
  std::unique_ptr<void, Free> context_;
};

/// The digest as stored in a bytes field.
[[nodiscard]] std::string bytes_of(const Sha256& digest);
/// As shown to people: lower-case hexadecimal.
[[nodiscard]] std::string hex(std::string_view bytes);
/// The bytes that hexadecimal or base64 text (RFC 4648) stands for; empty where it is none.
[[nodiscard]] std::string bytes_of_hex(std::string_view text);
[[nodiscard]] std::string bytes_of_base64(std::string_view text);

}  // namespace cuetheque
