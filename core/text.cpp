#include "core/text.h"

#include <algorithm>
#include <array>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include "core/ascii.h"
#include "core/error.h"
#include "core/text_utf8.h"

namespace cuetheque {
namespace {

using Normalizer = const icu::Normalizer2* (*)(UErrorCode&);

/// ICU's normalizers are immutable singletons of the library, so one reference serves all threads.
const icu::Normalizer2& normalizer(Normalizer get) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* found = get(status);
  if (U_FAILURE(status) != 0) throw Error(Cause::bug, "the Unicode data is missing", "ICU", u_errorName(status));
  return *found;
}

const icu::Normalizer2& case_folding() {
  static const auto& one = normalizer(icu::Normalizer2::getNFKCCasefoldInstance);
  return one;
}
const icu::Normalizer2& decomposing() {
  static const auto& one = normalizer(icu::Normalizer2::getNFDInstance);
  return one;
}
const icu::Normalizer2& composing() {
  static const auto& one = normalizer(icu::Normalizer2::getNFCInstance);
  return one;
}

icu::UnicodeString normalized(const icu::Normalizer2& how, const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  auto result = how.normalize(text, status);
  if (U_FAILURE(status) != 0) throw Error(Cause::bug, "a text could not be normalized", "ICU", u_errorName(status));
  return result;
}

icu::UnicodeString to_utf16(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

std::string to_utf8(const icu::UnicodeString& text) {
  std::string result;
  text.toUTF8String(result);
  return result;
}

constexpr bool is_ascii_word(char c) {
  return is_lower(c) || is_digit(c);
}

struct Spelling {
  char16_t letter;
  const char16_t* plain;
};

/// Letters and marks that Unicode does not decompose, as a keyboard without them spells them. Sorted by letter.
constexpr auto spellings = std::to_array<Spelling>({
    {u'\u00ab', u"\""}, {u'\u00bb', u"\""}, {u'\u00e6', u"ae"}, {u'\u00f0', u"d"}, {u'\u00f8', u"o"},
    {u'\u00fe', u"th"}, {u'\u0111', u"d"},  {u'\u0127', u"h"},  {u'\u0131', u"i"}, {u'\u0138', u"q"},
    {u'\u0142', u"l"},  {u'\u014b', u"ng"}, {u'\u0153', u"oe"}, {u'\u0167', u"t"}, {u'\u0180', u"b"},
    {u'\u0188', u"c"},  {u'\u0192', u"f"},  {u'\u019a', u"l"},  {u'\u01b6', u"z"}, {u'\u01e5', u"g"},
    {u'\u0237', u"j"},  {u'\u0247', u"e"},  {u'\u0249', u"j"},  {u'\u0253', u"b"}, {u'\u0256', u"d"},
    {u'\u0257', u"d"},  {u'\u0268', u"i"},  {u'\u0289', u"u"},  {u'\u02bb', u"'"}, {u'\u02bc', u"'"},
    {u'\u2010', u"-"},  {u'\u2011', u"-"},  {u'\u2012', u"-"},  {u'\u2013', u"-"}, {u'\u2014', u"-"},
    {u'\u2015', u"-"},  {u'\u2018', u"'"},  {u'\u2019', u"'"},  {u'\u201a', u"'"}, {u'\u201b', u"'"},
    {u'\u201c', u"\""}, {u'\u201d', u"\""}, {u'\u201e', u"\""}, {u'\u2032', u"'"}, {u'\u2033', u"\""},
    {u'\u2212', u"-"},
});
static_assert(std::ranges::is_sorted(spellings, {}, &Spelling::letter));

const char16_t* spelt_out(char16_t letter) {
  const auto found = std::ranges::lower_bound(spellings, letter, {}, &Spelling::letter);
  return found != spellings.end() && found->letter == letter ? found->plain : nullptr;
}

/// Marks that may stand on letters of any script are diacritics; the kana voicing marks are not: they make another
/// letter.
bool is_diacritic(UChar32 c) {
  if (c < 0x300 || c == 0x3099 || c == 0x309a) return false;
  UErrorCode status = U_ZERO_ERROR;
  return u_charType(c) == U_NON_SPACING_MARK && uscript_getScript(c, &status) == USCRIPT_INHERITED;
}

std::string fold_unicode(std::string_view text) {
  const auto apart = normalized(decomposing(), normalized(case_folding(), to_utf16(text)));
  icu::UnicodeString bare;
  for (int32_t at = 0; at < apart.length(); at = apart.moveIndex32(at, 1)) {
    const auto c = apart.char32At(at);
    if (is_diacritic(c)) continue;
    const auto* plain = c >= 0x80 && c <= 0xffff ? spelt_out(static_cast<char16_t>(c)) : nullptr;
    if (plain != nullptr)
      bare.append(plain, -1);
    else
      bare.append(c);
  }
  return to_utf8(normalized(composing(), bare));
}

bool is_ideographic(UChar32 c) {
  if (c < 0x1100) return false;
  UErrorCode status = U_ZERO_ERROR;
  const auto script = uscript_getScript(c, &status);
  return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ||
         script == USCRIPT_HANGUL || c == 0x30fc;  // the long vowel sign, which belongs to both kana
}

bool is_word(UChar32 c) {
  return u_isalnum(c) != 0 || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

/// French and Italian words that lose their vowel before another: l'autre, dell'oro.
constexpr auto elided_words = std::to_array<std::string_view>(
    {"all", "c", "d", "dall", "dell", "j", "l", "m", "n", "nell", "qu", "quell", "s", "sull", "t", "un"});

/// Words being put together. An apostrophe neither joins nor parts (don't is dont), but for one that stands for the
/// vowel of an elided word: d'Amélie is found as Amélie.
class WordList {
 public:
  void add(std::string_view bytes) { word_ += bytes; }
  void apostrophe() {
    if (std::ranges::find(elided_words, word_) != elided_words.end()) elided_ = word_.size();
  }
  void end_word() {
    const bool parts = elided_ > 0 && word_.size() >= elided_ + 2;
    if (parts) done_.push_back(word_.substr(0, elided_));
    if (!word_.empty()) done_.push_back(parts ? word_.substr(elided_) : std::move(word_));
    word_.clear();
    elided_ = 0;
  }
  void add_whole(std::string word) { done_.push_back(std::move(word)); }
  std::vector<std::string> take() && {
    end_word();
    return std::move(done_);
  }

 private:
  std::vector<std::string> done_;
  std::string word_;
  std::size_t elided_ = 0;  ///< length of the elided word that this one began with
};

/// Cuts folded text into words, one character at a time.
class Cutter {
 public:
  explicit Cutter(std::string_view folded) : text_(folded) {}

  std::vector<std::string> cut() {
    each_character(text_, [this](const Character& c) { take(c.code, c.bytes); });
    return std::move(words_).take();
  }

 private:
  void take(UChar32 c, std::string_view bytes) {
    if (is_ideographic(c)) return take_ideograph(bytes);
    previous_ideograph_.clear();
    if (is_word(c))
      words_.add(bytes);
    else if (c == '\'')
      words_.apostrophe();
    else
      words_.end_word();
  }
  void take_ideograph(std::string_view bytes) {
    words_.end_word();
    if (!previous_ideograph_.empty()) words_.add_whole(previous_ideograph_ + std::string(bytes));
    words_.add_whole(std::string(bytes));
    previous_ideograph_ = bytes;
  }

  std::string_view text_;
  WordList words_;
  std::string previous_ideograph_;
};

std::vector<std::string> ascii_words(std::string_view text) {
  WordList result;
  for (const char raw : text) {
    const char c = to_lower(raw);
    if (is_ascii_word(c))
      result.add({&c, 1});
    else if (c == '\'')
      result.apostrophe();
    else
      result.end_word();
  }
  return std::move(result).take();
}

constexpr auto white_space = std::to_array<std::string_view>({" ", "\t", "\n", "\r", "\f", "\v", "\u00a0", "\u3000"});

}  // namespace

std::string fold(std::string_view text) {
  if (!is_ascii(text)) return fold_unicode(text);
  return lower(text);
}

std::vector<std::string> words(std::string_view text) {
  return is_ascii(text) ? ascii_words(text) : Cutter(fold_unicode(text)).cut();
}

bool is_utf8(std::string_view text) {
  bool valid = true;
  each_character(text, [&](const Character& c) { valid &= c.code >= 0; });
  return valid;
}

std::string clean(std::string_view text) {
  std::string bare(text);  // before the rest, so that what a NUL kept apart is composed too
  std::erase(bare, '\0');
  return is_ascii(bare) ? bare : to_utf8(normalized(composing(), to_utf16(bare)));
}

std::string_view trim(std::string_view text) {
  const auto at_front = [&](std::string_view space) { return text.starts_with(space); };
  const auto at_back = [&](std::string_view space) { return text.ends_with(space); };
  for (auto space = white_space.begin(); (space = std::ranges::find_if(white_space, at_front)) != white_space.end();)
    text.remove_prefix(space->size());
  for (auto space = white_space.begin(); (space = std::ranges::find_if(white_space, at_back)) != white_space.end();)
    text.remove_suffix(space->size());
  return text;
}

}  // namespace cuetheque
