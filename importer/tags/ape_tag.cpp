#include "importer/tags/ape_tag.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "core/ascii.h"
#include "importer/tags/bytes.h"
#include "importer/tags/legacy_text.h"
#include "importer/tags/pictures.h"
#include "importer/tags/tag_keys.h"

namespace cuetheque {
namespace {

constexpr unsigned text = 0;  ///< the type of an item; pictures are binary

struct Item {
  std::string_view key, value;
  unsigned type = text;
};

bool may_be_key(std::string_view key) {
  constexpr std::size_t shortest = 2, longest = 255;
  constexpr auto taken = std::to_array<std::string_view>({"ID3", "TAG", "OGGS", "MP+"});
  return key.size() >= shortest && key.size() <= longest &&
         std::ranges::all_of(key, [](char c) { return c >= 0x20 && c < 0x7F; }) &&
         std::ranges::find(taken, upper(key)) == taken.end();
}

/// By their keys in capitals: the case that a writer took means nothing.
std::map<std::string, Item> items_in(std::string_view bytes, std::uint32_t count) {
  constexpr std::size_t head_size = 8;
  std::map<std::string, Item> items;
  for (; count > 0 && bytes.size() > head_size; --count) {
    const auto size = little32(bytes, 0), flags = little32(bytes, 4);
    const auto key = bytes.substr(head_size, bytes.find('\0', head_size) - head_size);
    const auto value_at = head_size + key.size() + 1;
    if (value_at > bytes.size() || size > bytes.size() - value_at) break;
    if (may_be_key(key)) items.insert_or_assign(upper(key), Item{key, bytes.substr(value_at, size), flags >> 1U & 3U});
    bytes.remove_prefix(value_at + size);
  }
  return items;
}

// The item a picture comes in: a file name, NUL, the data.
void add_picture(TagBlock& block, std::string_view key, std::string_view value) {
  const auto end = value.find('\0');
  if (end == std::string_view::npos) return;
  const auto data = value.substr(end + 1);
  const std::string_view mime = data.starts_with("\x89PNG")    ? "image/png"
                                : data.starts_with("\xFF\xD8") ? "image/jpeg"
                                                               : "";
  block.pictures.push_back(picture_of(key.find("FRONT") != std::string_view::npos ? 3U : 0U, std::string(mime), data));
}

void add_text(TagSheet& sheet, const Item& item, std::string_view encoding) {
  const auto key = neutral_key(item.key);
  for (auto rest = item.value; !rest.empty();) {
    const auto value = rest.substr(0, rest.find('\0'));
    sheet.add(key, from_riff_text(value, encoding));
    rest.remove_prefix(std::min(value.size() + 1, rest.size()));
  }
}

}  // namespace

TagBlock ape_items(std::string_view bytes, std::uint32_t count, std::string_view encoding) {
  TagBlock block;
  for (const auto& [key, item] : items_in(bytes, count)) {
    if (item.type == text)
      add_text(block.tags, item, encoding);
    else if (key.starts_with("COVER ART"))
      add_picture(block, key, item.value);
  }
  return block;
}

}  // namespace cuetheque
