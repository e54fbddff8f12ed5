#include "importer/tags/mp4_atoms.h"

#include <algorithm>
#include <array>
#include <span>

#include "importer/tags/bytes.h"

namespace cuetheque {
namespace {

constexpr std::size_t atom_limit = 4096;  ///< looked at on one level
constexpr std::size_t empty_atom = 8;
constexpr std::uint64_t repair_limit = 64UL * 1024 * 1024;

// The way from the movie to its tags: only these are opened where they are cut.
constexpr auto way_to_tags = std::to_array<std::string_view>({"moov", "udta", "meta", "ilst"});
using Way = std::span<const std::string_view>;

std::string big_bytes(std::uint64_t size) {
  std::string bytes;
  for (const unsigned shift : {24U, 16U, 8U, 0U}) bytes.push_back(static_cast<char>(size >> shift & 0xFFU));
  return bytes;
}

std::string whole_atoms(WindowStream& stream, std::uint64_t at, std::uint64_t end, Way way);

// A cut atom with the whole ones in it; nothing where it does not lie on the way.
std::string fitted(WindowStream& stream, const Atom& atom, Way way) {
  if (way.empty() || atom.name != way.front()) return {};
  // Version and flags stand before the atoms of a meta atom.
  const std::uint64_t own = atom.name == "meta" ? 4 : 0;
  const auto content = stream.bytes(atom.begin, own) + whole_atoms(stream, atom.begin + own, atom.end, way.subspan(1));
  return big_bytes(8 + content.size()) + atom.name + content;
}

std::string whole_atoms(WindowStream& stream, std::uint64_t at, std::uint64_t end, Way way) {
  std::string bytes;
  for (std::size_t seen = 0; seen < atom_limit; ++seen) {
    const auto atom = atom_at(stream, at, end);
    if (!atom) break;
    bytes += atom->cut ? fitted(stream, *atom, way) : stream.bytes(atom->start, atom->end - atom->start);
    at = atom->end;
  }
  return bytes;
}

}  // namespace

std::optional<Atom> atom_at(WindowStream& stream, std::uint64_t at, std::uint64_t end) {
  const auto head = stream.peek(at, 16);
  if (at + 8 > end || head.size() < 8) return std::nullopt;
  const bool is_long = big32(head, 0) == 1, to_end = big32(head, 0) == 0;
  const auto size = is_long ? big64(head, 8) : to_end ? end - at : big32(head, 0);
  const std::uint64_t head_size = is_long ? 16 : 8;
  if (size < head_size || at + head_size > end) return std::nullopt;
  return Atom{std::string(head.substr(4, 4)), at, at + head_size, at + std::min(size, end - at), size > end - at};
}

std::vector<Atom> atoms_named(WindowStream& stream, const Atom& parent, std::string_view name) {
  std::vector<Atom> found;
  auto at = parent.begin;
  for (std::size_t seen = 0; seen < atom_limit; ++seen) {
    const auto atom = atom_at(stream, at, parent.end);
    if (!atom) break;
    at = atom->end;
    if (atom->name == name) found.push_back(*atom);
  }
  return found;
}

std::optional<Atom> atom_under(WindowStream& stream, Atom atom, std::initializer_list<std::string_view> path) {
  for (const auto name : path) {
    const auto found = atoms_named(stream, atom, name);
    if (found.empty()) return std::nullopt;
    atom = found.front();
  }
  return atom;
}

std::optional<std::string> repaired_movie(WindowStream& stream) {
  const Atom file{"", 0, 0, stream.size(), false};
  for (const auto& movie : atoms_named(stream, file, "moov"))
    if (movie.cut && movie.end - movie.start <= repair_limit)
      if (auto repaired = fitted(stream, movie, way_to_tags); repaired.size() > empty_atom) return repaired;
  return std::nullopt;
}

}  // namespace cuetheque
