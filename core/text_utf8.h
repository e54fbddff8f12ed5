#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace cuetheque {

/// One character of a text and the bytes that spell it. `code` is negative for a byte that is no UTF-8.
struct Character {
  std::int32_t code = -1;
  std::string_view bytes;
};

/// The character a non-empty text begins with. Overlong forms, surrogates and cut-off sequences are no UTF-8: their
/// first byte stands alone.
[[nodiscard]] constexpr Character first_character(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<std::int32_t>(static_cast<unsigned char>(text[at])); };
  const auto lead = byte(0);
  if (lead < 0x80) return {lead, text.substr(0, 1)};
  const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  constexpr std::array<std::int32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
  const Character bad{-1, text.substr(0, 1)};
  if (lead < 0xc2 || lead > 0xf4 || text.size() < length) return bad;
  auto code = lead & (0xff >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xc0) != 0x80) return bad;
    code = code << 6 | (byte(i) & 0x3f);
  }
  const bool surrogate = code >= 0xd800 && code <= 0xdfff;
  if (code < smallest[length] || code > 0x10ffff || surrogate) return bad;
  return {code, text.substr(0, length)};
}

/// The beginning of a text, at most so many bytes and never through the middle of a character.
[[nodiscard]] constexpr std::string_view cut_at(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xc0) == 0x80) --most;
  return text.substr(0, most);
}

/// Visits each character of a text in order.
template <typename Visit>
constexpr void each_character(std::string_view text, Visit visit) {
  while (!text.empty()) {
    const auto character = first_character(text);
    visit(character);
    text.remove_prefix(character.bytes.size());
  }
}

}  // namespace cuetheque
