#include "core/fields.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "core/ascii.h"
#include "core/words.h"

namespace cuetheque {
namespace {

struct TagPlace {
  Field field;
  std::size_t rank;
};

const std::unordered_map<std::string_view, TagPlace>& tag_places() {
  static const auto places = [] {
    std::unordered_map<std::string_view, TagPlace> all;
    for (const auto& row : fields) {
      std::size_t rank = 0;
      each_word(row.tags, [&](std::string_view key) { all.emplace(key, TagPlace{row.id, rank++}); });
    }
    return all;
  }();
  return places;
}

const std::unordered_map<std::string_view, Field>& query_names() {
  static const auto names = [] {
    std::unordered_map<std::string_view, Field> all;
    for (const auto& row : fields) all.emplace(row.name, row.id);
    for (const auto& row : fields) each_word(row.aliases, [&](std::string_view alias) { all.emplace(alias, row.id); });
    return all;
  }();
  return names;
}

/// Place in the table + 1 by number in the store; 0 where no field has the number.
constexpr auto by_number() {
  std::array<std::uint16_t, std::ranges::max(fields, {}, &FieldRow::number).number + 1> places{};
  for (std::size_t i = 0; i < fields.size(); ++i) places[fields[i].number] = static_cast<std::uint16_t>(i + 1);
  return places;
}

}  // namespace

std::optional<Field> field_of_number(std::uint32_t number) {
  static constexpr auto places = by_number();
  const auto place = number < places.size() ? places[number] : 0;
  return place == 0 ? std::nullopt : std::optional(static_cast<Field>(place - 1));
}

std::optional<Field> field_named(std::string_view name) {
  const auto found = query_names().find(lower(name));
  return found == query_names().end() ? std::nullopt : std::optional(found->second);
}

std::optional<Field> field_of_tag(std::string_view key) {
  const auto found = tag_places().find(key);
  return found == tag_places().end() ? std::nullopt : std::optional(found->second.field);
}

std::size_t tag_rank(std::string_view key) {
  const auto found = tag_places().find(key);
  return found == tag_places().end() ? 0 : found->second.rank;
}

}  // namespace cuetheque
