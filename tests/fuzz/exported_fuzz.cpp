#include <algorithm>

#include "core/exports.h"
#include "core/keys.h"
#include "core/resolve.h"
#include "core/text.h"
#include "importer/releases/release.h"
#include "tests/fuzz/property.h"

namespace {

using cuetheque::fuzz::demand;

void check_statements(const cuetheque::Statements& statements, int origins) {
  for (const auto& statement : statements) {
    demand(statement.values_size() > 0 && statement.field() != 0 && statement.origins_size() == 1);
    demand(statement.origins(0) < static_cast<std::uint32_t>(origins));
    for (const auto& value : statement.values()) demand(!value.empty() && cuetheque::is_utf8(value));
  }
}

void check_album(const cuetheque::AlbumDraft& draft) {
  const auto& album = draft.album;
  demand(draft.exported && draft.catalogued && cuetheque::is_entry(album));
  check_statements(album.statements(), album.origins_size());
  for (const auto& track : album.tracks()) {
    check_statements(track.statements(), album.origins_size());
    demand(!track.has_file() || track.file() < static_cast<std::uint32_t>(album.files_size()));
    demand(!track.has_sheet() || track.sheet() < static_cast<std::uint32_t>(album.origins_size()));
    demand(cuetheque::is_utf8(track.side()));
  }
  for (const auto& file : album.files()) demand(file.origin() < static_cast<std::uint32_t>(album.origins_size()));
  for (const auto& film : draft.productions) {
    demand(!film.title.empty() && film.stated);
    for (const auto& fact : film.statements) demand(fact.origins_size() == 1 && fact.origins(0) < 2);
  }
  demand(!cuetheque::keys_of(album).empty());
  const auto told = cuetheque::without_audio(album);
  demand(told.files().empty() && told.tracks_size() == album.tracks_size());
}

void check_sheet(const cuetheque::CueSheetDraft& sheet) {
  demand(!sheet.whole && !sheet.production.title.empty());
  for (const auto& cue : sheet.cues) {
    check_statements(cue.statements(), cue.origins_size());
    for (const auto& party : cue.parties()) demand(cuetheque::is_utf8(party.name()));
  }
}

}  // namespace

/// Any bytes are one line of an export: an album is clean text that a record can hold and that refers to nothing that
/// it has not; all else is a remark.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  cuetheque::ReleaseReader reader;
  const auto read = reader.read(cuetheque::fuzz::text_of(data, size), {"root", "x.jsonl", "line 1"}, nullptr);
  if (!read.exported) return 0;
  demand(read.albums.size() <= 1 && (!read.albums.empty() || read.remarks.size() == 1));
  std::ranges::for_each(read.albums, check_album);
  std::ranges::for_each(read.sheets, check_sheet);
  return 0;
}
