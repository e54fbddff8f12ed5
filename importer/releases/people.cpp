#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "core/identifiers.h"
#include "core/text.h"
#include "core/text_utf8.h"
#include "importer/releases/parts.h"

namespace cuetheque {
namespace {

struct Role {
  std::string_view type;  // of the relation
  Field field;
  std::string_view part;  // of a performer, where the relation has no attribute that says it
};

// MusicBrainz' relations between artists and recordings, works and releases, as far as a film-music archive keeps them.
constexpr auto roles = std::to_array<Role>({
    {"composer", Field::composer, ""},
    {"lyricist", Field::lyricist, ""},
    {"librettist", Field::lyricist, ""},
    {"writer", Field::writer, ""},
    {"arranger", Field::arranger, ""},
    {"instrument arranger", Field::arranger, ""},
    {"vocal arranger", Field::arranger, ""},
    {"orchestrator", Field::orchestrator, ""},
    {"conductor", Field::conductor, ""},
    {"orchestra", Field::orchestra, ""},
    {"performing orchestra", Field::orchestra, ""},
    {"chorus master", Field::performer, "chorus master"},
    {"concertmaster", Field::performer, "concertmaster"},
    {"performer", Field::performer, ""},
    {"instrument", Field::performer, ""},
    {"vocal", Field::performer, "vocals"},
    {"programming", Field::performer, "programming"},
    {"producer", Field::producer, ""},
    {"engineer", Field::engineer, ""},
    {"audio", Field::engineer, ""},
    {"sound", Field::engineer, ""},
    {"balance", Field::engineer, ""},
    {"recording", Field::engineer, ""},
    {"mastering", Field::engineer, ""},
    {"mix", Field::mixer, ""},
    {"mix-DJ", Field::mixer, ""},
    {"editor", Field::editor, ""},
});

// Attributes that say how much of the part it was, not which.
constexpr auto degrees = std::to_array<std::string_view>(
    {"additional", "guest", "solo", "assistant", "associate", "co", "executive", "minor", "partial"});

/// "Anne Dudley (piano, celesta)".
std::string performer(const std::string& name, Json relation, std::string_view part) {
  Values parts;
  relation.at("attributes", "attribute-list").each([&](Json attribute) {
    auto text = text_of(attribute);
    if (std::ranges::find(degrees, text) == degrees.end()) parts.add(std::move(text));
  });
  if (parts.empty()) parts.add(std::string(part));
  if (parts.empty()) return name;
  return fmt::format("{} ({})", name, fmt::join(std::move(parts).take(), ", "));
}

void add_alias(NameDraft& draft, Json alias, std::string& as_written) {
  auto name = text_of(alias.at("name", "alias"));
  if (name.empty() || name == draft.name || draft.aliases.size() >= most_values ||
      std::ranges::find(draft.aliases, name) != draft.aliases.end())
    return;
  if (const auto locale = text_of(alias.at("locale")); !locale.empty()) {
    const bool primary = alias.at("primary").is_true() || alias.at("primary").text() == "primary";
    as_written += fmt::format("{}{} [{}{}]", as_written.empty() ? "" : "; ", name, locale, primary ? ", primary" : "");
  }
  draft.aliases.push_back(std::move(name));
}

}  // namespace

std::string text_of(Json json) {
  const auto written = json.text();
  if (written.empty()) return {};
  return clean(trim(cut_at(written, longest_text)));
}

std::string mbid_of(Json entity) {
  const auto written = entity.at("id").text();
  constexpr std::size_t length = 36;
  if (written.size() != length || !is_valid(Scheme::mbid, written)) return {};
  return normalised(Scheme::mbid, written);
}

void Values::add(std::string value) {
  if (value.empty() || values_.size() >= most_values) return;
  if (std::ranges::find(values_, value) != values_.end()) return;
  size_ += value.size() + sizeof(value);
  values_.push_back(std::move(value));
}

Statement* state(Statements& statements, Field field, Values values) {
  if (values.empty()) return nullptr;
  auto& said = *statements.Add();
  said.set_field(row_of(field).number);
  said.set_source(reference);
  said.add_origins(0);
  for (auto& value : std::move(values).take()) said.add_values(std::move(value));
  return &said;
}

Statement* state(Statements& statements, Field field, std::string value) {
  Values values;
  values.add(std::move(value));
  return state(statements, field, std::move(values));
}

void guess(Statements& statements, Field field, const std::vector<std::string>& values) {
  if (values.empty()) return;
  auto& said = *statements.Add();
  said.set_field(row_of(field).number);
  said.set_source(inferred);
  said.add_origins(1);
  for (const auto& value : values) said.add_values(value);
}

std::string People::name_of(Json artist, std::string credited) {
  auto name = text_of(artist.at("name"));
  if (name.empty()) name = credited;
  const auto id = mbid_of(artist);
  if (name.empty() || id.empty()) return name;
  const auto [place, is_new] = places_.emplace(id, names_.size());
  if (is_new) names_.push_back({id, name, {}, {}, {}, {}, {}});
  auto& draft = names_[place->second];
  if (draft.sortname.empty()) draft.sortname = text_of(artist.at("sort-name"));
  if (draft.note.empty()) draft.note = text_of(artist.at("disambiguation"));
  if (draft.aliases.empty())
    artist.at("aliases", "alias-list").each([&](Json alias) { add_alias(draft, alias, draft.as_written); });
  const bool known = credited.empty() || credited == draft.name || draft.credited.size() >= most_values ||
                     std::ranges::find(draft.credited, credited) != draft.credited.end();
  if (!known) draft.credited.push_back(std::move(credited));
  return name;
}

Credit credit_of(Json owner, People& people) {
  Credit credit;
  std::size_t parts = 0;
  owner.at("artist-credit").each([&](Json part) {
    if (!part.is_object()) {  // musicbrainzngs keeps the joining words as items of their own
      credit.phrase += part.text();
      return;
    }
    ++parts;
    const auto artist = part.at("artist");
    auto printed = text_of(part.at("name"));
    const auto name = people.name_of(artist, printed);
    if (printed.empty()) printed = name;
    credit.phrase += printed;
    credit.phrase += part.at("joinphrase").text();
    credit.names.add(std::move(printed));
    credit.ids.add(mbid_of(artist));
    credit.sortnames.add(text_of(artist.at("sort-name")));
  });
  credit.phrase = parts > 1 ? clean(trim(cut_at(credit.phrase, longest_text))) : std::string();
  return credit;
}

void state_credit(Statements& statements, Credit credit, Field names, Field ids) {
  if (auto* said = state(statements, names, std::move(credit.names))) said->set_as_written(std::move(credit.phrase));
  state(statements, ids, std::move(credit.ids));
}

void Roles::add(Json owner) {
  each_relation(owner, [this](Json relation) { add_relation(relation); });
}

void Roles::add_relation(Json relation) {
  const auto type = relation.at("type").text();
  const auto role = std::ranges::find(roles, type, &Role::type);
  const auto artist = relation.at("artist");
  if (role == roles.end() || !artist.is_object()) return;
  auto name = people_.name_of(artist, text_of(relation.at("target-credit")));
  if (name.empty()) return;
  if (role->field == Field::performer) name = performer(name, relation, role->part);
  const auto known = std::ranges::find(values_, role->field, [](const auto& entry) { return entry.first; });
  (known == values_.end() ? values_.emplace_back(role->field, Values()) : *known).second.add(std::move(name));
}

void Roles::state_on(Statements& statements, Level level, std::uint8_t but) const {
  for (const auto& [field, values] : values_) {
    const auto levels = row_of(field).levels;
    const bool here = (levels & level) != 0 && (levels & but) == 0;
    const bool said = std::ranges::any_of(
        statements, [number = row_of(field).number](const Statement& one) { return one.field() == number; });
    if (here && !said) state(statements, field, values);
  }
}

std::size_t Roles::size() const {
  std::size_t size = 0;
  for (const auto& [field, values] : values_) size += values.size();
  return size;
}

}  // namespace cuetheque
