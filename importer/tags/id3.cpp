#include <algorithm>
#include <array>
#include <charconv>
#include <taglib/attachedpictureframe.h>
#include <taglib/commentsframe.h>
#include <taglib/id3v1genres.h>
#include <taglib/id3v1tag.h>
#include <taglib/id3v2header.h>
#include <taglib/id3v2tag.h>
#include <taglib/tbytevectorstream.h>
#include <taglib/textidentificationframe.h>
#include <taglib/tfile.h>
#include <taglib/uniquefileidentifierframe.h>
#include <taglib/unknownframe.h>
#include <taglib/unsynchronizedlyricsframe.h>
#include <taglib/urllinkframe.h>
#include <utility>

#include "importer/tags/bytes.h"
#include "importer/tags/id3_repair.h"
#include "importer/tags/outer_tags.h"
#include "importer/tags/pictures.h"
#include "importer/tags/plain_file.h"
#include "importer/tags/tag_keys.h"

namespace cuetheque {
namespace {

namespace id3 = TagLib::ID3v2;

constexpr std::size_t header_size = 10;
constexpr std::size_t extended_looked_at = 64;  ///< bytes; an extended header has 16 at most

bool starts_id3v2(std::string_view head) {
  return head.size() >= header_size && head.starts_with("ID3") && byte_at(head, 3) < 0xFF && byte_at(head, 6) < 0x80 &&
         byte_at(head, 7) < 0x80 && byte_at(head, 8) < 0x80 && byte_at(head, 9) < 0x80;
}

std::uint64_t block_size(std::string_view head) {
  const bool footer = (byte_at(head, 5) & 0x10U) != 0;
  return synchsafe(head, 6) + header_size + (footer ? header_size : 0);
}

// "24", "(24)", "(24)Score", "(RX)": ID3's ways to say a genre by number.
void add_genre(TagSheet& sheet, std::string_view text) {
  while (text.starts_with('(') && !text.starts_with("((")) {
    const auto end = text.find(')');
    if (end == std::string_view::npos) break;
    const auto inside = text.substr(1, end - 1);
    int number = -1;
    const auto parsed = std::from_chars(inside.data(), inside.data() + inside.size(), number);
    if (inside != "RX" && inside != "CR" && (parsed.ec != std::errc() || parsed.ptr != inside.data() + inside.size()))
      break;
    add_genre(sheet, inside);
    text.remove_prefix(end + 1);
  }
  if (text.starts_with("((")) text.remove_prefix(1);
  if (text == "RX") return sheet.add("GENRE", std::string("Remix"));
  if (text == "CR") return sheet.add("GENRE", std::string("Cover"));
  int number = -1;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
  if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) return sheet.add("GENRE", std::string(text));
  const auto name = TagLib::ID3v1::genre(number);
  sheet.add("GENRE", name.isEmpty() ? std::string(text) : utf8(name));
}

// TIPL and TMCL are lists of role, name, role, name …; TagLib's own reading of them loses whole frames and cuts names
// at commas (A.2.2, A.2.3).
// A TagLib list is linked: counting through it by index would take the square of its length.
void add_people(TagSheet& sheet, const TagLib::StringList& list) {
  for (auto at = list.begin(); at != list.end(); ++at) {
    const auto role = utf8(*at);
    if (++at == list.end()) return;
    const auto name = utf8(*at);
    const auto key = role_key(role);
    if (name.empty()) continue;
    if (!key.empty())
      sheet.add(key, name);
    else
      sheet.add("PERFORMER", role.empty() ? name : name + " (" + role + ")");
  }
}

// iTunes, MusicMatch and others keep numbers of their own in comments; nobody wrote them to be read.
bool technical_comment(std::string_view description) {
  return description.starts_with("iTun") || description.starts_with("MusicMatch_") ||
         description.starts_with("Songs-DB_");
}

void add_comment(TagBlock& block, const id3::CommentsFrame& frame) {
  const auto description = utf8(frame.description());
  if (!technical_comment(description)) block.tags.add("COMMENT", frame.text());
}

void add_user_text(TagSheet& sheet, const id3::UserTextIdentificationFrame& frame) {
  const auto list = frame.fieldList();
  const auto key = neutral_key(utf8(frame.description()));
  for (auto at = list.begin(); at != list.end(); ++at)
    if (at != list.begin()) sheet.add(key, *at);  // the first is the description again
}

// XSOP stands outside the T frames, and TagLib hands it over undecoded.
void add_unknown(TagSheet& sheet, std::string_view id, const id3::UnknownFrame& frame) {
  const auto key = id3_key(id);
  const auto data = frame.data();
  if (key.empty() || data.size() < 2 || data[0] > 3) return;
  sheet.add(key, TagLib::String(data.mid(1), static_cast<TagLib::String::Type>(data[0])));
}

void add_text(TagSheet& sheet, std::string_view id, const id3::TextIdentificationFrame& frame,
              bool has_itunes_grouping) {
  const auto list = frame.fieldList();
  if (id == "TIPL" || id == "TMCL") return add_people(sheet, list);
  if (id == "TCON") {
    for (const auto& genre : list) add_genre(sheet, utf8(genre));
    return;
  }
  // iTunes 12.5 moved grouping to GRP1 and gave TIT1 to the work.
  const auto key = id == "TIT1" && has_itunes_grouping ? std::string_view("WORK") : id3_key(id);
  if (!key.empty()) sheet.add(key, list);
}

void add_picture(TagBlock& block, const id3::AttachedPictureFrame& frame) {
  block.pictures.push_back(
      picture_of(static_cast<unsigned>(frame.type()), utf8(frame.mimeType()), view_of(frame.picture())));
}

void add_link(TagSheet& sheet, std::string_view id, const id3::UrlLinkFrame& frame) {
  if (id == "WCOP") sheet.add("LICENSE", frame.url());
}

void add_identifier(TagSheet& sheet, const id3::UniqueFileIdentifierFrame& frame) {
  if (frame.owner() == "http://musicbrainz.org")
    sheet.add("MUSICBRAINZ_TRACKID", std::string(view_of(frame.identifier())));
}

void add_frame(TagBlock& block, const id3::Frame& frame, bool has_itunes_grouping) {
  const auto id_bytes = frame.frameID();
  const auto id = view_of(id_bytes);
  if (const auto* user = dynamic_cast<const id3::UserTextIdentificationFrame*>(&frame))
    return add_user_text(block.tags, *user);
  if (const auto* text = dynamic_cast<const id3::TextIdentificationFrame*>(&frame))
    return add_text(block.tags, id, *text, has_itunes_grouping);
  if (const auto* comment = dynamic_cast<const id3::CommentsFrame*>(&frame)) return add_comment(block, *comment);
  if (const auto* picture = dynamic_cast<const id3::AttachedPictureFrame*>(&frame)) return add_picture(block, *picture);
  if (const auto* lyrics = dynamic_cast<const id3::UnsynchronizedLyricsFrame*>(&frame))
    return block.tags.add("LYRICS", lyrics->text());
  if (const auto* owner = dynamic_cast<const id3::UniqueFileIdentifierFrame*>(&frame))
    return add_identifier(block.tags, *owner);
  if (const auto* link = dynamic_cast<const id3::UrlLinkFrame*>(&frame)) return add_link(block.tags, id, *link);
  if (const auto* unknown = dynamic_cast<const id3::UnknownFrame*>(&frame)) add_unknown(block.tags, id, *unknown);
}

struct Survey {
  std::size_t frames = 0;
  bool overflow = false;  ///< a frame claims more than the block holds
  bool odd = false;       ///< a frame that TagLib would stop at or misread (id3_repair.h)
};

// Looks over the frame headers before TagLib allocates one object for each of 400,000.
Survey survey(WindowStream& stream, std::uint64_t offset) {
  const auto head = std::string(stream.peek(offset, header_size));
  const auto end = std::min(offset + header_size + synchsafe(head, 6), stream.size());
  const auto version = byte_at(head, 3);
  const bool plain = version >= 3 && (byte_at(head, 5) & 0x80U) == 0;  // not unsynchronised
  Survey found;
  const bool has_extended_header = version >= 3 && (byte_at(head, 5) & 0x40U) != 0;
  const bool has_footer = version == 4 && (byte_at(head, 5) & 0x10U) != 0;
  found.odd = has_extended_header || has_footer;
  const auto begin = has_extended_header ? frames_begin(stream.peek(offset, extended_looked_at)) : header_size;
  for (auto at = offset + begin; plain && at + header_size <= end && found.frames <= TagSheet::field_limit;) {
    const auto frame = stream.peek(at, header_size);
    if (!starts_frame(frame)) break;
    const auto safe = synchsafe(frame, 4), whole = big32(frame, 4);
    const auto size = version == 4 ? std::uint64_t{safe} : std::uint64_t{whole};
    ++found.frames;
    found.odd = found.odd || size == 0 || lacks_byte_order(stream.peek(at, header_size + 3));
    at += header_size + size;
    found.overflow = at > end;
  }
  return found;
}

// Version 2.4 has no TYER and TORY, but writers that only change the version number leave them.
void add_old_dates(TagSheet& sheet, const id3::Tag& tag) {
  constexpr auto old_frames =
      std::to_array<std::pair<const char*, const char*>>({{"TYER", "DATE"}, {"TORY", "ORIGINALDATE"}});
  for (const auto& [id, key] : old_frames)
    for (const auto* frame : tag.frameList(id))
      if (const auto* text = dynamic_cast<const id3::TextIdentificationFrame*>(frame);
          text != nullptr && sheet.find(key) == nullptr)
        sheet.add(key, text->fieldList());
}

TagBlock read_block(TagLib::File& file, std::uint64_t offset) {
  const id3::Tag tag(&file, static_cast<long>(offset));
  TagBlock block;
  const bool has_itunes_grouping = !tag.frameList("GRP1").isEmpty();
  for (const auto* frame : tag.frameList()) add_frame(block, *frame, has_itunes_grouping);
  add_old_dates(block.tags, tag);
  if (tag.header()->majorVersion() < 4)
    for (const auto* key : {"ARTIST", "COMPOSER", "LYRICIST", "ORIGINALARTIST"}) block.tags.mark_slashes(key);
  return block;
}

TagBlock read_file(WindowStream& stream, std::uint64_t offset) {
  PlainFile file(&stream);
  return read_block(file, offset);
}

}  // namespace

