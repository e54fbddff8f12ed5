#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <string>
#include <taglib/id3v1tag.h>
#include <taglib/id3v2header.h>
#include <taglib/id3v2tag.h>
#include <taglib/relativevolumeframe.h>
#include <taglib/tbytevectorstream.h>
#include <taglib/textidentificationframe.h>
#include <taglib/tfile.h>
#include <vector>

#include "core/ascii.h"
#include "importer/tags/bytes.h"
#include "importer/tags/id3_frames.h"
#include "importer/tags/id3_repair.h"
#include "importer/tags/legacy_text.h"
#include "importer/tags/outer_tags.h"
#include "importer/tags/plain_file.h"

namespace cuetheque {
namespace {

namespace id3 = TagLib::ID3v2;

constexpr std::size_t header_size = 10;
constexpr std::size_t old_header_size = 6;  ///< of a frame of version 2.2
constexpr std::size_t longest_name = 65536;
constexpr std::size_t most_original_artists = 64;
constexpr unsigned unsynchronised = 0x80, packed = 0x40;  ///< flags of a block of version 2.2
constexpr std::size_t extended_looked_at = 64;            ///< bytes; an extended header has 16 at most

bool starts_id3v2(std::string_view head) {
  return head.size() >= header_size && head.starts_with("ID3") && byte_at(head, 3) < 0xFF && byte_at(head, 6) < 0x80 &&
         byte_at(head, 7) < 0x80 && byte_at(head, 8) < 0x80 && byte_at(head, 9) < 0x80;
}

std::uint64_t block_size(std::string_view head) {
  const bool footer = (byte_at(head, 5) & 0x10U) != 0;
  return synchsafe(head, 6) + header_size + (footer ? header_size : 0);
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

// Text frames under a key that nothing nearer speaks for.
void add_where_silent(TagSheet& sheet, const id3::Tag& tag, const char* id, std::string_view key) {
  for (const auto* frame : tag.frameList(id))
    if (const auto* text = dynamic_cast<const id3::TextIdentificationFrame*>(frame);
        text != nullptr && sheet.find(key) == nullptr)
      sheet.add(key, text->fieldList());
}

void add_old_frames(TagSheet& sheet, const id3::Tag& tag) {
  // Version 2.4 has no TYER and TORY, but writers that only change the version number leave them.
  add_where_silent(sheet, tag, "TYER", "DATE");
  add_where_silent(sheet, tag, "TORY", "ORIGINALDATE");
  // TagLib 1.13 takes version 2.2's lyricist, TXT, for that of the original.
  if (tag.header()->majorVersion() == 2) add_where_silent(sheet, tag, "TOLY", "LYRICIST");
}

// RVA2 says of itself whether its gain is the track's or the album's; where ReplayGain is written out, that is nearer.
void add_gains(TagSheet& sheet, const id3::Tag& tag) {
  for (const auto* frame : tag.frameList("RVA2")) {
    const auto* gain = dynamic_cast<const id3::RelativeVolumeFrame*>(frame);
    const auto whose = gain == nullptr ? std::string() : upper(utf8(gain->identification()));
    const auto key = "REPLAYGAIN_" + whose + "_GAIN";
    if ((whose == "TRACK" || whose == "ALBUM") && sheet.find(key) == nullptr)
      sheet.add(key, fmt::format("{:.2f} dB", gain->volumeAdjustment()));
  }
}

/// What the TOA frames of a block of version 2.2 hold.
template <typename BytesAt>
std::vector<std::string> original_artists(BytesAt bytes_at, std::uint64_t end) {
  std::vector<std::string> found;
  std::size_t looked_at = 0;
  for (auto at = std::uint64_t{header_size}; at + old_header_size < end && looked_at < TagSheet::field_limit;
       ++looked_at) {
    const auto frame = bytes_at(at, old_header_size);
    if (frame.size() < old_header_size || byte_at(frame, 0) == 0) break;
    const auto size = big(frame, 3, 3);
    at += old_header_size;
    if (frame.starts_with("TOA") && size <= std::min<std::uint64_t>(longest_name, end - at) &&
        found.size() < most_original_artists)
      found.push_back(bytes_at(at, size));
    at += size;
  }
  return found;
}

// TagLib 1.13 takes version 2.2's original artist, TOA, for the album: its text is read again as version 2.3.
TagSheet original_artist(WindowStream& stream, std::uint64_t offset, std::string_view encoding) {
  const auto head = std::string(stream.peek(offset, header_size));
  const auto flags = byte_at(head, 5);
  if (byte_at(head, 3) != 2 || (flags & packed) != 0) return {};
  const auto size = std::min(header_size + synchsafe(head, 6), stream.size() - offset);
  std::vector<std::string> found;
  if ((flags & unsynchronised) != 0) {
    const auto block = synchronised(stream.bytes(offset, size));
    found =
        original_artists([&](std::uint64_t at, std::size_t count) { return block.substr(at, count); }, block.size());
  } else {
    found =
        original_artists([&](std::uint64_t at, std::size_t count) { return stream.bytes(offset + at, count); }, size);
  }
  return found.empty() ? TagSheet() : read_id3v2(block_of_frames("TOPE", found), encoding).tags;
}

/// The frames that hold original artists. An album of the same words has a frame of its own.
std::set<const id3::Frame*> taken_for_albums(const id3::Tag& tag, const TagSheet& original) {
  const auto* artists = original.find("ORIGINALARTIST");
  if (artists == nullptr) return {};
  std::multiset<std::string> names(artists->values.begin(), artists->values.end());
  std::set<const id3::Frame*> taken;
  for (const auto* frame : tag.frameList("TOAL")) {
    const auto* text = dynamic_cast<const id3::TextIdentificationFrame*>(frame);
    if (text == nullptr || text->fieldList().isEmpty()) continue;
    const auto name = names.find(utf8(text->fieldList().front()));
    if (name == names.end()) continue;
    names.erase(name);
    taken.insert(frame);
  }
  return taken;
}

TagBlock read_block(TagLib::File& file, std::uint64_t offset, std::string_view encoding, const TagSheet& original) {
  const Latin1As latin1(encoding);
  const id3::Tag tag(&file, static_cast<long>(offset));
  TagBlock block;
  const bool has_itunes_grouping = !tag.frameList("GRP1").isEmpty();
  const auto misread = taken_for_albums(tag, original);
  for (const auto* frame : tag.frameList())
    if (!misread.contains(frame)) add_id3_frame(block, *frame, has_itunes_grouping);
  add_old_frames(block.tags, tag);
  add_gains(block.tags, tag);
  if (tag.header()->majorVersion() < 4)
    for (const auto* key : {"ARTIST", "COMPOSER", "LYRICIST", "ORIGINALARTIST"}) block.tags.mark_slashes(key);
  return block;
}

TagBlock read_file(WindowStream& stream, std::uint64_t offset, std::string_view encoding) {
  auto original = original_artist(stream, offset, encoding);
  PlainFile file(&stream);
  auto block = read_block(file, offset, encoding, original);
  block.tags.fill_from(std::move(original));
  return block;
}

}  // namespace

std::uint64_t end_of_id3v2(WindowStream& stream, std::uint64_t offset) {
  const auto head = stream.peek(offset, header_size);
  return starts_id3v2(head) ? std::min(offset + block_size(head), stream.size()) : offset;
}

TagBlock read_id3v2(WindowStream& stream, std::uint64_t offset, std::string_view encoding) {
  const auto end = end_of_id3v2(stream, offset);
  if (end == offset) return {};
  const auto found = survey(stream, offset);
  if (found.frames > TagSheet::field_limit) {
    TagBlock none;
    none.remarks.push_back(remark_of("ID3v2", "more than 10,000 tag fields", "the tag was left out"));
    return none;
  }
  auto block = found.odd ? read_id3v2(repaired_id3v2(stream.bytes(offset, end - offset)), encoding)
                         : read_file(stream, offset, encoding);
  const auto claimed = synchsafe(stream.peek(offset, header_size), 6);
  if (offset + claimed > stream.size())
    block.remarks.push_back(
        remark_of("ID3v2", "the tag claims more bytes than the file has", "read to the end of the file"));
  else if (found.overflow)
    block.remarks.push_back(remark_of("ID3v2", "a frame claims more bytes than the tag has", "the frame was left out"));
  return block;
}

TagBlock read_id3v2(std::string_view bytes, std::string_view encoding) {
  if (!starts_id3v2(bytes)) return {};
  TagLib::ByteVectorStream stream(vector_of(bytes));
  PlainFile file(&stream);
  return read_block(file, 0, encoding, {});
}

TagBlock read_id3v1(WindowStream& stream, std::uint64_t offset, std::string_view encoding) {
  const Latin1As latin1(encoding);
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
