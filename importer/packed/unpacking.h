#pragma once
#include <memory>

#include "importer/packed/byte_source.h"

namespace cuetheque {

/// Whether a file that begins so is packed by gzip, bzip2, Zstandard or xz.
[[nodiscard]] bool is_packed(std::string_view first_bytes);
inline constexpr std::size_t packed_sign = 6;  ///< so many bytes tell

/// What a packed file holds, unpacked as it is asked for. Untrusted: a piece is some 64 KiB whatever it was packed
/// into, and what must be remembered for the next one is bounded (`most_window`). `packed` gives the file from its
/// first byte, which `is_packed`; it must outlive what is returned.
[[nodiscard]] std::unique_ptr<ByteSource> unpacking(ByteSource& packed, std::string_view first_bytes);
inline constexpr std::size_t most_window = std::size_t{160} << 20U;

}  // namespace cuetheque
