#include "cli/edit_values.h"

#include <fmt/format.h>
#include <vector>

#include "core/date.h"
#include "core/error.h"
#include "core/identifiers.h"
#include "core/rights.h"
#include "core/text.h"
#include "core/vocabulary.h"

namespace cuetheque {
namespace {

[[noreturn]] void refuse_value(const FieldRow& row, std::string_view value, std::string hint) {
  throw Error(Cause::usage, fmt::format("{} cannot be '{}'", row.name, shown(value)), {}, std::move(hint));
}

std::string date_value(const FieldRow& row, std::string_view value) {
  const auto date = parse_date(value);
  if (!date || !date->remark.empty()) refuse_value(row, value, "a date is 1958, 1958-05 or 1958-05-09");
  return date->text;
}

std::string number_value(const FieldRow& row, std::string_view value) {
  if (value.size() > 9 || value.find_first_not_of("0123456789") != std::string_view::npos)
    refuse_value(row, value, "a whole number");
  return std::string(value);
}

std::string flag_value(const FieldRow& row, std::string_view value) {
  const auto folded = fold(value);
  if (folded == "yes" || folded == "no") return folded;
  refuse_value(row, value, "yes or no");
}

/// A field without free words: what is not in its vocabulary is a mistake.
bool closed(Field field) {
  switch (field) {
    case Field::kind:
    case Field::albumkind:
    case Field::usage:
    case Field::vocal:
    case Field::visual:
    case Field::origin:
      return vocabulary_of(field) != nullptr;
    default:
      return false;
  }
}

std::string term_value(const FieldRow& row, std::string_view value) {
  const auto* vocabulary = vocabulary_of(row.id);
  if (closed(row.id) && !vocabulary->find(value)) {
    const auto close = nearest_term(row.id, value);
    refuse_value(row, value,
                 close ? fmt::format("did you mean {}?", *close)
                       : fmt::format("`cuetheque fields {}` lists its words", row.name));
  }
  return term_id(row.id, value);
}

std::string code_value(const FieldRow& row, std::string_view value) {
  const auto scheme = scheme_of(row.id);
  return scheme && is_valid(*scheme, value) ? normalised(*scheme, value) : std::string(value);
}

/// What is half understood would be found as cleared, or not be found.
std::string right_value(const FieldRow& row, std::string_view value) {
  const auto right = parse_right(value);
  if (!right) refuse_value(row, value, looks_of_right());
  return text_of(*right);
}

}  // namespace

std::optional<std::string> nearest_term(Field field, std::string_view word) {
  const auto* vocabulary = vocabulary_of(field);
  if (!vocabulary) return std::nullopt;
  const auto near = vocabulary->near(word);
  return near.empty() ? std::nullopt : std::optional(near.front()->id);
}

std::string kept_value(Field field, std::string_view written_value) {
  const auto& row = row_of(field);
  const auto text = clean(written_value);
  const auto value = trim(text);
  if (value.empty()) refuse_value(row, written_value, fmt::format("{}= says that there is none", row.name));
  switch (row.type) {
    case Type::date:
      return date_value(row, value);
    case Type::number:
      return number_value(row, value);
    case Type::flag:
      return flag_value(row, value);
    case Type::term:
      return term_value(row, value);
    case Type::code:
      return code_value(row, value);
    default:
      return row.id == Field::right ? right_value(row, value) : std::string(value);
  }
}

}  // namespace cuetheque
