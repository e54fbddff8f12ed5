#include "core/text.h"
#include "importer/tags/read_audio.h"
#include "tests/fuzz/memory_file.h"

/// Whatever the bytes, a reading comes back: its texts are UTF-8, and no parser of ours threw. What TagLib itself
/// cannot bear (atoms in atoms in atoms) kills its process; those readers are tested in workers.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using cuetheque::fuzz::demand;
  const cuetheque::fuzz::MemoryFile file(cuetheque::fuzz::text_of(data, size));
  cuetheque::ReadOptions options;
  options.set_whole_digest(size % 2 == 0);
  if (size % 3 == 0) options.set_encoding("windows-1251");
  const auto reading = cuetheque::read_audio(file.path(), options);
  demand(!reading.failed().starts_with("the tag reader failed"));
  demand(cuetheque::is_utf8(reading.failed()) && cuetheque::is_utf8(reading.cue_text()));
  for (const auto& tag : reading.tags())
    for (const auto& value : tag.values()) demand(!value.empty() && cuetheque::is_utf8(value));
  for (const auto& remark : reading.remarks()) demand(!remark.what().empty());
  return 0;
}
