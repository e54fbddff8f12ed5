#include <string>
#include <sys/mman.h>
#include <unistd.h>

#include "core/text.h"
#include "importer/tags/read_audio.h"
#include "tests/fuzz/property.h"

namespace {

/// A file in memory, for readers that want a path.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes) : descriptor_(::memfd_create("audio", MFD_CLOEXEC)) {
    cuetheque::fuzz::demand(descriptor_ >= 0 &&
                            ::write(descriptor_, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() { ::close(descriptor_); }
  [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
};

}  // namespace

/// Whatever the bytes, a reading comes back: its texts are UTF-8, and no parser of ours threw. What TagLib itself
/// cannot bear (atoms in atoms in atoms) kills its process; those readers are tested in workers.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using cuetheque::fuzz::demand;
  const MemoryFile file(cuetheque::fuzz::text_of(data, size));
  const auto reading = cuetheque::read_audio(file.path());
  demand(!reading.failed().starts_with("the tag reader failed"));
  demand(cuetheque::is_utf8(reading.failed()) && cuetheque::is_utf8(reading.cue_text()));
  for (const auto& tag : reading.tags())
    for (const auto& value : tag.values()) demand(!value.empty() && cuetheque::is_utf8(value));
  for (const auto& remark : reading.remarks()) demand(!remark.what().empty());
  return 0;
}
