#pragma once
#include <cstdint>
#include <string_view>

namespace cuetheque {

/// What a picture's own header says; empty and 0 where it does not.
struct PictureHeader {
  std::string_view mime;
  std::uint32_t width = 0, height = 0;
};

/// JPEG, PNG, GIF, WebP and BMP, by their first bytes. Never reads past them, whatever they claim.
[[nodiscard]] PictureHeader picture_header(std::string_view data);

}  // namespace cuetheque
