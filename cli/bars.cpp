#include "cli/bars.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

#include "core/text.h"

namespace cuetheque {
namespace {

bool takes_utf8() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"})
    if (const char* value = std::getenv(name); value && *value) {
      const auto locale = fold(value);
      return locale.find("utf-8") != std::string::npos || locale.find("utf8") != std::string::npos;
    }
  return false;
}

}  // namespace

std::string bar(std::size_t part, std::size_t whole, std::size_t columns) {
  static constexpr std::array<std::string_view, 8> ends{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  static const bool utf8 = takes_utf8();
  if (part == 0 || whole == 0) return {};
  const auto eighths = std::max<std::size_t>(1, std::min(part, whole) * columns * ends.size() / whole);
  if (!utf8) return std::string(std::max<std::size_t>(1, eighths / ends.size()), '#');
  std::string text;
  for (auto left = eighths / ends.size(); left > 0; --left) text += "█";
  return text.append(ends[eighths % ends.size()]);
}

}  // namespace cuetheque
