#include <memory>
#include <unicode/translit.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

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

/// Slow to make and not safe to share between threads, so each thread that meets such a text makes its own.
const icu::Transliterator& to_latin() {
  thread_local const auto one = [] {
    UErrorCode status = U_ZERO_ERROR;
    auto made =
        std::unique_ptr<icu::Transliterator>(icu::Transliterator::createInstance("Any-Latin", UTRANS_FORWARD, status));
    if (U_FAILURE(status) != 0) throw Error(Cause::bug, "the Unicode data is missing", "ICU", u_errorName(status));
    return made;
  }();
  return *one;
}

}  // namespace

std::optional<std::string> latin(std::string_view text) {
  auto wide = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  if (wide.length() == static_cast<int32_t>(text.size()) || !can_be_read(wide)) return std::nullopt;
  to_latin().transliterate(wide);
  std::string result;
  wide.toUTF8String(result);
  return fold(result);
}

}  // namespace cuetheque
