#include "importer/tags/riff_tags.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <pugixml.hpp>
#include <utility>

#include "core/ascii.h"
#include "core/text.h"
#include "importer/tags/legacy_text.h"
#include "importer/tags/outer_tags.h"
#include "importer/tags/tag_keys.h"

namespace cuetheque {
namespace {

constexpr std::size_t xml_limit = 1024UL * 1024;
constexpr std::size_t description_size = 256;

TagBlock read_info(WindowStream& stream, const Chunk& list, std::string_view encoding) {
  TagBlock block;
  constexpr std::uint64_t value_limit = 64UL * 1024;
  for (const auto& chunk : walk_chunks(stream, list.begin + 4, list.begin + list.size, ChunkStyle::riff).all)
    if (const auto key = info_key(chunk.id); !key.empty())
      block.tags.add(key, from_riff_text(stream.bytes(chunk.begin, std::min(chunk.size, value_limit)), encoding));
  return block;
}

std::string child_text(const pugi::xml_node& node, const char* name) {
  return std::string(trim(node.child_value(name)));
}

// "2004:11:12" and "2004_11_12" are dates to the standard too.
std::string bext_date(std::string_view field) {
  std::string date(field.substr(0, field.find('\0')));
  std::ranges::replace_if(
      date, [](char c) { return c == ':' || c == '_' || c == ' ' || c == '.'; }, '-');
  return date;
}

using Element = std::pair<const char*, std::string_view>;
constexpr auto ixml_elements =
    std::to_array<Element>({{"PROJECT", "FILM"}, {"SCENE", "SCENE"}, {"TAPE", "TAPE"}, {"NOTE", "COMMENT"}});
// What game studios keep of music there (ASWG-G006).
constexpr auto aswg_elements = std::to_array<Element>({{"project", "GAME"},
                                                       {"songTitle", "TITLE"},
                                                       {"artist", "ARTIST"},
                                                       {"composer", "COMPOSER"},
                                                       {"producer", "PRODUCER"},
                                                       {"musicSup", "MUSICSUPERVISOR"},
                                                       {"musicPublisher", "PUBLISHER"},
                                                       {"isrcId", "ISRC"}});

// "id 2/4": which of the files of one recording this is.
std::string file_set(const pugi::xml_node& node) {
  const auto family = child_text(node, "FAMILY_UID"), index = child_text(node, "FILE_SET_INDEX"),
             total = child_text(node, "TOTAL_FILES");
  if (family.empty() || index.empty() || total.empty()) return family;
  return fmt::format("{} {}/{}", family, index, total);
}

}  // namespace

TagBlock read_bext(std::string_view data, std::string_view encoding) {
  constexpr std::size_t date_at = 320, date_size = 10, history_at = 602;
  TagBlock block;
  block.tags.add("COMMENT", from_riff_text(data.substr(0, description_size), encoding));
  if (data.size() > date_at) block.tags.add("RECORDINGDATE", bext_date(data.substr(date_at, date_size)));
  if (data.size() > history_at) block.tags.add("ENCODERSETTINGS", from_riff_text(data.substr(history_at), encoding));
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
  for (const auto& [name, key] : ixml_elements) block.tags.add(key, child_text(root, name));
  const auto scene = child_text(root, "SCENE"), take = child_text(root, "TAKE");
  if (!scene.empty() && !take.empty()) block.tags.add("SLATE", fmt::format("{}/{}", scene, take));
  block.tags.add("FILESET", file_set(root.child("FILE_SET")));
  for (const auto& [name, key] : aswg_elements) block.tags.add(key, child_text(root.child("ASWG"), name));
  block.tags.add("RECORDINGDATE", bext_date(child_text(root.child("BEXT"), "BWF_ORIGINATION_DATE")));
  return block;
}

void take_id3_chunks(AudioFacts& facts, WindowStream& stream, const Chunks& chunks, std::string_view encoding) {
  int left = 4;
  for (const auto& chunk : chunks.all)
    if (upper(chunk.id) == "ID3 " && left-- > 0) facts.take(read_id3v2(stream, chunk.begin, encoding));
}

void take_riff_tags(AudioFacts& facts, WindowStream& stream, const Chunks& chunks, std::string_view encoding) {
  take_id3_chunks(facts, stream, chunks, encoding);
  for (const auto& chunk : chunks.all)
    if (chunk.id == "LIST" && stream.peek(chunk.begin, 4) == "INFO") facts.take(read_info(stream, chunk, encoding));
  if (const auto* ixml = chunks.find("iXML"))
    facts.take(read_ixml(stream.bytes(ixml->begin, std::min<std::uint64_t>(ixml->size, xml_limit + 1))));
  if (const auto* bext = chunks.find("bext"))
    facts.take(read_bext(stream.peek(bext->begin, WindowStream::window_size).substr(0, bext->size), encoding));
}

}  // namespace cuetheque
