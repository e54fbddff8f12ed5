#include <array>

#include "importer/tags/bytes.h"
#include "importer/tags/containers.h"

// How the containers that libavformat reads (importer/media) are known; it is never asked to guess.
namespace cuetheque {
using std::string_view_literals::operator""sv;

bool is_tak(const AudioInput& input) {
  return input.head(0, 4) == "tBaK";
}
bool is_core_audio(const AudioInput& input) {
  return input.head(0, 4) == "caff";
}

// Two bytes are a weak magic: the bit stream's version and rate must be ones there are (ATSC A/52, 5.3 and annex E).
bool is_dolby(const AudioInput& input) {
  const auto head = input.head(0, 6);
  constexpr unsigned newest = 16, no_rate = 3;
  return head.starts_with("\x0B\x77") && byte_at(head, 5) >> 3U <= newest &&
         (byte_at(head, 4) >> 6U != no_rate || byte_at(head, 5) >> 3U > 10);
}

// The core's sync word in 16- and 14-bit words of either order, and the header of DTS-HD files.
bool is_dts(const AudioInput& input) {
  constexpr auto magics = std::to_array<std::string_view>(
      {"\x7F\xFE\x80\x01"sv, "\xFE\x7F\x01\x80"sv, "\x1F\xFF\xE8\x00"sv, "\xFF\x1F\x00\xE8"sv, "DTSHDHDR"sv});
  for (const auto magic : magics)
    if (input.head(0, magic.size()) == magic) return true;
  return false;
}

}  // namespace cuetheque
