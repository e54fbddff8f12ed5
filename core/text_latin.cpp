#include <memory>
#include <mutex>
#include <unicode/translit.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include "core/ascii.h"
#include "core/error.h"
#include "core/text.h"

namespace cuetheque {
namespace {

enum class Reading { none, possible, wrong };

Reading reading_of(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(c, &status)) {
    case USCRIPT_CYRILLIC:
    case USCRIPT_GREEK:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
      return Reading::possible;
    case USCRIPT_HAN:
    case USCRIPT_HANGUL:
      return Reading::wrong;
    default:
      return Reading::none;
  }
}

bool can_be_read(const icu::UnicodeString& text) {
  bool possible = false;
  for (int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    const auto reading = reading_of(text.char32At(at));
    if (reading == Reading::wrong) return false;
    possible |= reading == Reading::possible;
  }
  return possible;
}

/// Japanese has no spaces, but where hiragana meets katakana a word ends: となりのトトロ is read tonarino totoro.
icu::UnicodeString parted_kana(const icu::UnicodeString& text) {
  icu::UnicodeString parted;
  auto before = USCRIPT_COMMON;
  for (int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    UErrorCode status = U_ZERO_ERROR;
    const auto c = text.char32At(at);
    const auto script = uscript_getScript(c, &status);
    const bool kana = script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA;
    if (kana && script != before && before != USCRIPT_COMMON) parted.append(u' ');
    if (script != USCRIPT_COMMON && script != USCRIPT_INHERITED) before = kana ? script : USCRIPT_COMMON;
    parted.append(c);
  }
  return parted;
}

/// Slow to make and not safe to use from several threads at once: one for all, which take turns.
void transliterate(icu::UnicodeString& text) {
  static std::mutex turn;
  const std::scoped_lock lock(turn);
  static const auto to_latin = [] {
    UErrorCode status = U_ZERO_ERROR;
    auto made =
        std::unique_ptr<icu::Transliterator>(icu::Transliterator::createInstance("Any-Latin", UTRANS_FORWARD, status));
    if (U_FAILURE(status) != 0) throw Error(Cause::bug, "the Unicode data is missing", "ICU", u_errorName(status));
    return made;
  }();
  to_latin->transliterate(text);
}

}  // namespace

std::optional<std::string> latin(std::string_view text) {
  if (is_ascii(text)) return std::nullopt;
  auto wide = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  if (!can_be_read(wide)) return std::nullopt;
  wide = parted_kana(wide);
  transliterate(wide);
  std::string result;
  wide.toUTF8String(result);
  return fold(result);
}

}  // namespace cuetheque
