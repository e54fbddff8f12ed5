// FORMATS.md D.4: one row a track, the album's columns repeated.
#include "cli/csv.h"

#include <algorithm>

#include "cli/cell_values.h"
#include "cli/exporters/all.h"

namespace cuetheque {
namespace {

/// A column of the sheet: its heading, and the key in the album's or the track's view.
struct SheetColumn {
  std::string heading;
  std::string_view key;
  bool of_album;
};

/// The track's columns after the album's; where both have a key (id, producer, note …) the album's is called album_id,
/// album_producer.
std::vector<SheetColumn> album_and_track_columns() {
  const auto of_track = columns_of(ResultLevel::track);
  std::vector<SheetColumn> columns;
  for (const auto key : columns_of(ResultLevel::album)) {
    if (key == "track_count" || key == "guess") continue;
    const bool above = key == "album" || key.starts_with("film");
    const bool both = !above && std::ranges::find(of_track, key) != of_track.end();
    columns.push_back({(both ? "album_" : "") + std::string(key), key, true});
  }
  for (const auto key : of_track)
    if (key != "album" && key != "album_id" && !key.starts_with("film"))
      columns.push_back({std::string(key), key, false});
  return columns;
}

void write_rows(const std::vector<SheetColumn>& columns, const View& album, const ExportJob& job,
                const ExportSink& sink, const Id* only) {
  const auto flat_album = flattened(album, ResultLevel::album);
  const auto* tracks = find_item(album, "tracks");
  if (!tracks) return;
  for (const auto& track : tracks->children) {
    if (only && joined(track, "id") != to_string(*only)) continue;
    const auto flat_track = flattened(track, ResultLevel::track);
    std::vector<std::string> cells;
    for (const auto& column : columns)
      cells.push_back(sheet_cell(column.of_album ? flat_album : flat_track, column.key));
    sink.write(csv_row(cells, {',', job.raw_csv}));
  }
}

/// Films, cues and names: one row each.
void export_flat(const ExportJob& job, const ExportSink& sink) {
  const auto keys = columns_of(job.level);
  sink.write(csv_row({keys.begin(), keys.end()}, {',', job.raw_csv}));
  job.each([&](Id id) {
    const auto view = job.publisher.head(id);
    if (!view) return;
    std::vector<std::string> cells;
    const auto flat = flattened(*view, job.level);
    for (const auto key : keys) cells.push_back(sheet_cell(flat, key));
    sink.write(csv_row(cells, {',', job.raw_csv}));
  });
}

}  // namespace

void export_csv(const ExportJob& job, const ExportSink& sink) {
  if (job.level != ResultLevel::album && job.level != ResultLevel::track) return export_flat(job, sink);
  const auto columns = album_and_track_columns();
  std::vector<std::string> headings;
  for (const auto& column : columns) headings.push_back(column.heading);
  sink.write(csv_row(headings, {',', job.raw_csv}));
  job.each([&](Id id) {
    const auto record = job.publisher.record(id);
    if (record) write_rows(columns, job.publisher.album(*record), job, sink, id.kind == Kind::track ? &id : nullptr);
  });
}

}  // namespace cuetheque
