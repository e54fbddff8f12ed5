#pragma once
#include <memory>

#include "importer/packed/byte_source.h"

namespace cuetheque {

/// What an xz file holds (unpacking.h). libarchive would give it as much memory as it asks for: up to 4 GiB.
[[nodiscard]] std::unique_ptr<ByteSource> unpacking_xz(ByteSource& packed);

}  // namespace cuetheque
