#include <algorithm>
#include <array>

#include "core/credits.h"
#include "core/keys.h"
#include "core/text.h"
#include "core/text_pattern.h"
#include "core/vocabulary.h"
#include "search/query_fields.h"
#include "search/terms.h"
#include "tests/search/plain_search.h"

namespace cuetheque {
namespace {

using Op = QueryNode::Op;
using Matches = std::vector<bool>;

constexpr auto identifiers = std::to_array({Field::catalognumber, Field::barcode, Field::isrc, Field::cue});

/// Prose and scenes keep the order of their words; notes and copyright lines do not.
bool keeps_order(Field field) {
  const bool prose = row_of(field).type == Type::prose || field == Field::scene;
  return prose && field != Field::note && field != Field::copyright;
}

std::vector<Field> text_fields() {
  std::vector<Field> all;
  for (const auto& row : fields)
    if (row.type == Type::prose || row.type == Type::name || row.type == Type::term) all.push_back(row.id);
  return all;
}

bool is_stemmed_in(Field field) {
  return row_of(field).type == Type::prose || field == Field::scene;
}

Matches& join(Matches& one, const Matches& other) {
  for (std::size_t i = 0; i < one.size(); ++i) one[i] = one[i] || other[i];
  return one;
}

/// Whether the words stand in the text one after another, or (NEAR) within a window, in any order.
bool stand_together(const std::vector<std::string>& text, const std::vector<std::string>& wanted, std::size_t window,
                    bool in_order) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(at + window, text.size()));
    std::vector<std::string> here(text.begin() + static_cast<std::ptrdiff_t>(at), end);
    const bool found = in_order ? here == wanted : std::ranges::all_of(wanted, [&](const std::string& word) {
      const auto one = std::ranges::find(here, word);
      const bool there = one != here.end();
      if (there) here.erase(one);
      return there;
    });
    if (found) return true;
  }
  return false;
}

/// One word of a question.
struct Wanted {
  std::string word, stem;
  bool goes_on = false;  ///< only its beginning
  bool stems = false;
};

std::vector<Wanted> wanted_by(const QueryNode& node) {
  std::vector<Wanted> all;
  for (const auto& word : words(node.text)) all.push_back({word, stem_of(word), false, node.op == Op::words});
  if (node.op == Op::prefix) all.back().goes_on = true;
  return all;
}

bool is_it(const std::string& word, const Wanted& wanted, bool prose) {
  if (wanted.goes_on) return word.starts_with(wanted.word);
  return word == wanted.word || (wanted.stems && prose && word == wanted.stem);
}

bool holds(const PlainValue& value, const Wanted& wanted, bool prose) {
  const auto same = [&](const std::string& word) { return is_it(word, wanted, prose); };
  const bool stem = wanted.stems && prose && std::ranges::find(value.stems, wanted.stem) != value.stems.end();
  return stem || std::ranges::any_of(value.words, same) || std::ranges::any_of(value.readings, same);
}

bool holds_all(const PlainValue& value, const QueryNode& node) {
  return std::ranges::all_of(wanted_by(node), [&](const Wanted& one) { return holds(value, one, false); });
}

bool is_one_name(const QueryNode& node, Field field) {
  return is_credit(field) && node.op == Op::phrase && words(node.text).size() > 1;
}

bool matches_code(const QueryNode& node, Field field, const std::string& value) {
  const auto have = code_text(field, value), want = code_text(field, node.text);
  return node.op == Op::prefix ? have.starts_with(want) : have == want;
}

bool matches_format(const QueryNode& node, const std::vector<std::string>& values) {
  return std::ranges::any_of(values, [&](const std::string& value) {
    const auto cut = words(value);
    return matches_code(node, Field::isrc, value) ||
           std::ranges::any_of(cut, [&](const std::string& word) { return matches_code(node, Field::isrc, word); });
  });
}

/// Paths are one text: the words may stand anywhere in them.
bool matches_path(const QueryNode& node, const std::set<std::string>& paths) {
  std::string all;
  for (const auto& path : paths) all += path + ' ';
  return holds_all(PlainValue(all), node);
}

/// The vocabulary's term that the text means, and those narrower.
std::set<std::string> terms_meant(const QueryNode& node, Field field) {
  std::set<std::string> terms{vocabulary_text(node.text)};
  const auto* known = vocabulary_of(field);
  const bool whole = node.op == Op::words || node.op == Op::phrase;
  const auto* meant = known == nullptr || !whole ? nullptr : known->find(node.text);
  if (meant == nullptr) return terms;
  for (const auto& id : known->expand(meant->id)) terms.insert(vocabulary_text(id));
  return terms;
}

}  // namespace

PlainValue::PlainValue(const std::string& written) : text(written), words(cuetheque::words(written)) {
  if (const auto reading = latin(written)) readings = cuetheque::words(*reading);
  for (const auto& word : words) stems.push_back(stem_of(word));
}

PlainSearch::Match PlainSearch::text(const QueryNode& node) {
  const auto value_is = [&](const PlainValue& value) { return value.text == clean(node.text); };
  const auto pattern = node.op == Op::regex ? std::optional<Pattern>(node.text) : std::nullopt;
  const auto pattern_fits = [&](const PlainValue& value) { return pattern->is_in(value.text); };
  if (node.op == Op::id) {
    const auto id = *parse_id(node.text);
    auto found = units_where([&](const Unit& unit) { return unit.ids.contains(id) || unit.names.contains(id); });
    return node.name.empty() ? join(found, anywhere(node)) : found;
  }
  if (node.name == "how") return units_where([&](const Unit& unit) { return unit.how.contains(node.text); });
  if (node.name == "side") return units_where([&](const Unit& unit) { return matches_format(node, unit.sides); });
  if (node.name == "format") return units_where([&](const Unit& unit) { return matches_format(node, unit.formats); });
  if (node.name == "path") return units_where([&](const Unit& unit) { return matches_path(node, unit.paths); });
  if (node.fields.empty()) return anywhere(node);
  if (node.op != Op::exact && node.op != Op::regex)
    return node.fields.size() == 1 ? in_field(node, node.fields.front()) : in_group(node);
  Match found(all_.units.size());
  for (const auto field : node.fields)
    join(found, node.op == Op::exact ? units_with(field, value_is) : units_with(field, pattern_fits));
  return found;
}

