#include "importer/tags/id3_frames.h"

#include <algorithm>
#include <charconv>
#include <taglib/attachedpictureframe.h>
#include <taglib/chapterframe.h>
#include <taglib/commentsframe.h>
#include <taglib/id3v1genres.h>
#include <taglib/textidentificationframe.h>
#include <taglib/uniquefileidentifierframe.h>
#include <taglib/unknownframe.h>
#include <taglib/unsynchronizedlyricsframe.h>
#include <taglib/urllinkframe.h>

#include "importer/tags/pictures.h"
#include "importer/tags/tag_keys.h"

namespace cuetheque {
namespace {

namespace id3 = TagLib::ID3v2;

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

// iTunes and players of chapters take them by their starts; the table that CTOC holds says no more.
void add_chapter(TagBlock& block, const id3::ChapterFrame& frame) {
  ReadChapter chapter;
  chapter.set_start_ms(frame.startTime());
  for (const auto* title : frame.embeddedFrameList("TIT2")) chapter.set_title(utf8(title->toString()));
  const auto place = std::ranges::upper_bound(block.chapters, chapter.start_ms(), {},
                                              [](const ReadChapter& one) { return one.start_ms(); });
  block.chapters.insert(place, std::move(chapter));
}

}  // namespace

void add_id3_frame(TagBlock& block, const id3::Frame& frame, bool has_itunes_grouping) {
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
  if (const auto* chapter = dynamic_cast<const id3::ChapterFrame*>(&frame)) return add_chapter(block, *chapter);
  if (const auto* unknown = dynamic_cast<const id3::UnknownFrame*>(&frame)) add_unknown(block.tags, id, *unknown);
}

}  // namespace cuetheque
