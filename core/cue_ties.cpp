#include "core/cue_ties.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/resolve.h"
#include "core/text.h"

namespace cuetheque {
namespace {

/// A code as it is compared: letters and digits only, upper case.
std::string plain_code(std::string_view code) {
  std::string plain;
  for (const char c : code) {
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')) plain += c;
    if (c >= 'a' && c <= 'z') plain += static_cast<char>(c - 32);
  }
  return plain;
}

/// How surely a track is the cue's: the higher wins, 0 is no tie.
enum Tie : std::uint8_t { no_tie, by_title, by_number, by_code };

struct CueWords {
  std::string title;
  std::string isrc;
  std::string catalogue_number;
  std::uint32_t track_number = 0;
};

bool has_code(const Statements& statements, Field field, const std::string& code) {
  if (code.empty()) return false;
  const auto values = resolve(statements, field).values;
  return std::ranges::any_of(values, [&](const std::string& value) { return plain_code(value) == code; });
}

Tie tie(const CueWords& cue, const Record& album, const Track& track) {
  if (has_code(track.statements(), Field::isrc, cue.isrc)) return by_code;
  if (cue.track_number != 0 && cue.track_number == track.position() &&
      has_code(album.statements(), Field::catalognumber, cue.catalogue_number))
    return by_number;
  const auto title = fold(resolve(track.statements(), Field::title).first());
  return !title.empty() && title == cue.title ? by_title : no_tie;
}

/// The album's tracks with the surest tie there is; a title that several tracks share ties them all (an alternate is
/// the same cue).
std::map<std::uint64_t, Tie> ties_on(const CueWords& cue, const Record& album) {
  std::map<std::uint64_t, Tie> found;
  Tie best = no_tie;
  for (const auto& track : album.tracks()) {
    const auto one = tie(cue, album, track);
    if (one == no_tie || one < best) continue;
    if (one > best) found.clear();
    best = one;
    found.emplace(track.id(), one);
  }
  return found;
}

}  // namespace

Record tied(Record cue, const std::vector<Record>& albums, const CueSheetDraft::Hint& hint) {
  const auto said_isrc = resolve(cue.statements(), Field::isrc).first();
  const CueWords words{fold(resolve(cue.statements(), Field::title).first()),
                       plain_code(said_isrc.empty() ? hint.isrc : said_isrc), plain_code(hint.catalogue_number),
                       hint.track_number};
  std::map<std::uint64_t, Tie> found;
  std::set<std::uint64_t> theirs;
  for (const auto& album : albums) {
    found.merge(ties_on(words, album));
    for (const auto& track : album.tracks()) theirs.insert(track.id());
  }
  auto& links = *cue.mutable_links();
  links.erase(std::remove_if(links.begin(), links.end(),
                             [&](const Link& link) {
                               return link.kind() == track && link.source() != curator && theirs.contains(link.id()) &&
                                      !found.contains(link.id());
                             }),
              links.end());
  for (const auto& [id, how] : found) {
    const auto same = [id = id](const Link& link) { return link.kind() == track && link.id() == id; };
    if (std::ranges::any_of(links, same)) continue;
    auto& link = *links.Add();
    link.set_kind(track);
    link.set_id(id);
    link.set_how(how == by_title ? "title" : how == by_number ? "number" : "isrc");
    link.set_source(how == by_title ? inferred : cue_sheet);
  }
  return cue;
}

}  // namespace cuetheque
