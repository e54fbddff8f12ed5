#include "importer/encoding.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <fmt/format.h>
#include <iconv.h>
#include <memory>
#include <optional>

#include "core/ascii.h"
#include "core/error.h"
#include "core/text.h"
#include "core/text_utf8.h"

namespace cuetheque {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

struct CloseConverter {
  using pointer = iconv_t;
  void operator()(iconv_t converter) const { iconv_close(converter); }
};

/// iconv into UTF-8.
class Converter {
 public:
  explicit Converter(const std::string& encoding) : handle_(iconv_open("UTF-8", encoding.c_str())) {
    if (handle_.get() == reinterpret_cast<iconv_t>(-1)) handle_.release();  // NOLINT: iconv's own way to say no
  }
  [[nodiscard]] bool known() const { return handle_.get() != nullptr; }

  struct Result {
    std::string text;
    std::size_t bad_bytes = 0;
    std::size_t first_bad = 0;
  };
  /// Every byte without a meaning becomes U+FFFD; with `strict` the first one ends the reading.
  Result read(std::string_view bytes, bool strict) {
    Result result;
    iconv(handle_.get(), nullptr, nullptr, nullptr, nullptr);
    std::string input(bytes);  // iconv wants its input writable
    char* at = input.data();
    std::size_t left = input.size();
    while (left > 0) {
      if (convert(at, left, result.text)) continue;
      if (result.bad_bytes++ == 0) result.first_bad = input.size() - left;
      if (strict) return result;
      result.text += replacement;
      ++at;
      --left;
    }
    return washed(std::move(result));
  }

 private:
  /// glibc lets sequences of five and six bytes pass from UTF-8 to UTF-8: they are not UTF-8.
  static Result washed(Result result) {
    if (is_utf8(result.text)) return result;
    std::string text;
    each_character(result.text, [&](const Character& character) {
      const bool bad = character.code < 0;
      if (bad && result.bad_bytes++ == 0) result.first_bad = text.size();
      text += bad ? replacement : character.bytes;
    });
    result.text = std::move(text);
    return result;
  }

  /// One buffer's worth; false where the next byte has no meaning.
  bool convert(char*& at, std::size_t& left, std::string& text) {
    std::array<char, 4096> buffer;  // NOLINT: filled by iconv
    char* to = buffer.data();
    std::size_t room = buffer.size();
    const std::size_t done = iconv(handle_.get(), &at, &left, &to, &room);
    const bool good = done != static_cast<std::size_t>(-1) || errno == E2BIG;
    text.append(buffer.data(), buffer.size() - room);
    return good;
  }

  std::unique_ptr<std::remove_pointer_t<iconv_t>, CloseConverter> handle_;
};

unsigned byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

/// What a decoded text is made of, as shares of the characters beyond ASCII.
struct Scripts {
  std::size_t all = 0, kana = 0, half_kana = 0, han = 0, hangul = 0, punctuation = 0;

  [[nodiscard]] bool at_least(std::size_t part, std::size_t percent) const {
    return all > 0 && part * 100 >= all * percent;
  }
};

Scripts scripts_of(std::string_view text) {
  Scripts scripts;
  each_character(text, [&](const Character& character) {
    const auto c = character.code;
    if (c < 0x80) return;
    ++scripts.all;
    if (c >= 0x3040 && c <= 0x30FF) ++scripts.kana;
    if (c >= 0xFF61 && c <= 0xFF9F) ++scripts.half_kana;
    if (c >= 0x4E00 && c <= 0x9FFF) ++scripts.han;
    if (c >= 0xAC00 && c <= 0xD7A3) ++scripts.hangul;
    if ((c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFF60) || (c >= 0x2010 && c <= 0x2026))
      ++scripts.punctuation;
  });
  return scripts;
}

/// Of the double-byte characters, how many in a hundred have lead and trail bytes in these ranges: the rows of everyday
/// characters. Accented Latin before ASCII letters and Cyrillic words also decode as Han, but as rare ones.
std::size_t everyday_percent(std::string_view bytes, unsigned lead_from, unsigned lead_to, unsigned trail_from) {
  std::size_t pairs = 0;
  std::size_t everyday = 0;
  for (std::size_t i = 0; i + 1 < bytes.size(); ++i) {
    const unsigned lead = byte_at(bytes, i);
    if (lead < 0x80) continue;
    const unsigned trail = byte_at(bytes, ++i);
    ++pairs;
    if (lead >= lead_from && lead <= lead_to && trail >= trail_from) ++everyday;
  }
  return pairs == 0 ? 0 : everyday * 100 / pairs;
}

// Only full-width kana prove Japanese: in Shift-JIS every accented capital of windows-1252 reads as a half-width one.
bool looks_like_shift_jis(std::string_view, const Scripts& s) {
  return s.kana > 0 && s.at_least(s.kana + s.half_kana + s.han + s.punctuation, 60);
}
bool looks_like_euc_jp(std::string_view, const Scripts& s) {
  return s.at_least(s.kana, 20) && s.at_least(s.kana + s.han + s.punctuation, 90);
}
bool looks_like_euc_kr(std::string_view, const Scripts& s) {
  return s.hangul >= 8 && s.at_least(s.hangul + s.punctuation, 95);
}
bool looks_like_gb18030(std::string_view bytes, const Scripts& s) {
  return s.han > 0 && s.at_least(s.han + s.punctuation, 90) && everyday_percent(bytes, 0xB0, 0xD7, 0xA1) >= 50;
}
bool looks_like_big5(std::string_view bytes, const Scripts& s) {
  return s.han >= 4 && s.at_least(s.han + s.punctuation, 90) && everyday_percent(bytes, 0xA4, 0xC6, 0x40) >= 80;
}

// Cyrillic letters stand together, accented Latin ones alone.
bool looks_like_cyrillic(std::string_view bytes, const Scripts&) {
  std::size_t high = 0, letters = 0, beside = 0;
  const auto is_letter = [&](std::size_t at) { return at < bytes.size() && byte_at(bytes, at) >= 0xC0; };
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (byte_at(bytes, i) < 0x80) continue;
    ++high;
    if (!is_letter(i)) continue;
    ++letters;
    if (is_letter(i + 1) || (i > 0 && is_letter(i - 1))) ++beside;
  }
  return letters > 0 && letters * 100 >= high * 70 && beside * 2 >= letters;
}

