#pragma once
#include <cstddef>
#include <cstdint>
#include <string>

#include "core/draft.h"
#include "tests/benchmarks/chance.h"

namespace cuetheque {

/// A collection of film music of any size, such as a large archive holds: albums of about twelve tracks, names and
/// words in Zipf-like proportions, not all of them ASCII. What is generated is what a tag reader reports of each file;
/// the importer makes albums of it. The same seed gives the same collection on every machine.
class Collection {
 public:
  explicit Collection(std::uint64_t seed) : chance_(seed) {}

  /// So many more albums in one unit, which lands in one step: no two of them have a folder or any audio in common.
  [[nodiscard]] Unit next(std::size_t albums);

 private:
  [[nodiscard]] AlbumDraft next_album();

  Chance chance_;
  std::size_t number_ = 0;
};

/// What a collection's texts are made of, for questions about it: as likely to be drawn here as there.
[[nodiscard]] std::string drawn_person(Chance& chance);
[[nodiscard]] std::string drawn_word(Chance& chance);
[[nodiscard]] std::string drawn_film(Chance& chance);

inline constexpr std::size_t first_year = 1930, years = 96;
[[nodiscard]] std::size_t drawn_year(Chance& chance);

}  // namespace cuetheque
