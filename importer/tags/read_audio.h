#pragma once
#include <string>

#include "importer/reading.pb.h"

namespace cuetheque {

/// Reads what an audio file says about itself: tags of every kind it carries merged by hand (FORMATS.md A.2), length,
/// pictures by digest, an embedded CUE sheet. The container is decided by content, never by the extension. Nothing is
/// thrown: a file that cannot be read comes back with `failed`, whatever is odd as a remark. Hostile files may crash it
/// or use much memory, so it runs in a process of its own (readers.h). `whole_digest` also takes the SHA-256 of the
/// whole file.
[[nodiscard]] Reading read_audio(const std::string& path, bool whole_digest = false);

}  // namespace cuetheque
