#include <algorithm>

#include "importer/tags/id3_repair.h"
#include "tests/fuzz/property.h"

/// A repaired ID3v2 block has nothing more to repair, and says its own size.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using cuetheque::fuzz::demand;
  const auto block = cuetheque::fuzz::text_of(data, size);
  demand(cuetheque::frames_begin(block) <= size);
  (void)cuetheque::lacks_byte_order(block);
  if (size < 10) return 0;
  const auto repaired = cuetheque::repaired_id3v2(block);
  demand(repaired.size() >= 10 && repaired.size() <= size + size / 6 + 10);  // two bytes more a frame of twelve
  const auto again = cuetheque::repaired_id3v2(repaired);
  demand((static_cast<std::uint8_t>(repaired[5]) & 0x80U) != 0 || again == repaired);
  return 0;
}
