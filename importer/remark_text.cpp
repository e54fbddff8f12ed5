#include "importer/remark_text.h"

#include "core/text.h"

namespace cuetheque {

std::string remark_text(std::string_view text) {
  constexpr std::size_t most = 500;
  if (text.size() <= most) return clean(text);
  auto end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return clean(text.substr(0, end)) + "…";
}

}  // namespace cuetheque
