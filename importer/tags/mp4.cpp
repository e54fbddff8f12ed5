#include <fmt/format.h>
#include <taglib/mp4file.h>
#include <taglib/tbytevectorstream.h>

#include "core/ascii.h"
#include "importer/tags/containers.h"
#include "importer/tags/mp4_atoms.h"
#include "importer/tags/mp4_chapters.h"
#include "importer/tags/mp4_sound.h"
#include "importer/tags/pictures.h"
#include "importer/tags/tag_keys.h"

namespace cuetheque {
namespace {

using TagLib::MP4::Item;

constexpr std::string_view free_form = "----:";

void add_pair(TagSheet& sheet, std::string_view number_key, std::string_view total_key, const Item::IntPair& pair) {
  if (pair.first > 0) sheet.add(number_key, std::to_string(pair.first));
  if (pair.second > 0) sheet.add(total_key, std::to_string(pair.second));
}

bool is_number_atom(std::string_view name) {
  return name == "tmpo" || name == "\xA9mvi" || name == "\xA9mvc";
}
bool is_unsigned_atom(std::string_view name) {
  return name == "tvsn" || name == "tves";
}

void add_covers(AudioFacts& facts, const Item& item) {
  for (const auto& cover : item.toCoverArtList()) {
    const std::string_view mime = cover.format() == TagLib::MP4::CoverArt::PNG    ? "image/png"
                                  : cover.format() == TagLib::MP4::CoverArt::JPEG ? "image/jpeg"
                                                                                  : "";
    facts.pictures.push_back(picture_of(3, std::string(mime), view_of(cover.data())));
  }
}

// "----:com.apple.iTunes:NAME", in whatever case the tagger wrote it (A.2.7).
void add_free_form(TagSheet& sheet, std::string_view name, const Item& item) {
  const auto colon = name.rfind(':');
  const auto key = neutral_key(name.substr(colon + 1));
  if (key.starts_with("ITUN")) return;
  // Picard writes performers as performer:role.
  constexpr std::string_view performer = "----:com.apple.iTunes:performer:";
  if (upper(name).starts_with(upper(performer))) {
    for (const auto& value : item.toStringList())
      sheet.add("PERFORMER", fmt::format("{} ({})", utf8(value), name.substr(performer.size())));
    return;
  }
  sheet.add(key, item.toStringList());
}

void add_item(AudioFacts& facts, std::string_view name, const Item& item) {
  auto& sheet = facts.tags;
  if (name.starts_with(free_form)) return add_free_form(sheet, name, item);
  if (name == "trkn") return add_pair(sheet, "TRACKNUMBER", "TRACKTOTAL", item.toIntPair());
  if (name == "disk") return add_pair(sheet, "DISCNUMBER", "DISCTOTAL", item.toIntPair());
  if (name == "covr") return add_covers(facts, item);
  const auto key = mp4_key(name);
  if (key.empty()) return;
  if (name == "cpil") return sheet.add(key, std::string(item.toBool() ? "1" : ""));
  if (is_number_atom(name)) return sheet.add(key, item.toInt() > 0 ? std::to_string(item.toInt()) : std::string());
  if (is_unsigned_atom(name)) return sheet.add(key, item.toUInt() > 0 ? std::to_string(item.toUInt()) : std::string());
  sheet.add(key, item.toStringList());
}

std::string atom_name(const TagLib::String& name) {
  // Plain atoms are four bytes that TagLib reads as Latin-1; free-form names are UTF-8.
  return name.startsWith("----") ? utf8(name) : name.to8Bit(false);
}

AudioFacts facts_of(TagLib::IOStream& stream) {
  TagLib::MP4::File file(&stream, false);
  if (!file.isValid() || file.tag() == nullptr) return failed_facts("not an MP4 file: no moov atom");
  AudioFacts facts;
  for (const auto& [name, item] : file.tag()->itemMap()) add_item(facts, atom_name(name), item);
  return facts;
}

AudioFacts facts_of_cut(std::string_view movie) {
  TagLib::ByteVectorStream stream(vector_of(movie));
  auto facts = facts_of(stream);
  facts.remark("moov atom", "claims more bytes than the file has", "what is whole in it was read");
  return facts;
}

}  // namespace

bool is_mp4(const AudioInput& input) {
  const auto type = input.head(4, 4);
  return type == "ftyp" || type == "moov" ||
         ((type == "mdat" || type == "free" || type == "wide" || type == "skip") &&
          input.head(0, 1) == std::string_view("\0", 1));
}

AudioFacts read_mp4(AudioInput& input) {
  const auto repaired = repaired_movie(input.stream);
  auto facts = repaired ? facts_of_cut(*repaired) : facts_of(input.stream);
  if (!facts.failed.empty()) return facts;
  facts.sound = mp4_sound(input.stream);
  facts.chapters = mp4_chapters(input.stream);
  return facts;
}

}  // namespace cuetheque
