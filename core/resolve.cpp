#include "core/resolve.h"

#include <algorithm>
#include <array>

namespace cuetheque {
namespace {

/// The statement that supplies a field's values: strongest source, then most origins, then the one that stands first.
const Statement* strongest(const Statements& statements, std::uint32_t number) {
  const Statement* best = nullptr;
  for (const auto& statement : statements) {
    const bool supplies = statement.change() == replace || statement.change() == empty;
    if (statement.field() != number || !supplies) continue;
    const bool wins = !best || statement.source() > best->source() ||
                      (statement.source() == best->source() && statement.origins_size() > best->origins_size());
    if (wins) best = &statement;
  }
  return best;
}

void add_values(std::vector<std::string>& values, const Statement& statement) {
  for (const auto& value : statement.values())
    if (std::ranges::find(values, value) == values.end()) values.push_back(value);
}

void remove_values(std::vector<std::string>& values, const Statement& statement) {
  for (const auto& value : statement.values()) std::erase(values, value);
}

}  // namespace

const std::string& Resolved::first() const {
  static const std::string none;
  return values.empty() ? none : values.front();
}

Resolved resolve(const Statements& statements, Field field) {
  const std::uint32_t number = row_of(field).number;
  Resolved result;
  if (const auto* base = strongest(statements, number)) {
    result.values.assign(base->values().begin(), base->values().end());
    result.source = base->source();
    result.known_empty = base->change() == empty;
  }
  for (const auto& statement : statements) {
    if (statement.field() != number || (statement.change() != add && statement.change() != remove)) continue;
    if (statement.change() == add) add_values(result.values, statement);
    if (statement.change() == remove) remove_values(result.values, statement);
    result.source = curator;
  }
  result.guess = result.source != source_unknown && result.source <= path && !result.values.empty();
  return result;
}

std::vector<Field> fields_said(const Statements& statements) {
  std::array<bool, fields.size()> said{};
  for (const auto& statement : statements)
    if (const auto field = field_of_number(statement.field())) said[static_cast<std::size_t>(*field)] = true;
  std::vector<Field> result;
  for (const auto& row : fields)
    if (said[static_cast<std::size_t>(row.id)]) result.push_back(row.id);
  return result;
}

std::string_view source_name(Source source) {
  switch (source) {
    case curator:
      return "curator";
    case cue_sheet:
      return "cue sheet";
    case reference:
      return "reference";
    case cue_file:
      return "CUE file";
    case tags:
      return "tags";
    case path:
      return "path";
    case inferred:
      return "inferred";
    default:
      return "unknown";
  }
}

}  // namespace cuetheque
