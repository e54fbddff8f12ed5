#include <taglib/asffile.h>

#include "importer/tags/asf_header.h"
#include "importer/tags/containers.h"
#include "importer/tags/pictures.h"
#include "importer/tags/tag_keys.h"
#include "importer/tags/taglib_sound.h"

namespace cuetheque {
namespace {

using TagLib::ASF::Attribute;

std::string text_of(const Attribute& attribute) {
  switch (attribute.type()) {
    case Attribute::UnicodeType:
      return utf8(attribute.toString());
    case Attribute::BoolType:
      return attribute.toBool() != 0 ? "1" : "0";
    case Attribute::WordType:
      return std::to_string(attribute.toUShort());
    case Attribute::DWordType:
      return std::to_string(attribute.toUInt());
    case Attribute::QWordType:
      return std::to_string(attribute.toULongLong());
    default:
      return {};
  }
}

void add_picture(AudioFacts& facts, const Attribute& attribute) {
  const auto picture = attribute.toPicture();
  if (picture.isValid())
    facts.pictures.push_back(
        picture_of(static_cast<unsigned>(picture.type()), utf8(picture.mimeType()), view_of(picture.picture())));
}

// WM/Track counts from 0 and is only a fallback of old files.
void add_text(TagSheet& sheet, std::string_view name, std::string text) {
  if (name != "WM/Track") sheet.add(asf_key(name), std::move(text));
}

void add_attributes(AudioFacts& facts, std::string_view name, const TagLib::ASF::AttributeList& attributes) {
  for (const auto& attribute : attributes) {
    if (name == "WM/Picture")
      add_picture(facts, attribute);
    else
      add_text(facts.tags, name, text_of(attribute));
  }
}

}  // namespace

bool is_asf(const AudioInput& input) {
  return input.head(0, 8) == "\x30\x26\xB2\x75\x8E\x66\xCF\x11";
}

AudioFacts read_asf(AudioInput& input) {
  TagLib::ASF::File file(&input.stream, true);
  if (!file.isValid() || file.tag() == nullptr) return failed_facts("not an ASF file: its header is broken");
  AudioFacts facts;
  const auto header = asf_header(input.stream, input.outer.audio_begin);
  facts.sound = header.sound;
  facts.sound.duration_ms = sound_of(file.audioProperties()).duration_ms;
  const auto& tag = *file.tag();
  facts.tags.add("TITLE", tag.title());
  facts.tags.add("ARTIST", tag.artist());
  for (const auto& [name, value] : header.descriptions) add_text(facts.tags, name, value);
  for (const auto& [name, attributes] : tag.attributeListMap()) add_attributes(facts, utf8(name), attributes);
  facts.tags.add("COMMENT", tag.comment());
  facts.tags.add("COPYRIGHT", tag.copyright());
  return facts;
}

}  // namespace cuetheque
