#pragma once
#include <string_view>

#include "importer/tags/chunks.h"

namespace cuetheque {

/// Takes over the tags of a WAV file's chunks: id3, LIST INFO, iXML, bext, the strongest first (FORMATS.md A.3).
void take_riff_tags(AudioFacts& facts, WindowStream& stream, const Chunks& chunks);

/// A bext chunk (EBU Tech 3285): its description is a comment; originator and date are about the recording, not the
/// release.
[[nodiscard]] TagBlock read_bext(std::string_view data);

/// An iXML chunk: project, scene, take, note. Untrusted XML: no DTD, no entities beyond the five, 1 MiB at most.
[[nodiscard]] TagBlock read_ixml(std::string_view data);

}  // namespace cuetheque
