#pragma once
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "importer/tags/window_stream.h"

namespace cuetheque {

/// One atom of an MP4 file, cut to what holds it.
struct Atom {
  std::string name;
  std::uint64_t start = 0;           ///< of its header
  std::uint64_t begin = 0, end = 0;  ///< of its content
  bool cut = false;                  ///< it claims more than is there
};

/// The atom at `at` inside something that ends at `end`, or none.
[[nodiscard]] std::optional<Atom> atom_at(WindowStream& stream, std::uint64_t at, std::uint64_t end);

/// The atoms in `parent` of that name, among the first 4,096.
[[nodiscard]] std::vector<Atom> atoms_named(WindowStream& stream, const Atom& parent, std::string_view name);

/// The first atom on this way down from one, or none.
[[nodiscard]] std::optional<Atom> atom_under(WindowStream& stream, Atom atom,
                                             std::initializer_list<std::string_view> path);

/// A movie that claims more bytes than the file has, as a file that TagLib can read: what is whole in it, with sizes to
/// fit. None where no movie is cut or nothing of
/// it is left.
[[nodiscard]] std::optional<std::string> repaired_movie(WindowStream& stream);

}  // namespace cuetheque
