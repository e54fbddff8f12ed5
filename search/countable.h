#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/fields.h"
#include "core/ids.h"

namespace cuetheque {

/// Number of a column of the index (columns.h): a field's number in the store, or one of these. They are on disk:
/// index_schema changes with them.
using ColumnNumber = std::uint16_t;
namespace column {
inline constexpr ColumnNumber album = 300, production = 301, cue = 302, track = 303, name = 304;  ///< who answers
inline constexpr ColumnNumber film = 310;    ///< every production a document has to do with
inline constexpr ColumnNumber person = 311;  ///< everybody credited
inline constexpr ColumnNumber format = 312;
inline constexpr ColumnNumber how = 313;
inline constexpr ColumnNumber length = 320;  ///< playing time of the track, in milliseconds
}  // namespace column

/// What a document says in one column: a number, such as that of a record, or text.
struct ColumnValue {
  ColumnNumber column = 0;
  std::uint64_t value = 0;
  std::string text;  ///< empty: the number
};

/// Whether the values of a field are kept side by side, to be counted: those of which few are told apart.
[[nodiscard]] bool has_column(Field field);

/// What `facet` counts.
struct Countable {
  std::string_view name;
  ColumnNumber column = 0;
  Kind records = kind_unknown;  ///< kind of the records the values are; unknown: they are text
  bool time = false;            ///< years: in their order they make a picture
  bool decades = false;         ///< ten years are one value
};
/// By any name of a field or pseudo-field; none where it cannot be counted.
[[nodiscard]] std::optional<Countable> countable(std::string_view name);
[[nodiscard]] std::vector<std::string_view> countable_names();
/// Every column there may be.
[[nodiscard]] std::vector<ColumnNumber> column_numbers();

}  // namespace cuetheque
