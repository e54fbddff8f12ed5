// A re-import replaces what the files that were read again said, and nothing else. Both records carry their own table
// of origins, so the draft's indices are first rewritten into the stored record's; after that, "said by a file that was
// read again" is a plain set of indices.
#include <algorithm>
#include <google/protobuf/util/message_differencer.h>
#include <set>
#include <tuple>

#include "core/catalogue.h"
#include "core/origins.h"
#include "core/pictures.h"
#include "core/resolve.h"
#include "core/track_audio.h"
#include "core/track_match.h"

namespace cuetheque {
namespace {

using google::protobuf::util::MessageDifferencer;
using Indices = std::vector<std::uint32_t>;

std::uint32_t at(const Indices& map, std::uint32_t index) {
  return index < map.size() ? map[index] : index;
}

/// The draft's origins in the record's table, added where they are new.
Indices map_origins(Record& record, const Record& draft) {
  Indices map;
  for (const auto& origin : draft.origins()) map.push_back(origin_in(record, origin));
  return map;
}

Statement remapped(Statement statement, const Indices& map) {
  for (auto& origin : *statement.mutable_origins()) origin = at(map, origin);
  return statement;
}

/// Whether two statements say the same, whoever says it.
bool same_words(const Statement& a, const Statement& b) {
  return a.field() == b.field() && a.source() == b.source() && a.change() == b.change() &&
         std::ranges::equal(a.values(), b.values()) && a.as_written() == b.as_written() && a.remark() == b.remark();
}

bool same_statement(const Statement& a, const Statement& b) {
  return same_words(a, b) && std::ranges::equal(a.origins(), b.origins());
}

/// What is left of a stored statement once the files that were read again no longer vote for it; none where nobody
/// does.
std::optional<Statement> without(Statement statement, const std::set<std::uint32_t>& reread) {
  if (statement.source() == curator) return statement;
  auto& origins = *statement.mutable_origins();
  origins.erase(std::remove_if(origins.begin(), origins.end(), [&](auto origin) { return reread.contains(origin); }),
                origins.end());
  return origins.empty() ? std::nullopt : std::optional(std::move(statement));
}

/// Joins votes that are still cast for a statement into the one that says the same; returns whether there was one.
bool joined(Statements& statements, const Statement& left) {
  const auto twin = std::ranges::find_if(statements, [&](const Statement& one) { return same_words(one, left); });
  if (twin == statements.end()) return false;
  for (const auto origin : left.origins())
    if (std::ranges::find(twin->origins(), origin) == twin->origins().end()) twin->add_origins(origin);
  return true;
}

bool same_set(const Statements& a, const Statements& b) {
  return a.size() == b.size() && std::ranges::all_of(a, [&](const Statement& one) {
           return std::ranges::any_of(b, [&](const Statement& other) { return same_statement(one, other); });
         });
}

/// A statement keeps the operation that last changed it where it says and is said by the same as before.
void keep_operations(Statements& fresh, const Statements& stored) {
  for (auto& statement : fresh) {
    const auto before =
        std::ranges::find_if(stored, [&](const Statement& one) { return same_statement(one, statement); });
    if (before != stored.end()) statement.set_operation(before->operation());
  }
}

/// The draft's statements first, in the draft's order (ties go to the first disc and track), then what others still
/// say.
Statements merged_statements(const Statements& stored, const Statements& draft, const Indices& map,
                             const std::set<std::uint32_t>& reread) {
  Statements result;
  for (const auto& statement : draft) *result.Add() = remapped(statement, map);
  for (const auto& statement : stored)
    if (auto left = without(statement, reread); left && (left->source() == curator || !joined(result, *left)))
      *result.Add() = std::move(*left);
  if (same_set(stored, result)) return stored;
  keep_operations(result, stored);
  return result;
}

/// A file's description keeps its operation where nothing about it changed.
Indices merge_files(Record& record, const Record& draft, const Indices& map) {
  Indices files;
  for (auto file : draft.files()) {
    file.set_origin(at(map, file.origin()));
    auto& known = *record.mutable_files();
    const auto place = std::ranges::find_if(known, [&](const AudioFile& one) { return one.origin() == file.origin(); });
    files.push_back(static_cast<std::uint32_t>(place - known.begin()));
    if (place == known.end()) {
      *known.Add() = file;
      continue;
    }
    file.set_operation(place->operation());
    if (!MessageDifferencer::Equals(file, *place)) {
      file.set_operation(0);
      *place = file;
    }
  }
  return files;
}

Track remapped(Track track, const Indices& origins, const Indices& files) {
  if (track.has_file()) track.set_file(at(files, track.file()));
  if (track.has_pregap_file()) track.set_pregap_file(at(files, track.pregap_file()));
  if (track.has_sheet()) track.set_sheet(at(origins, track.sheet()));
  for (auto& index : *track.mutable_indexes())
    if (index.has_file()) index.set_file(at(files, index.file()));
  for (auto& picture : *track.mutable_pictures()) picture.set_origin(at(origins, picture.origin()));
  return track;
}

bool same_structure(Track a, Track b) {
  a.clear_statements();
  b.clear_statements();
  return MessageDifferencer::Equals(a, b);
}

/// The draft's structure under the stored id, with the statements of both. A catalogue knows nothing of files.
Track merged_track(const Track& stored, Track draft, const Indices& map, const std::set<std::uint32_t>& reread) {
  if (is_catalogued(draft) && !is_catalogued(stored)) {
    auto result = stored;
    *result.mutable_statements() = merged_statements(stored.statements(), draft.statements(), map, reread);
    return result;
  }
  *draft.mutable_statements() = merged_statements(stored.statements(), draft.statements(), map, reread);
  draft.set_id(stored.id());
  draft.set_operation(stored.operation());
  // Fields of a newer version: only the stored track can have them.
  Track::GetReflection()->MutableUnknownFields(&draft)->MergeFrom(Track::GetReflection()->GetUnknownFields(stored));
  if (!same_structure(stored, draft)) draft.set_operation(0);
  return draft;
}

bool curated(const Track& track) {
  return std::ranges::any_of(track.statements(), [](const Statement& one) { return one.source() == curator; });
}

/// A stored track that the files read again no longer hold (a CUE file now cuts the image differently).
bool outdated(const Track& track, const Record& record, const std::set<std::uint32_t>& reread) {
  const bool file_read = track.has_file() && reread.contains(record.files(static_cast<int>(track.file())).origin());
  const bool sheet_read = track.has_sheet() && reread.contains(track.sheet());
  return (file_read || sheet_read) && !curated(track);
}

void withdraw(Statements& statements, const std::set<std::uint32_t>& reread, bool only_reference) {
  Statements left;
  for (auto& statement : statements)
    if (only_reference && statement.source() != reference)
      *left.Add() = std::move(statement);
    else if (auto still_said = without(std::move(statement), reread))
      *left.Add() = std::move(*still_said);
  statements = std::move(left);
}

void take_audio_away(Track& track) {
  clear_audio(track);
  track.clear_pictures();
  track.set_operation(0);
}

/// What is left of a stored track that the draft does not have: none, where its audio is no longer on the album and no
/// catalogue says that it is on the release, or where nobody states anything of it any more.
std::optional<Track> left_over(Track track, const Record& record, const std::set<std::uint32_t>& reread) {
  const bool gone = outdated(track, record, reread);
  withdraw(*track.mutable_statements(), reread, !is_catalogued(track) && !gone);
  const auto& statements = track.statements();
  if (!gone) return is_catalogued(track) && statements.empty() ? std::nullopt : std::optional(std::move(track));
  if (std::ranges::find(statements, reference, &Statement::source) == statements.end()) return std::nullopt;
  take_audio_away(track);
  return track;
}

void merge_tracks(Record& record, const Record& draft, const Indices& map, const Indices& files,
                  const std::set<std::uint32_t>& reread) {
  std::vector<Track> drafts;
  for (const auto& track : draft.tracks()) drafts.push_back(remapped(track, map, files));
  const auto match = match_tracks(record, drafts);

  std::vector<Track> result;
  std::set<int> kept;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    if (match[i]) {
      kept.insert(*match[i]);
      result.push_back(merged_track(record.tracks(*match[i]), std::move(drafts[i]), map, reread));
      continue;
    }
    for (auto& statement : *drafts[i].mutable_statements()) statement = remapped(statement, map);
    result.push_back(std::move(drafts[i]));
  }
  for (int j = 0; j < record.tracks_size(); ++j)
    if (auto left = kept.contains(j) ? std::nullopt : left_over(record.tracks(j), record, reread))
      result.push_back(std::move(*left));
  std::ranges::stable_sort(result, {}, [](const Track& track) {
    return std::tuple(track.disc(), std::string_view(track.side()), track.position(), track.index());
  });
  record.mutable_tracks()->Assign(result.begin(), result.end());
}

void merge_remarks(Record& record, const Record& draft) {
  const auto again = [&](const StoredRemark& one) {
    return std::ranges::any_of(draft.origins(), [&](const Origin& origin) {
      return origin.root() == one.root() && origin.path() == one.path();
    });
  };
  auto& remarks = *record.mutable_remarks();
  remarks.erase(std::remove_if(remarks.begin(), remarks.end(), again), remarks.end());
  remarks.MergeFrom(draft.remarks());
}

/// Files that were read again carry what they carry now; what nobody carries any more goes.
void merge_pictures(Record& record, const Record& draft, const Indices& map, const std::set<std::uint32_t>& reread) {
  auto pictures = pictures_on(record.pictures());
  for (auto& picture : pictures) {
    auto& origins = *picture.mutable_origins();
    origins.erase(std::remove_if(origins.begin(), origins.end(), [&](auto origin) { return reread.contains(origin); }),
                  origins.end());
  }
  for (auto picture : draft.pictures()) {
    for (auto& origin : *picture.mutable_origins()) origin = at(map, origin);
    add_picture(pictures, std::move(picture));
  }
  std::erase_if(pictures, [](const Picture& one) { return one.origins().empty(); });
  record.mutable_pictures()->Assign(pictures.begin(), pictures.end());
}

}  // namespace

Record merged(const Record& stored, const Record& draft) {
  Record result = stored;
  const auto map = map_origins(result, draft);
  const std::set<std::uint32_t> reread(map.begin(), map.end());
  const auto files = merge_files(result, draft, map);
  *result.mutable_statements() = merged_statements(stored.statements(), draft.statements(), map, reread);
  merge_tracks(result, draft, map, files, reread);
  merge_remarks(result, draft);
  merge_pictures(result, draft, map, reread);
  if (!draft.assembly_key().empty()) result.set_assembly_key(draft.assembly_key());
  if (draft.has_timing()) *result.mutable_timing() = draft.timing();
  if (draft.parties_size() > 0) *result.mutable_parties() = draft.parties();
  return result;
}

}  // namespace cuetheque
