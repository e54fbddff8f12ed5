#include "importer/tags/mp4_chapters.h"

#include <algorithm>

#include "importer/tags/bytes.h"
#include "importer/tags/mp4_atoms.h"

namespace cuetheque {

std::vector<ReadChapter> mp4_chapters(WindowStream& stream) {
  const auto list = atom_under(stream, Atom{"", 0, 0, stream.size(), false}, {"moov", "udta", "chpl"});
  if (!list) return mp4_text_chapters(stream);
  // Version and flags, in version 1 four bytes more, then how many there are: 255 at most.
  constexpr std::uint64_t longest = 64UL * 1024, ticks_a_millisecond = 10'000;
  const auto bytes = stream.bytes(list->begin, std::min(list->end - list->begin, longest));
  std::string_view rest(bytes);
  const std::size_t head = byte_at(rest, 0) == 0 ? 4 : 8;
  const auto count = byte_at(rest, head);
  rest.remove_prefix(std::min(head + 1, rest.size()));
  std::vector<ReadChapter> chapters;
  while (chapters.size() < count && rest.size() > 8) {
    const std::size_t length = byte_at(rest, 8);
    if (rest.size() < 9 + length) break;
    auto& chapter = chapters.emplace_back();
    chapter.set_start_ms(big64(rest, 0) / ticks_a_millisecond);
    chapter.set_title(std::string(rest.substr(9, length)));
    rest.remove_prefix(9 + length);
  }
  return chapters;
}

}  // namespace cuetheque
