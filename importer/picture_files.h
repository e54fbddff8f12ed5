#pragma once
#include <string_view>

#include "importer/assembly/assembly.h"

namespace cuetheque {

/// A picture that lies beside audio: of what type by its name, what it is by its first bytes (`digested_picture` of
/// them, or all; none where it cannot be read).
[[nodiscard]] FoundPicture picture_beside(const FoundFile& file, std::string_view start);

}  // namespace cuetheque
