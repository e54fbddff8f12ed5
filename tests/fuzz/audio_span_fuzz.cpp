#include <fcntl.h>

#include "importer/tags/sound_spans.h"
#include "tests/fuzz/memory_file.h"

/// Whatever the bytes, the sound found in them is inside the file, in order, and there is some where there is a kind.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using cuetheque::fuzz::demand;
  const cuetheque::fuzz::MemoryFile file(cuetheque::fuzz::text_of(data, size));
  cuetheque::WindowStream stream(::open(file.path().c_str(), O_RDONLY), size, file.path());
  const auto sound = cuetheque::find_sound(stream);
  demand((sound.kind == cuetheque::no_audio_digest) == sound.spans.empty());
  std::uint64_t at = 0;
  for (const auto& [begin, end] : sound.spans) {
    demand(begin >= at && begin < end && end <= size);
    at = end;
  }
  return 0;
}
