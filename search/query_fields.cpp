#include "search/query_fields.h"

#include <algorithm>
#include <utility>

#include "core/text.h"
#include "core/words.h"

namespace cuetheque {
namespace {

Shape shape_of(Field field) {
  if (field == Field::year) return Shape::year;
  switch (row_of(field).type) {
    case Type::prose:
    case Type::name:
    case Type::term:
      return Shape::words;
    case Type::code:
      return Shape::code;
    case Type::number:
      return Shape::number;
    case Type::date:
      return Shape::date;
    case Type::flag:
      return Shape::flag;
    case Type::text:
      return Shape::unsearched;
  }
  return Shape::unsearched;
}

/// Fields of Type::name that name no person.
constexpr auto not_people = std::to_array({Field::studio, Field::label, Field::media, Field::genre});

std::vector<Field> all_people() {
  std::vector<Field> all;
  for (const auto& row : fields)
    if (row.type == Type::name && std::ranges::find(not_people, row.id) == not_people.end()) all.push_back(row.id);
  return all;
}

const std::vector<Field>& fields_of_group(std::string_view name) {
  static const std::vector<Field> none;
  return name == "person" ? person_fields() : name == "org" ? org_fields() : none;
}

struct LevelName {
  std::string_view name;
  ResultLevel level;
  Kind kind;
};
/// The first name of a level is the one `explain` writes.
constexpr auto level_names = std::to_array<LevelName>({
    {"album", ResultLevel::album, Kind::album},
    {"track", ResultLevel::track, Kind::track},
    {"cue", ResultLevel::cue, Kind::cue},
    {"film", ResultLevel::production, Kind::production},
    {"person", ResultLevel::name, Kind::name},
    {"production", ResultLevel::production, Kind::production},
    {"name", ResultLevel::name, Kind::name},
});

}  // namespace

const QueryField* query_field(std::string_view name) {
  const auto row = std::ranges::find(query_fields, name, &QueryField::name);
  return row == query_fields.end() ? nullptr : &*row;
}

std::optional<Subject> subject_named(std::string_view name) {
  const auto wanted = fold(name);
  if (const auto field = field_named(wanted))
    return Subject{std::string(row_of(*field).name), {*field}, shape_of(*field), {}};
  const auto row = std::ranges::find_if(
      query_fields, [&](const QueryField& one) { return one.name == wanted || has_word(one.aliases, wanted); });
  if (row == query_fields.end()) return std::nullopt;
  return Subject{std::string(row->name), fields_of_group(row->name), row->shape, row->choices};
}

std::vector<std::string_view> query_names() {
  std::vector<std::string_view> all;
  const auto add = [&](std::string_view name) { all.push_back(name); };
  for (const auto& row : fields) {
    add(row.name);
    each_word(row.aliases, add);
  }
  for (const auto& row : query_fields) {
    add(row.name);
    each_word(row.aliases, add);
  }
  return all;
}

const std::vector<Field>& person_fields() {
  static const auto all = all_people();
  return all;
}

const std::vector<Field>& org_fields() {
  static const std::vector<Field> all{Field::label, Field::studio, Field::orchestra, Field::name, Field::alias};
  return all;
}

std::optional<ResultLevel> level_named(std::string_view name) {
  const auto found = std::ranges::find(level_names, name, &LevelName::name);
  return found == level_names.end() ? std::nullopt : std::optional(found->level);
}

Kind kind_of(ResultLevel level) {
  return std::ranges::find(level_names, level, &LevelName::level)->kind;
}

std::string_view name_of(ResultLevel level) {
  return std::ranges::find(level_names, level, &LevelName::level)->name;
}

}  // namespace cuetheque
