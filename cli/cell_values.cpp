#include "cli/cell_values.h"

#include <algorithm>
#include <utility>

namespace cuetheque {
namespace {

constexpr std::string_view between = "; ";

std::size_t backslashes_before(std::string_view text, std::size_t at) {
  const auto other = at == 0 ? std::string_view::npos : text.find_last_not_of('\\', at - 1);
  return other == std::string_view::npos ? at : at - other - 1;
}

/// Whether the `;` here would end a value.
bool ends_value(std::string_view text, std::size_t at) {
  return text[at] == ';' && (at + 1 == text.size() || text[at + 1] == ' ');
}

std::string escaped(const std::string& value, bool last) {
  std::string out;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const bool inside = last || i + 1 < value.size();
    if (inside && ends_value(value, i)) out.append(backslashes_before(value, i) + 1, '\\');
    out += value[i];
  }
  if (!last) out.append(backslashes_before(value, value.size()), '\\');
  return out;
}

}  // namespace

std::string cell_of(const std::vector<std::string>& values) {
  std::string cell;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i != 0) cell += between;
    cell += escaped(values[i], i + 1 == values.size());
  }
  return cell;
}

std::vector<std::string> values_in(std::string_view cell) {
  std::vector<std::string> values;
  std::string value;
  if (cell.empty()) return values;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    if (!ends_value(cell, i)) {
      value += cell[i];
      continue;
    }
    const auto slashes = backslashes_before(value, value.size());
    value.resize(value.size() - slashes + slashes / 2);
    if (slashes % 2 == 1) {
      value += ';';
    } else {
      values.push_back(std::exchange(value, {}));
      ++i;
    }
  }
  values.push_back(std::move(value));
  return values;
}

std::string sheet_cell(const View& view, std::string_view key) {
  const auto* item = find_item(view, key);
  return item && item->shape == ItemShape::list ? cell_of(item->values) : joined(view, key);
}

}  // namespace cuetheque
