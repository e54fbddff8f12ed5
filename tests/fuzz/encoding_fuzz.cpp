#include "core/text.h"
#include "importer/encoding.h"
#include "tests/fuzz/property.h"

/// Whatever the bytes, the text is UTF-8, and text that was UTF-8 comes back as it was.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using cuetheque::fuzz::demand;
  const auto bytes = cuetheque::fuzz::text_of(data, size);
  const auto decoded = cuetheque::decode(bytes);
  demand(cuetheque::is_utf8(decoded.text));
  demand(!decoded.encoding.empty());
  demand(decoded.encoding != "utf-8" || !decoded.notes.empty() || bytes.ends_with(decoded.text));
  for (const auto* name : {"utf-8", "utf-16le", "iso-2022-jp", "shift_jis", "gb18030", "windows-1252"})
    demand(cuetheque::is_utf8(cuetheque::decode(bytes, name).text));
  return 0;
}
