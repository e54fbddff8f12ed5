#pragma once
#include <string>
#include <string_view>

namespace cuetheque {

/// The one demuxer of libavformat that may read a container (a name of containers.h with these first bytes).
[[nodiscard]] std::string_view demuxer_of(std::string_view container, std::string_view first_bytes);

/// The neutral key (tag_keys.h) of a name in libavformat's metadata.
[[nodiscard]] std::string media_key(std::string_view name);

}  // namespace cuetheque
