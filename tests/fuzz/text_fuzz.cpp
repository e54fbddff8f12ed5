#include <algorithm>

#include "core/text.h"
#include "core/text_utf8.h"
#include "tests/fuzz/property.h"

namespace {

using cuetheque::fuzz::demand;

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

void check_shown(std::string_view text) {
  const auto shown = cuetheque::shown(text);
  demand(cuetheque::is_utf8(shown) && std::ranges::none_of(shown, is_control));
  demand(shown.size() >= text.size() && cuetheque::display_width(shown) <= shown.size());
}

void check_words(std::string_view text) {
  demand(cuetheque::is_utf8(cuetheque::fold(text)));
  for (const auto& word : cuetheque::words(text)) demand(!word.empty() && cuetheque::is_utf8(word));
  if (const auto latin = cuetheque::latin(text)) demand(cuetheque::is_utf8(*latin));
}

}  // namespace

/// Whatever the bytes, what enters the archive is UTF-8 that cleaning leaves alone, and what is shown moves no cursor.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = cuetheque::fuzz::text_of(data, size);
  const auto clean = cuetheque::clean(text);
  demand(cuetheque::is_utf8(clean) && cuetheque::clean(clean) == clean && clean.find('\0') == std::string::npos);
  check_shown(text);
  check_words(text);
  const auto cut = cuetheque::cut_at(clean, size / 2);
  demand(cut.size() <= size / 2 && cuetheque::is_utf8(cut));
  (void)cuetheque::nearest(text, {"composer", "conductor", "作曲者"});
  return 0;
}
