#include "cli/stated_facts.h"

#include <algorithm>
#include <fmt/format.h>

#include "cli/numbers.h"

namespace cuetheque {
namespace {

void add_values(View& view, const FieldRow& row, std::vector<std::string> values) {
  // One recording has one code; the contract's key is a text, so several are joined rather than lost.
  const bool one = row.count == Count::one || row.id == Field::isrc;
  if (!one) return add_list(view, row.name, std::move(values));
  if (row.type != Type::number) return add_text(view, row.name, fmt::format("{}", fmt::join(values, "; ")));
  if (const auto number = whole_number(values.front())) add_number(view, row.name, *number);
}

}  // namespace

void StatedFacts::add(Field field) {
  auto resolved = resolve(statements, field);
  if (resolved.empty()) return;
  const auto& row = row_of(field);
  if (resolved.guess) guess.emplace_back(row.name);
  add_values(view, row, std::move(resolved.values));
}

void StatedFacts::add_all(std::span<const Field> leading, std::uint8_t level) {
  for (const auto field : leading) add(field);
  add_rest(leading, level);
}

void StatedFacts::add_rest(std::span<const Field> leading, std::uint8_t level) {
  for (const auto field : fields_said(statements)) {
    const auto& row = row_of(field);
    const bool later = field == Field::heard || std::ranges::find(leading, field) != leading.end();
    if (row.published && (row.levels & level) != 0 && !later) add(field);
  }
}

}  // namespace cuetheque
