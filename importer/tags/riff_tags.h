#pragma once
#include <string_view>

#include "importer/tags/chunks.h"

namespace cuetheque {

/// Takes over what the first chunks of ID3v2 hold, four at most: each may claim all the rest of the file.
void take_id3_chunks(AudioFacts& facts, WindowStream& stream, const Chunks& chunks, std::string_view encoding);

/// Takes over the tags of a WAV file's chunks: id3, LIST INFO, iXML, bext, the strongest first (FORMATS.md A.3).
void take_riff_tags(AudioFacts& facts, WindowStream& stream, const Chunks& chunks, std::string_view encoding);

/// A bext chunk (EBU Tech 3285), cut short as it may be: its description is a comment, its coding history the
/// encoder's settings; its date is the recording's, never the release's.
[[nodiscard]] TagBlock read_bext(std::string_view data, std::string_view encoding = {});

/// An iXML chunk: project, scene, take, tape, note, the set of files it belongs to, and what game studios add of music.
/// Untrusted XML: no DTD, no entities beyond the five, 1 MiB at most.
[[nodiscard]] TagBlock read_ixml(std::string_view data);

}  // namespace cuetheque
