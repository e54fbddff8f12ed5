#pragma once
#include <cstdint>
#include <taglib/tiostream.h>

#include "importer/tags/outer_tags.h"

namespace cuetheque {

/// The bytes between the outer tags of a file, as a file of its own: for TagLib, which would read the tags too, with
/// all their pictures, where only the sound is asked for.
class SoundStream final : public TagLib::IOStream {
 public:
  SoundStream(WindowStream& file, const OuterTags& outer);

  [[nodiscard]] TagLib::FileName name() const override { return file_.name(); }
  TagLib::ByteVector readBlock(unsigned long length) override;
  void writeBlock(const TagLib::ByteVector& /*data*/) override {}
  void insert(const TagLib::ByteVector& /*data*/, unsigned long /*start*/, unsigned long /*replace*/) override {}
  void removeBlock(unsigned long /*start*/, unsigned long /*length*/) override {}
  [[nodiscard]] bool readOnly() const override { return true; }
  [[nodiscard]] bool isOpen() const override { return true; }
  void seek(long offset, Position from) override;
  [[nodiscard]] long tell() const override { return static_cast<long>(position_); }
  long length() override { return static_cast<long>(size_); }
  void truncate(long /*length*/) override {}

 private:
  WindowStream& file_;
  std::uint64_t begin_, size_;
  std::uint64_t position_ = 0;
};

}  // namespace cuetheque
