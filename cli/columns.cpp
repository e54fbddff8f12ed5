// What a level offers to CSV and `--format`: the keys of its view, and those of the album and production it belongs to.
#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <iterator>
#include <span>

#include "cli/guesses.h"
#include "cli/numbers.h"
#include "cli/publisher.h"
#include "cli/times.h"
#include "core/fields.h"

namespace cuetheque {
namespace {

using Keys = std::span<const std::string_view>;

struct LevelColumns {
  std::uint8_t level;  ///< whose published fields stand between front and back
  Keys front;
  Keys back;
};

constexpr auto album_front = std::to_array<std::string_view>({"id"});
constexpr auto album_back =
    std::to_array<std::string_view>({"film", "film_id", "film_year", "how", "track_count", "guess"});
constexpr auto track_front = std::to_array<std::string_view>(
    {"album_id", "album", "film", "film_id", "film_year", "id", "disc", "track", "side"});
constexpr auto track_back =
    std::to_array<std::string_view>({"file", "file_base64", "cue_file", "cue_file_base64", "start_frames", "end_frames",
                                     "duration_ms", "duration", "length", "sample_rate", "channels", "guess"});
constexpr auto cue_front = std::to_array<std::string_view>({"id", "film", "film_id", "film_year", "tc_in", "tc_out"});
constexpr auto cue_back =
    std::to_array<std::string_view>({"duration_ms", "duration", "length", "tracks", "album", "album_id", "guess"});
constexpr auto production_back = std::to_array<std::string_view>({"guess"});
constexpr auto name_back = std::to_array<std::string_view>({"guess"});

LevelColumns level_columns(ResultLevel level) {
  switch (level) {
    case ResultLevel::album:
      return {on_album, album_front, album_back};
    case ResultLevel::track:
      return {on_track, track_front, track_back};
    case ResultLevel::cue:
      return {on_cue, cue_front, cue_back};
    case ResultLevel::production:
      return {on_production, album_front, production_back};
    case ResultLevel::name:
      break;
  }
  return {on_name, album_front, name_back};
}

bool any_guess(const Item* objects, std::string_view key) {
  return objects && std::ranges::any_of(objects->children, [&](const View& child) { return is_guess(child, key); });
}

std::string all_of(const Item* objects, std::string_view key) {
  std::string text;
  if (objects)
    for (const auto& child : objects->children)
      if (const auto value = joined(child, key); !value.empty()) text += (text.empty() ? "" : "; ") + value;
  return text;
}

void add_lengths(View& view) {
  const auto ms = whole_number(joined(view, "duration_ms"));
  if (!ms) return;
  const auto seconds = (*ms + 500) / 1000;
  add_text(view, "duration", fmt::format("PT{}M{}S", seconds / 60, seconds % 60));
  add_text(view, "length", minutes_text(seconds));
}

/// What an album draws up from its productions. Items are gathered first: adding one moves the others.
void add_film(View& view) {
  const auto* productions = find_item(view, "productions");
  const auto* tracks = find_item(view, "tracks");
  View above;
  add_text(above, "film", all_of(productions, "film"));
  add_text(above, "film_id", all_of(productions, "id"));
  add_text(above, "film_year", all_of(productions, "year"));
  add_text(above, "how", all_of(productions, "how"));
  if (tracks) add_number(above, "track_count", static_cast<std::int64_t>(tracks->children.size()));
  const bool film = any_guess(productions, "film"), year = any_guess(productions, "year");
  std::ranges::move(above, std::back_inserter(view));
  if (film) add_guess(view, "film");
  if (year) add_guess(view, "film_year");
}

}  // namespace

std::vector<std::string_view> columns_of(ResultLevel level) {
  const auto [bit, front, back] = level_columns(level);
  std::vector<std::string_view> columns(front.begin(), front.end());
  for (const auto& row : fields)
    if (row.published && (row.levels & bit) != 0) columns.push_back(row.name);
  columns.insert(columns.end(), back.begin(), back.end());
  return columns;
}

View flattened(View view, ResultLevel level) {
  if (level == ResultLevel::album) add_film(view);
  add_lengths(view);
  return view;
}

}  // namespace cuetheque