PlainSearch::Match PlainSearch::in_field(const QueryNode& node, Field field) {
  switch (row_of(field).type) {
    case Type::code:
      return units_with(field, [&](const PlainValue& value) { return matches_code(node, field, value.text); });
    case Type::flag:
      return units_with(field, [&](const PlainValue& value) { return fold(value.text) == node.text; });
    case Type::term: {
      const auto terms = terms_meant(node, field);
      auto found =
          units_with(field, [&](const PlainValue& value) { return terms.contains(vocabulary_text(value.text)); });
      return join(found, prose(node, field));
    }
    case Type::name: {
      if (field == Field::credited) return as_printed(node);
      auto found = credits(node, {field});
      return join(found, is_one_name(node, field) ? whole_names(node, field) : all_words(node, {field}));
    }
    default:
      return prose(node, field);
  }
}

/// Who is credited instead of the writer; where nobody is, the credits as they are written.
PlainSearch::Match PlainSearch::as_printed(const QueryNode& node) {
  Match found(all_.units.size());
  for (const auto field : person_fields())
    if (is_credit(field) && field != Field::credited) join(found, all_words(node, {field}));
  const auto instead = units_where([](const Unit& unit) { return unit.says.contains(Field::credited); });
  for (std::size_t i = 0; i < found.size(); ++i) found[i] = found[i] && !instead[i];
  return join(found, all_words(node, {Field::credited}));
}

PlainSearch::Match PlainSearch::in_group(const QueryNode& node) {
  auto found = credits(node, node.fields);
  if (!is_one_name(node, Field::composer) || people_named(node).empty())
    return join(found, all_words(node, node.fields));
  for (const auto field : node.fields) join(found, whole_names(node, field));
  return found;
}

PlainSearch::Match PlainSearch::anywhere(const QueryNode& node) {
  const auto everywhere = text_fields();
  auto found = credits(node, everywhere);
  if (node.op != Op::phrase && node.op != Op::near) {
    join(found, all_words(node, everywhere));
    if (node.op != Op::prefix)
      for (const auto field : identifiers) join(found, in_field(node, field));
    return found;
  }
  for (const auto field : everywhere) {
    if (keeps_order(field)) join(found, prose(node, field));
    if (row_of(field).type != Type::name) continue;
    join(found, is_one_name(node, field) ? whole_names(node, field) : all_words(node, {field}));
  }
  return found;
}

PlainSearch::Match PlainSearch::prose(const QueryNode& node, Field field) {
  const auto wanted = words(node.text);
  const bool phrase = node.op == Op::phrase;
  if ((!phrase && node.op != Op::near) || !keeps_order(field) || wanted.size() < 2) return all_words(node, {field});
  const auto window = phrase ? wanted.size() : node.distance + wanted.size() - 1;
  return units_with(field,
                    [&](const PlainValue& value) { return stand_together(value.words, wanted, window, phrase); });
}

PlainSearch::Match PlainSearch::all_words(const QueryNode& node, const std::vector<Field>& where) {
  const auto all = wanted_by(node);
  Match found(all_.units.size(), !all.empty());
  for (const auto& wanted : all) {
    Match here(found.size());
    for (const auto field : where)
      join(here,
           units_with(field, [&](const PlainValue& value) { return holds(value, wanted, is_stemmed_in(field)); }));
    for (std::size_t i = 0; i < found.size(); ++i) found[i] = found[i] && here[i];
  }
  return found;
}

/// A quoted name stands in one credit, whole; its words may stand anywhere in the field where nobody is called so.
PlainSearch::Match PlainSearch::whole_names(const QueryNode& node, Field field) {
  if (people_named(node).empty()) return all_words(node, {field});
  return units_with(field, [&](const PlainValue& value) { return holds_all(value, node); });
}

std::vector<const Person*> PlainSearch::people_named(const QueryNode& node) const {
  std::vector<const Person*> meant;
  if (node.op == Op::near || words(node.text).empty()) return meant;
  for (const auto& person : all_.people)
    if (std::ranges::any_of(person.forms, [&](const auto& form) { return holds_all(PlainValue(form), node); }))
      meant.push_back(&person);
  return meant;
}

/// What credits a person one of whose forms holds all the words; and the person's own record, where the fields are
/// those of its forms too.
PlainSearch::Match PlainSearch::credits(const QueryNode& node, const std::vector<Field>& where) {
  std::set<std::string> keys;
  std::set<Id> ids;
  for (const auto* person : people_named(node)) {
    ids.insert(person->id);
    for (const auto& form : person->forms) keys.insert(name_key(form));
  }
  Match found(all_.units.size());
  for (const auto field : where)
    if (is_credit(field))
      join(found, units_with(field, [&](const PlainValue& value) {
             return keys.contains(name_key(credited_name(field, value.text)));
           }));
  if (std::ranges::find(where, Field::alias) != where.end())
    join(found, units_where([&](const Unit& unit) {
           return unit.at(ResultLevel::name) && ids.contains(*unit.at(ResultLevel::name));
         }));
  return found;
}

}  // namespace cuetheque
