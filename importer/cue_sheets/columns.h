#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "importer/csv.h"

namespace cuetheque {

/// The columns of a cue sheet (FORMATS.md C.7). `party` is a wide column, where one cell names people of one role.
enum class SheetColumn : std::uint8_t {
  none,
  seq,
  cue_number,
  title,
  tc_in,
  tc_out,
  duration,
  minutes,
  seconds,
  usage,
  vocal,
  visual,
  origin,
  scene,
  mood,
  theme,
  performer,
  iswc,
  isrc,
  tunecode,
  label,
  catalogue_number,
  track_number,
  role,
  name,
  ipi,
  society,
  share,
  notes,
  film,
  year,
  party,
};

struct SheetHeaderCell {
  SheetColumn column = SheetColumn::none;
  std::string_view role;             ///< of a wide column: CISAC code
  std::optional<std::size_t> party;  ///< of society, share and ipi beside a wide column: the index of that column
};

struct SheetHeader {
  std::size_t line = 0;
  std::vector<SheetHeaderCell> cells;
  std::vector<std::string> left_out;  ///< columns we do not know, or that come twice

  [[nodiscard]] bool has(SheetColumn column) const;
};

/// The text as headers and labels are compared: letters and digits only, lower case; a lone sign stays.
[[nodiscard]] std::string header_key(std::string_view text);

/// The header, if these cells are one: a title, and one of time, duration, usage or role. Not the header of a list of
/// albums' tracks, nor one of more than 256 columns.
[[nodiscard]] std::optional<SheetHeader> sheet_header(const CsvRecord& record);

}  // namespace cuetheque
