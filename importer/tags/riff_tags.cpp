#include "importer/tags/riff_tags.h"

#include <algorithm>
#include <fmt/format.h>
#include <pugixml.hpp>

#include "core/text.h"
#include "importer/tags/legacy_text.h"
#include "importer/tags/outer_tags.h"
#include "importer/tags/tag_keys.h"

namespace cuetheque {
namespace {

constexpr std::size_t xml_limit = 1024UL * 1024;
constexpr std::size_t description_size = 256;

TagBlock read_info(WindowStream& stream, const Chunk& list) {
  TagBlock block;
  constexpr std::uint64_t value_limit = 64UL * 1024;
  for (const auto& chunk : walk_chunks(stream, list.begin + 4, list.begin + list.size, ChunkStyle::riff).all)
    if (const auto key = info_key(chunk.id); !key.empty())
      block.tags.add(key, from_riff_text(stream.bytes(chunk.begin, std::min(chunk.size, value_limit))));
  return block;
}

std::string child_text(const pugi::xml_node& node, const char* name) {
  return std::string(trim(node.child_value(name)));
}

}  // namespace

TagBlock read_bext(std::string_view data) {
  TagBlock block;
  block.tags.add("COMMENT", from_riff_text(data.substr(0, description_size)));
  return block;
}

TagBlock read_ixml(std::string_view data) {
  TagBlock block;
  data = data.substr(0, data.find_last_not_of('\0') + 1);
  pugi::xml_document document;
  // parse_default neither loads a DTD nor expands entities but the five of XML itself.
  const auto result = data.size() > xml_limit
                          ? pugi::xml_parse_result()
                          : document.load_buffer(data.data(), data.size(), pugi::parse_default, pugi::encoding_auto);
  if (!result) {
    block.remarks.push_back(
        remark_of("iXML chunk", data.size() > xml_limit ? "longer than 1 MiB" : result.description(), "left out"));
    return block;
  }
  const auto root = document.child("BWFXML");
  const auto scene = child_text(root, "SCENE"), take = child_text(root, "TAKE");
  block.tags.add("FILM", child_text(root, "PROJECT"));
  block.tags.add("SCENE", scene);
  if (!scene.empty() && !take.empty()) block.tags.add("SLATE", fmt::format("{}/{}", scene, take));
  block.tags.add("COMMENT", child_text(root, "NOTE"));
  return block;
}

void take_riff_tags(AudioFacts& facts, WindowStream& stream, const Chunks& chunks) {
  for (const auto& chunk : chunks.all)
    if (upper(chunk.id) == "ID3 ") facts.take(read_id3v2(stream, chunk.begin));
  for (const auto& chunk : chunks.all)
    if (chunk.id == "LIST" && stream.peek(chunk.begin, 4) == "INFO") facts.take(read_info(stream, chunk));
  if (const auto* ixml = chunks.find("iXML"))
    facts.take(read_ixml(stream.bytes(ixml->begin, std::min<std::uint64_t>(ixml->size, xml_limit + 1))));
  if (const auto* bext = chunks.find("bext"))
    facts.take(read_bext(stream.peek(bext->begin, std::min<std::size_t>(bext->size, description_size))));
}

}  // namespace cuetheque
