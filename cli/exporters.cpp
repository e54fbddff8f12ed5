#include "cli/exporters.h"

#include <array>

#include "cli/exporters/all.h"

namespace cuetheque {
namespace {

constexpr std::uint8_t any_level = on_album | on_track | on_cue | on_production | on_name;

constexpr auto table = std::to_array<ExporterRow>({
    {"jsonl", "jsonl", "one album a line, with its films, tracks and cues", ResultLevel::album, any_level, false,
     export_jsonl},
    {"csv", "csv", "one track a row, for a spreadsheet", ResultLevel::album, any_level, false, export_csv},
    {"m3u8", "m3u8", "a playlist", ResultLevel::album, on_audio, false, export_m3u8},
    {"cue", "cue", "a CUE file for each album", ResultLevel::album, on_album, true, export_cue},
    {"cuesheet", "csv", "a music cue sheet for each film", ResultLevel::production, on_production, true,
     export_cuesheet},
});

constexpr bool names_are_unique() {
  for (std::size_t i = 0; i < table.size(); ++i)
    for (std::size_t j = i + 1; j < table.size(); ++j)
      if (table[i].name == table[j].name) return false;
  return true;
}
static_assert(names_are_unique(), "two exporters share a name");

}  // namespace

std::span<const ExporterRow> exporters() {
  return table;
}

}  // namespace cuetheque