struct Guess {
  const char* converter;
  std::string_view name;
  bool (*fits)(std::string_view bytes, const Scripts& scripts);
};
constexpr std::array<Guess, 6> guesses{{{"CP932", "windows-31j", looks_like_shift_jis},
                                        {"EUC-JP", "euc-jp", looks_like_euc_jp},
                                        {"CP949", "euc-kr", looks_like_euc_kr},
                                        {"GB18030", "gb18030", looks_like_gb18030},
                                        {"CP950", "big5", looks_like_big5},
                                        {"CP1251", "windows-1251", looks_like_cyrillic}}};

Decoded read_as(std::string_view bytes, const std::string& converter, std::string_view name) {
  auto result = Converter(converter).read(bytes, false);
  Decoded decoded{std::move(result.text), std::string(name), false, {}};
  if (decoded.text.starts_with(byte_order_mark)) decoded.text.erase(0, byte_order_mark.size());
  if (result.bad_bytes > 0)
    decoded.notes.push_back(fmt::format("{} bytes mean nothing in {}, the first at offset {}: read as U+FFFD",
                                        result.bad_bytes, name, result.first_bad));
  return decoded;
}

std::optional<Decoded> by_mark(std::string_view bytes) {
  if (bytes.starts_with(byte_order_mark)) return read_as(bytes.substr(3), "UTF-8", "utf-8");
  if (bytes.starts_with(std::string_view("\xFF\xFE", 2))) return read_as(bytes.substr(2), "UTF-16LE", "utf-16le");
  if (bytes.starts_with(std::string_view("\xFE\xFF", 2))) return read_as(bytes.substr(2), "UTF-16BE", "utf-16be");
  return std::nullopt;
}

std::optional<Decoded> by_nuls(std::string_view bytes) {
  const std::string_view start = bytes.substr(0, 512);
  std::array<std::size_t, 2> nuls{};
  for (std::size_t i = 0; i < start.size(); ++i)
    if (start[i] == '\0') ++nuls[i % 2];
  const auto many = [&](std::size_t count) { return start.size() >= 4 && count * 10 >= start.size() / 2 * 3; };
  if (many(nuls[1]) && nuls[1] > nuls[0]) return read_as(bytes, "UTF-16LE", "utf-16le");
  if (many(nuls[0]) && nuls[0] > nuls[1]) return read_as(bytes, "UTF-16BE", "utf-16be");
  return std::nullopt;
}

std::optional<Decoded> by_guess(std::string_view bytes) {
  for (const auto& guess : guesses) {
    Converter converter(guess.converter);
    if (!converter.known()) continue;
    auto result = converter.read(bytes, true);
    if (result.bad_bytes > 0 || !guess.fits(bytes, scripts_of(result.text))) continue;
    return Decoded{std::move(result.text), std::string(guess.name), true, {}};
  }
  return std::nullopt;
}

Decoded overridden(std::string_view bytes, std::string_view encoding) {
  const std::string name(encoding);
  // A slash would be an instruction to iconv (//TRANSLIT), not a name.
  if (name.find('/') != std::string::npos || !Converter(name).known())
    throw Error(Cause::usage, fmt::format("unknown encoding '{}'", name), {}, "iconv --list names those there are");
  return read_as(bytes, name, encoding);
}

}  // namespace

Decoded decode(std::string_view bytes, std::string_view override_encoding) {
  if (!override_encoding.empty()) return overridden(bytes, override_encoding);
  if (auto marked = by_mark(bytes)) return *std::move(marked);
  if (auto wide = by_nuls(bytes)) return *std::move(wide);
  if (is_ascii(bytes)) return {std::string(bytes), "us-ascii", false, {}};
  if (is_utf8(bytes)) return {std::string(bytes), "utf-8", false, {}};
  if (auto guess = by_guess(bytes)) return *std::move(guess);
  auto western = read_as(bytes, "CP1252", "windows-1252");
  western.guessed = true;
  return western;
}

}  // namespace cuetheque