std::uint64_t end_of_id3v2(WindowStream& stream, std::uint64_t offset) {
  const auto head = stream.peek(offset, header_size);
  return starts_id3v2(head) ? std::min(offset + block_size(head), stream.size()) : offset;
}

TagBlock read_id3v2(WindowStream& stream, std::uint64_t offset) {
  const auto end = end_of_id3v2(stream, offset);
  if (end == offset) return {};
  const auto found = survey(stream, offset);
  if (found.frames > TagSheet::field_limit) {
    TagBlock none;
    none.remarks.push_back(remark_of("ID3v2", "more than 10,000 tag fields", "the tag was left out"));
    return none;
  }
  auto block = found.odd ? read_id3v2(repaired_id3v2(stream.bytes(offset, end - offset))) : read_file(stream, offset);
  const auto claimed = synchsafe(stream.peek(offset, header_size), 6);
  if (offset + claimed > stream.size())
    block.remarks.push_back(
        remark_of("ID3v2", "the tag claims more bytes than the file has", "read to the end of the file"));
  else if (found.overflow)
    block.remarks.push_back(remark_of("ID3v2", "a frame claims more bytes than the tag has", "the frame was left out"));
  return block;
}

TagBlock read_id3v2(std::string_view bytes) {
  if (!starts_id3v2(bytes)) return {};
  TagLib::ByteVectorStream stream(vector_of(bytes));
  PlainFile file(&stream);
  return read_block(file, 0);
}

TagBlock read_id3v1(WindowStream& stream, std::uint64_t offset) {
  PlainFile file(&stream);
  const TagLib::ID3v1::Tag tag(&file, static_cast<long>(offset));
  TagBlock block;
  block.tags.add("TITLE", tag.title());
  block.tags.add("ARTIST", tag.artist());
  block.tags.add("ALBUM", tag.album());
  block.tags.add("COMMENT", tag.comment());
  block.tags.add("GENRE", tag.genre());
  if (tag.year() > 0) block.tags.add("DATE", std::to_string(tag.year()));
  if (tag.track() > 0) block.tags.add("TRACKNUMBER", std::to_string(tag.track()));
  return block;
}

}  // namespace cuetheque
