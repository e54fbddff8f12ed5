#include "importer/tags/outer_tags.h"

#include <algorithm>

#include "importer/tags/ape_tag.h"
#include "importer/tags/bytes.h"

namespace cuetheque {
namespace {

constexpr std::uint64_t id3v1_size = 128;
constexpr std::uint64_t footer_size = 32;
constexpr std::uint32_t item_limit = 10'000;

std::uint64_t ape_begin(std::string_view footer, std::uint64_t at) {
  const bool has_header = (little32(footer, 20) & 0x8000'0000U) != 0;
  const auto size = std::uint64_t{little32(footer, 12)} + (has_header ? footer_size : 0);
  const auto end = at + footer_size;
  return size <= end ? end - size : at;
}

// An ID3v2.4 block may stand behind everything else; its footer says how long it is (id3v2.4.0-structure, 3.4).
std::optional<std::uint64_t> appended_id3v2(WindowStream& stream) {
  constexpr std::uint64_t head_size = 10;
  if (stream.size() < 2 * head_size) return std::nullopt;
  const auto footer = std::string(stream.peek(stream.size() - head_size, head_size));
  const auto size = std::uint64_t{synchsafe(footer, 6)} + 2 * head_size;
  if (!footer.starts_with("3DI") || size > stream.size()) return std::nullopt;
  const auto begin = stream.size() - size;
  return end_of_id3v2(stream, begin) == stream.size() ? std::optional(begin) : std::nullopt;
}

}  // namespace

OuterTags find_outer_tags(WindowStream& stream) {
  OuterTags outer;
  constexpr std::size_t most_blocks = 4;
  for (auto end = end_of_id3v2(stream, 0); end > outer.audio_begin; end = end_of_id3v2(stream, outer.audio_begin)) {
    if (outer.id3v2.size() < most_blocks) outer.id3v2.push_back(outer.audio_begin);
    outer.audio_begin = end;
  }
  const auto appended = appended_id3v2(stream);
  outer.audio_end = std::max(appended.value_or(stream.size()), outer.audio_begin);
  if (appended && *appended >= outer.audio_begin) outer.id3v2.push_back(*appended);
  if (outer.audio_end >= id3v1_size && stream.peek(outer.audio_end - id3v1_size, 3) == "TAG") {
    outer.audio_end -= id3v1_size;
    outer.id3v1 = outer.audio_end;
  }
  const auto at = outer.audio_end - std::min(outer.audio_end, footer_size);
  const auto footer = stream.peek(at, outer.audio_end - at);
  if (footer.size() == footer_size && footer.starts_with("APETAGEX")) {
    outer.ape_footer = at;
    outer.audio_end = ape_begin(footer, at);
  }
  outer.audio_begin = std::min(outer.audio_begin, outer.audio_end);
  return outer;
}

void find_id3v2_between(WindowStream& stream, OuterTags& outer, std::uint64_t end) {
  constexpr std::uint64_t looked_at = 1024UL * 1024;
  const auto begin = outer.audio_begin;
  const auto skipped = stream.bytes(begin, std::min(end - std::min(begin, end), looked_at));
  for (auto at = skipped.find("ID3"); at != std::string::npos; at = skipped.find("ID3", at + 1))
    if (const auto tag_end = end_of_id3v2(stream, begin + at); tag_end > begin + at && tag_end <= end)
      return outer.id3v2.push_back(begin + at);
}

TagBlock read_ape(WindowStream& stream, std::uint64_t footer, std::string_view encoding) {
  const auto head = std::string(stream.peek(footer, footer_size));
  const auto size = little32(head, 12), count = little32(head, 16);  // the size counts the footer, not a header
  if (size > footer + footer_size || count > item_limit) {
    TagBlock none;
    none.remarks.push_back(
        remark_of("APE tag", "claims more bytes or items than the file can hold", "the tag was left out"));
    return none;
  }
  if (size <= footer_size) return {};
  const auto begin = footer + footer_size - size;
  return ape_items(stream.bytes(begin, footer - begin), count, encoding);
}

void take_outer_tags(AudioFacts& facts, WindowStream& stream, const OuterTags& outer, Strongest strongest) {
  const auto take_id3v2 = [&] {
    for (const auto offset : outer.id3v2) facts.take(read_id3v2(stream, offset, outer.encoding));
  };
  const auto take_ape = [&] {
    if (outer.ape_footer) facts.take(read_ape(stream, *outer.ape_footer, outer.encoding));
  };
  if (strongest == Strongest::ape) take_ape();
  take_id3v2();
  if (strongest == Strongest::id3v2) take_ape();
  if (outer.id3v1) facts.take(read_id3v1(stream, *outer.id3v1, outer.encoding));
}

}  // namespace cuetheque
