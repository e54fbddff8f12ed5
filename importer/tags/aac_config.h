#pragma once
#include <string_view>

#include "importer/tags/tag_sheet.h"

namespace cuetheque {

/// What comes out of the decoder, by an AudioSpecificConfig (ISO 14496-3, 1.6): with spectral band replication that is
/// twice the rate of what went in. No length; 0 for what it does not say.
[[nodiscard]] Sound aac_config_sound(std::string_view config);

}  // namespace cuetheque
