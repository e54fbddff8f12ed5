#include "importer/remark_text.h"

#include "core/text.h"
#include "core/text_utf8.h"

namespace cuetheque {

std::string remark_text(std::string_view text) {
  constexpr std::size_t most = 500;
  return text.size() <= most ? clean(text) : clean(cut_at(text, most)) + "…";
}

}  // namespace cuetheque
