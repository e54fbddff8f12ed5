#include "search/countable.h"

#include <algorithm>
#include <array>

#include "core/credits.h"
#include "core/text.h"
#include "search/query_fields.h"

namespace cuetheque {
namespace {

/// What is counted though it is no field, or other than as a field's text.
constexpr auto others = std::to_array<Countable>({
    {"film", column::film, Kind::production, false, false},
    {"album", column::album, Kind::album, false, false},
    {"person", column::person, Kind::name, false, false},
    {"format", column::format, kind_unknown, false, false},
    {"how", column::how, kind_unknown, false, false},
    {"decade", row_of(Field::year).number, kind_unknown, true, true},
});

/// Fields of types most of which are told apart too finely to be counted.
constexpr auto coarse = std::to_array({Field::country, Field::language, Field::script, Field::key, Field::series,
                                       Field::theme, Field::grouping, Field::work});

Countable countable(Field field) {
  const auto& row = row_of(field);
  return {row.name, row.number, is_credit(field) ? Kind::name : kind_unknown,
          row.type == Type::date || field == Field::year, false};
}

}  // namespace

bool has_column(Field field) {
  switch (row_of(field).type) {
    case Type::name:
      return field != Field::name && field != Field::alias;
    case Type::term:
    case Type::number:
    case Type::date:
    case Type::flag:
      return true;
    case Type::prose:
    case Type::code:
      return std::ranges::find(coarse, field) != coarse.end();
    case Type::text:
      return false;
  }
  return false;
}

std::optional<Countable> countable(std::string_view name) {
  const auto subject = subject_named(name);
  const auto wanted = subject ? subject->name : fold(name);
  const auto row = std::ranges::find(others, wanted, &Countable::name);
  if (row != others.end()) return *row;
  if (!subject || subject->fields.size() != 1 || !has_column(subject->fields.front())) return std::nullopt;
  return countable(subject->fields.front());
}

std::vector<std::string_view> countable_names() {
  std::vector<std::string_view> names;
  for (const auto& row : others) names.push_back(row.name);
  for (const auto& row : fields)
    if (has_column(row.id)) names.push_back(row.name);
  return names;
}

std::vector<ColumnNumber> column_numbers() {
  std::vector<ColumnNumber> numbers{column::album, column::production, column::cue,    column::track, column::name,
                                    column::film,  column::person,     column::format, column::how,   column::length};
  for (const auto& row : fields)
    if (has_column(row.id)) numbers.push_back(row.number);
  return numbers;
}

}  // namespace cuetheque
