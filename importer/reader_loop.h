#pragma once
#include "importer/tags/read_audio.h"

namespace cuetheque {

/// All that a reader program does: reads the audio files named on its standard input, a socket (reader_worker.h), and
/// answers with what their tags say, until the importer closes it. The process gets hard limits of memory and of
/// processor time for each file, because hostile files crash TagLib or eat memory (DESIGN.md 5). Gives the exit code.
[[nodiscard]] int serve_reader(MediaReader media);

}  // namespace cuetheque
