#pragma once
#include <taglib/tfile.h>

namespace cuetheque {

/// A TagLib file of no format: the door to TagLib's tag parsers, which want a File, without its guessing where tags may
/// be.
class PlainFile final : public TagLib::File {
 public:
  explicit PlainFile(TagLib::IOStream* stream) : File(stream) {}
  [[nodiscard]] TagLib::Tag* tag() const override { return nullptr; }
  [[nodiscard]] TagLib::AudioProperties* audioProperties() const override { return nullptr; }
  bool save() override { return false; }
};

}  // namespace cuetheque
