#include "importer/tags/sound_stream.h"

#include <algorithm>

namespace cuetheque {

SoundStream::SoundStream(WindowStream& file, const OuterTags& outer)
    : file_(file), begin_(outer.audio_begin), size_(std::max(outer.audio_end, begin_) - begin_) {}

TagLib::ByteVector SoundStream::readBlock(unsigned long length) {
  if (position_ >= size_) return {};
  file_.seek(static_cast<long>(begin_ + position_), Beginning);
  auto data = file_.readBlock(std::min<std::uint64_t>(length, size_ - position_));
  position_ += data.size();
  return data;
}

void SoundStream::seek(long offset, Position from) {
  const auto base = from == Beginning ? 0L : from == Current ? tell() : length();
  long target = 0;
  if (!__builtin_add_overflow(base, offset, &target)) position_ = static_cast<std::uint64_t>(std::max(target, 0L));
}

}  // namespace cuetheque
