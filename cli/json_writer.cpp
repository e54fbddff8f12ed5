#include "cli/json_writer.h"

#include <cstdint>
#include <fmt/format.h>
#include <iterator>
#include <utility>

#include "core/text_utf8.h"

namespace cuetheque {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

/// Controls beyond ASCII, and what turns the direction of writing around or hides: a terminal would act on them.
bool is_unsafe(std::int32_t code) {
  return (code >= 0x80 && code < 0xA0) || (code >= 0x200E && code <= 0x200F) || (code >= 0x2028 && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069);
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
  each_character(value, [this](const Character& c) {
    if (c.code < 0)
      text_ += replacement;
    else if (c.code < 0x80 && !plain(c.bytes.front()))
      append_escaped(text_, c.bytes.front());
    else if (is_unsafe(c.code))
      fmt::format_to(std::back_inserter(text_), "\\u{:04x}", c.code);
    else
      text_ += c.bytes;
  });
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
