#include "core/releases.h"

#include <algorithm>

#include "core/exports.h"
#include "core/keys.h"
#include "core/resolve.h"
#include "core/text.h"

namespace cuetheque {
namespace {

/// What anybody states, each value as its key.
std::vector<std::string> keys_stated(const Record& record, Field field) {
  std::vector<std::string> keys;
  for (const auto& statement : record.statements())
    if (statement.field() == row_of(field).number && statement.change() != Change::remove)
      for (const auto& value : statement.values())
        keys.push_back(field == Field::label || field == Field::album ? fold(value)
                                                                      : code_key(row_of(field).name, value));
  return keys;
}

bool share(const Record& a, const Record& b, Field field) {
  const auto known = keys_stated(b, field);
  return std::ranges::any_of(keys_stated(a, field),
                             [&](const std::string& key) { return std::ranges::find(known, key) != known.end(); });
}

bool states(const Record& record, Field field) {
  return !keys_stated(record, field).empty();
}

std::size_t positioned_tracks(const Record& album) {
  return static_cast<std::size_t>(
      std::ranges::count_if(album.tracks(), [](const Track& track) { return track.position() != 0; }));
}

/// The album as the catalogue's identifier tells it; where both have one, nothing else does.
bool same_release(const Record& a, const Record& b) {
  if (states(a, Field::mbrelease) && states(b, Field::mbrelease)) return share(a, b, Field::mbrelease);
  const bool labelled = states(a, Field::label) && states(b, Field::label);
  return share(a, b, Field::barcode) ||
         (share(a, b, Field::catalognumber) && share(a, b, labelled ? Field::label : Field::album));
}

template <typename Fits>
std::optional<Record> find(Step& step, const Record& draft, Fits fits) {
  for (const auto field : {Field::mbrelease, Field::barcode, Field::catalognumber})
    for (const auto& key : keys_stated(draft, field))
      for (const auto id : step.ids_of(key)) {
        auto record = id.kind == album ? step.find(id) : std::nullopt;
        if (record && record->merged_into() == 0 && same_release(*record, draft) &&
            fits(*record, field == Field::mbrelease))
          return record;
      }
  return std::nullopt;
}

}  // namespace

std::optional<Record> find_release(Step& step, const AlbumDraft& draft) {
  return find(step, draft.album, [&](const Record& stored, bool by_id) {
    return by_id || positioned_tracks(stored) == draft.audio_tracks;
  });
}

std::optional<Record> find_entry(Step& step, const AlbumDraft& draft, const std::vector<Root>& roots) {
  auto entry = find(step, draft.album, [&](const Record& stored, bool by_id) {
    return is_entry(stored) && (by_id || positioned_tracks(stored) == positioned_tracks(draft.album));
  });
  if (!entry) entry = find_told(step, draft.album, roots);
  return entry ? std::optional(without_audio(std::move(*entry))) : std::nullopt;
}

}  // namespace cuetheque
