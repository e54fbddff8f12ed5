#pragma once
#include "importer/releases/json.h"
#include "importer/releases/release.h"

namespace cuetheque {

/// Whether a document is one of cuetheque's own (DESIGN.md 7): it states its schema, and whose it is.
[[nodiscard]] bool is_exported(Json json);

/// Reads one line of `export jsonl`: an album with its films, tracks and the cues on it. What the line states is
/// `reference`, what it calls a guess stays one. The audio it names was not looked at: its files are missing ones,
/// whose origins have no root and an absolute path. A later schema is a remark that says so; what is no whole album is
/// passed over with a remark, and so is every key that is not known.
[[nodiscard]] ReadDocument read_exported(Json line, const DocumentPlace& place);

}  // namespace cuetheque
