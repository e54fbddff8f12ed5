#include "cli/json_writer.h"

#include <fmt/format.h>
#include <iterator>
#include <optional>
#include <utility>

#include "core/text.h"

namespace cuetheque {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

/// Length of the well-formed UTF-8 character at the start of the text, or 0.
std::size_t character_length(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = lead < 0x80   ? 1
                             : lead < 0xC2 ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
  return length != 0 && length <= text.size() && is_utf8(text.substr(0, length)) ? length : 0;
}

/// Controls beyond ASCII, and what turns the direction of writing around or hides: a terminal would act on them.
std::optional<unsigned> unsafe_code(std::string_view character) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(character[i])); };
  if (character.size() == 2 && byte(0) == 0xC2 && byte(1) < 0xA0) return byte(1);
  if (character.size() != 3 || byte(0) != 0xE2 || (byte(1) != 0x80 && byte(1) != 0x81)) return std::nullopt;
  const auto code = 0x2000 + (byte(1) - 0x80) * 64 + (byte(2) - 0x80);
  const bool unsafe =
      (code >= 0x200E && code <= 0x200F) || (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
  return unsafe ? std::optional(code) : std::nullopt;
}

void append_escaped(std::string& out, char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      break;
    case '\\':
      out += "\\\\";
      break;
    case '\n':
      out += "\\n";
      break;
    case '\t':
      out += "\\t";
      break;
    case '\r':
      out += "\\r";
      break;
    default:
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
  }
}

bool plain(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte < 0x7F && c != '"' && c != '\\';
}

bool needs_escape(char c) {
  return (static_cast<unsigned char>(c) & 0x80U) == 0 && !plain(c);
}

}  // namespace

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  quote(name);
  text_ += ':';
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::text(std::string_view value) {
  separate();
  quote(value);
  return *this;
}

JsonWriter& JsonWriter::number(std::int64_t value) {
  separate();
  text_ += fmt::format_int(value).c_str();
  return *this;
}

JsonWriter& JsonWriter::flag(bool value) {
  separate();
  text_ += value ? "true" : "false";
  return *this;
}

std::string JsonWriter::take() {
  return std::exchange(text_, {});
}

JsonWriter& JsonWriter::open(char bracket) {
  separate();
  text_ += bracket;
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
  text_ += bracket;
  first_ = false;
  return *this;
}

void JsonWriter::separate() {
  if (!first_) text_ += ',';
  first_ = false;
}

void JsonWriter::quote(std::string_view value) {
  text_ += '"';
  while (!value.empty()) {
    const auto length = character_length(value);
    if (length == 0)
      text_ += replacement;
    else if (needs_escape(value.front()))
      append_escaped(text_, value.front());
    else if (const auto code = unsafe_code(value.substr(0, length)))
      fmt::format_to(std::back_inserter(text_), "\\u{:04x}", *code);
    else
      text_ += value.substr(0, length);
    value.remove_prefix(length == 0 ? 1 : length);
  }
  text_ += '"';
}

std::string base64(std::string_view bytes) {
  static constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t j = 0; j < 3; ++j)
      group = group << 8U | (i + j < bytes.size() ? static_cast<unsigned char>(bytes[i + j]) : 0U);
    for (std::size_t j = 0; j < 4; ++j) out += i + j > bytes.size() ? '=' : letters[group >> (18U - 6U * j) & 0x3FU];
  }
  return out;
}

}  // namespace cuetheque
