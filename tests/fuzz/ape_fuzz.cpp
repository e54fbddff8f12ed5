#include "importer/tags/ape_tag.h"
#include "tests/fuzz/property.h"

/// Any bytes may stand in an APE tag: what its items say fits into it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using cuetheque::fuzz::demand;
  const auto block = cuetheque::ape_items(cuetheque::fuzz::text_of(data, size), 10'000, "");
  std::size_t text = 0;
  for (const auto& entry : block.tags.entries())
    for (const auto& value : entry.values) text += value.size();
  demand(text <= 3 * size);  // a byte of Windows-1252 may become three of UTF-8
  for (const auto& picture : block.pictures) demand(picture.size() <= size);
  return 0;
}
