#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/digest.h"
#include "core/records.pb.h"
#include "importer/tags/window_stream.h"

namespace cuetheque {

/// Bytes `begin` to `end` of a file.
struct ByteSpan {
  std::uint64_t begin = 0, end = 0;

  auto operator<=>(const ByteSpan&) const = default;
};

/// Where in a file the sound lies: all of it, so that files which differ elsewhere only differ in what was written
/// about it. No kind = not known: what is no audio, whose container keeps sound and tags mixed, or is too broken to
/// tell.
struct SoundSpans {
  AudioDigest kind = no_audio_digest;
  std::vector<ByteSpan> spans;  ///< ascending, none over another, inside the file
  std::string prefix;           ///< of the digest: FLAC's own MD5
};

/// Looks at heads and tails only, but for Ogg, whose pages lie all over the file. The container is decided by content.
[[nodiscard]] SoundSpans find_sound(WindowStream& stream);

/// SHA-256 of some bytes of a file, given all of them in order.
class SpanDigest {
 public:
  explicit SpanDigest(std::vector<ByteSpan> spans) : spans_(std::move(spans)) {}

  void add(std::uint64_t offset, std::string_view bytes);
  /// Call it once.
  [[nodiscard]] std::string finish() { return bytes_of(digest_.finish()); }

 private:
  std::vector<ByteSpan> spans_;
  std::size_t at_ = 0;  ///< the first span that did not end yet
  Digest digest_;
};

}  // namespace cuetheque
