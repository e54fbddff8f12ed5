#include <algorithm>
#include <fmt/format.h>

#include "core/date.h"
#include "core/digest.h"
#include "core/text.h"
#include "core/text_utf8.h"
#include "core/vocabulary.h"
#include "importer/exports/parts.h"

namespace cuetheque {
namespace {

constexpr std::size_t longest_key = 40;  ///< of one that is not known, as a remark shows it

/// A value as the archive keeps it; empty where the field cannot hold it.
std::string value_of(const FieldRow& row, Json json) {
  auto text = text_of(json);
  const auto number = json.number();
  if (text.empty() && number) text = std::to_string(*number);
  if (text.empty()) return {};
  if (row.type == Type::date) {
    const auto date = parse_date(text);
    return date ? date->text : std::string();
  }
  if (row.type == Type::number) return number ? text : std::string();
  return row.type == Type::term ? term_id(row.id, text) : text;
}

/// Several codes of one recording are one text (the contract's `isrc`).
void add_codes(Values& values, std::string_view text) {
  while (!text.empty()) {
    const auto end = std::min(text.find(';'), text.size());
    values.add(std::string(trim(text.substr(0, end))));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

Values values_of(const FieldRow& row, Json json) {
  Values values;
  if (json.is_array())
    json.each([&](Json one) { values.add(value_of(row, one)); });
  else if (row.id == Field::isrc)
    add_codes(values, text_of(json));
  else
    values.add(value_of(row, json));
  return values;
}

const FieldRow* published(std::string_view key, Level level) {
  const auto field = field_named(key);
  if (!field) return nullptr;
  const auto& row = row_of(*field);
  return row.name == key && row.published && (row.levels & level) != 0 ? &row : nullptr;
}

}  // namespace

Guesses::Guesses(Json object) {
  object.at("guess").each([this](Json key) { keys_.insert(key.text()); });
}

void note(Oddities& oddities, std::string what) {
  if (std::ranges::find(oddities, what) == oddities.end()) oddities.push_back(std::move(what));
}

void state_facts(Json object, Level level, std::span<const std::string_view> structure, Statements& statements,
                 Oddities& oddities) {
  const Guesses guesses(object);
  std::set<Field> said;
  object.each_member([&](std::string_view key, Json value) {
    if (key == "guess" || std::ranges::find(structure, key) != structure.end()) return true;
    const auto* row = published(key, level);
    if (row == nullptr) {
      note(oddities, fmt::format("unknown key '{}': passed over", clean(cut_at(key, longest_key))));
      return true;
    }
    auto* stated = said.insert(row->id).second ? state(statements, row->id, values_of(*row, value)) : nullptr;
    if (stated == nullptr) {
      note(oddities, fmt::format("{}: no value that could be read", row->name));
      return true;
    }
    stated->set_source(guesses.source(key));
    stated->set_origins(0, guesses.contains(key) ? guesser : exporting_file);
    return true;
  });
}

std::optional<std::uint32_t> ExportedFiles::origin(Json object, const char* key, const char* key_in_base64) {
  auto path = std::string(object.at(key).text());
  if (path.empty()) path = bytes_of_base64(object.at(key_in_base64).text());
  if (!path.starts_with('/') || path.size() > longest_text) return std::nullopt;
  const auto [known, is_new] = origins_.emplace(path, static_cast<std::uint32_t>(album_.origins_size()));
  if (is_new) album_.add_origins()->set_path(std::move(path));
  return known->second;
}

std::uint32_t ExportedFiles::audio(std::uint32_t origin) {
  const auto [known, is_new] = files_.emplace(origin, static_cast<std::uint32_t>(album_.files_size()));
  if (is_new) {
    auto& file = *album_.add_files();
    file.set_origin(origin);
    file.set_missing(true);
  }
  return known->second;
}

}  // namespace cuetheque
