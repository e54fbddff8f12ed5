#pragma once
#include <string>
#include <string_view>

#include "importer/reading.pb.h"

namespace cuetheque {

struct AudioInput;
struct AudioFacts;

/// Reads what no reader here reads: media.h has one. A function pointer, because libavformat and the hundred libraries
/// behind it are linked into one program only.
using MediaReader = AudioFacts (*)(AudioInput& input, std::string_view container);

/// Reads what an audio file says about itself: tags of every kind it carries merged by hand (FORMATS.md A.2), length,
/// pictures by digest, an embedded CUE sheet. The container is decided by content, never by the extension. Nothing is
/// thrown: a file that cannot be read comes back with `failed`, whatever is odd as a remark. Hostile files may crash it
/// or use much memory, so it runs in a process of its own (readers.h). Without a media reader its
/// containers come back as `elsewhere`.
[[nodiscard]] Reading read_audio(const std::string& path, const ReadOptions& options = {}, MediaReader media = nullptr);

}  // namespace cuetheque
