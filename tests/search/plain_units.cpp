#include "tests/search/plain_units.h"

#include <algorithm>

#include "core/credits.h"
#include "core/cue_number.h"
#include "core/cue_ties.h"
#include "core/heard.h"
#include "core/keys.h"
#include "core/pictures.h"
#include "core/resolve.h"
#include "core/text.h"

namespace cuetheque {
namespace {

using Values = std::map<Field, std::vector<std::string>>;

/// What a record says by itself.
struct Said {
  Values values;
  bool guess = false;
};

Said said_by(const Statements& statements, const std::set<Field>& surely = {}) {
  Said said;
  for (const auto field : fields_said(statements)) {
    const auto resolved = resolve(statements, field);
    if (resolved.empty()) continue;
    said.values[field] = resolved.values;
    said.guess |= resolved.guess && !surely.contains(field);
  }
  return said;
}

/// The writers a cue sheet names are what it says of its composer, lyricist and arranger, beside what is stated; what
/// it says is no guess.
Said said_by_cue(const Record& cue) {
  const std::map<std::string, Field> written{
      {"C", Field::composer}, {"CA", Field::composer}, {"A", Field::lyricist}, {"AR", Field::arranger}};
  std::set<Field> surely;
  for (const auto& party : cue.parties())
    if (const auto role = written.find(party.role()); role != written.end()) surely.insert(role->second);
  auto said = said_by(cue.statements(), surely);
  for (const auto& party : cue.parties()) {
    const auto role = written.find(party.role());
    if (role == written.end()) continue;
    auto& values = said.values[role->second];
    if (std::ranges::find(values, party.name()) == values.end()) values.push_back(party.name());
  }
  return said;
}

bool any_word(const Values& values, Field field, const std::set<std::string>& wanted) {
  const auto found = values.find(field);
  return found != values.end() && std::ranges::any_of(found->second, [&](const std::string& value) {
           const auto cut = words(value);
           return wanted.contains(fold(value)) ||
                  std::ranges::any_of(cut, [&](const std::string& word) { return wanted.contains(word); });
         });
}

/// USERS.md 4.3, `is:`
struct Property {
  std::string_view name;
  Field field;
  std::set<std::string> words;
};
const std::vector<Property>& properties() {
  static const std::vector<Property> all{
      {"score", Field::usage, {"score", "background", "bi", "bv", "theme"}},
      {"score", Field::albumkind, {"original-score", "expanded-score", "complete-score", "isolated-score"}},
      {"song", Field::usage, {"song", "feature"}},
      {"song", Field::albumkind, {"song-album"}},
      {"source", Field::usage, {"source", "source-scoring", "vi", "vv", "vs"}},
      {"sfx", Field::usage, {"sound-effect", "ambience", "foley"}},
      {"sfx", Field::albumkind, {"sound-effects"}},
      {"rejected", Field::usage, {"unused"}},
      {"rejected", Field::albumkind, {"rejected-score"}},
      {"rejected", Field::title, {"unused", "rejected"}},
      {"rejected", Field::subtitle, {"unused"}},
      {"suite", Field::albumkind, {"suite"}},
      {"suite", Field::scene, {"suite"}},
      {"suite", Field::title, {"suite"}},
      {"alternate", Field::title, {"alternate", "alt"}},
      {"alternate", Field::subtitle, {"alternate"}},
      {"tracked", Field::title, {"tracked"}},
  };
  return all;
}

class Maker {
 public:
  explicit Maker(const std::vector<Record>& records) {
    for (const auto& record : records) by_id_[id_of(record)] = &record;
    for (const auto& record : records)
      if (record.kind() == name) add_person(record);
    for (const auto& record : records)
      for (const auto number : linked_to(record, track)) cues_of_[number].push_back(&record);
  }

  Units make(const std::vector<Record>& records) {
    for (const auto& record : records) {
      if (record.kind() == album) add_album(record);
      if (record.kind() == cue && linked_to(record, track).empty()) add_cue(record);
      if (record.kind() == name && record.merged_into() == 0) add_name(record);
    }
    std::set<Id> answered;
    for (const auto& unit : units_.units)
      if (const auto& film = unit.at(ResultLevel::production)) answered.insert(*film);
    for (const auto& record : records)
      if (record.kind() == production) add_film(record, !answered.contains(id_of(record)));
    mark_ambiguous(records);
    return std::move(units_);
  }

 private:
  using Films = std::vector<const Record*>;

  /// A cue is where an album of one of its films holds several tracks that it may be.
  void mark_ambiguous(const std::vector<Record>& records) {
    for (const auto& one : records)
      for (const auto& other : records) {
        if (one.kind() != cue || other.kind() != album || ties_on(one, other).possible.empty()) continue;
        const auto films = linked_to(one, production), theirs = linked_to(other, production);
        if (std::ranges::none_of(films, [&](auto film) { return theirs.contains(film); })) continue;
        for (auto& unit : units_.units)
          if (unit.ids.contains(id_of(one))) unit.is.insert("ambiguous");
      }
  }

  static std::set<std::uint64_t> linked_to(const Record& record, Kind kind) {
    std::set<std::uint64_t> numbers;
    for (const auto& link : record.links())
      if (link.kind() == kind) numbers.insert(link.id());
    return numbers;
  }

  Films films_of(const Record& record) const {
    Films films;
    for (const auto number : linked_to(record, production)) films.push_back(by_id_.at({production, number}));
    return films;
  }

  void add_person(const Record& record) {
    if (record.merged_into() != 0) {
      merged_[{name, record.merged_into()}].insert(id_of(record));
      return;
    }
    Person person{id_of(record), {}, {}};
    const auto said = said_by(record.statements());
    for (const auto field : {Field::name, Field::alias})
      if (const auto found = said.values.find(field); found != said.values.end())
        person.forms.insert(person.forms.end(), found->second.begin(), found->second.end());
    for (const auto& form : person.forms) by_form_[name_key(form)].insert(person.id);
    units_.people.push_back(person);
  }

  static void stands_for(Unit& unit, ResultLevel level, Id id) {
    auto& place = unit.record[static_cast<std::size_t>(level)];
    if (!place) place = id;
  }

  /// Records equally near give together; those further off give credits only where none nearer did.
  void inherit(Unit& unit, const std::vector<Said>& equally_near) const {
    const auto nearer = unit.says;
    for (const auto& said : equally_near) {
      for (const auto& [field, values] : said.values) {
        unit.says.insert(field);
        if (row_of(field).type == Type::name && nearer.contains(field)) continue;
        auto& all = unit.values[field];
        all.insert(all.end(), values.begin(), values.end());
        credit(unit, field, values);
      }
      if (said.guess) unit.is.insert("guess");
      for (const auto& [name, field, wanted] : properties())
        if (any_word(said.values, field, wanted)) unit.is.insert(std::string(name));
      if (said.values.contains(Field::credited)) unit.is.insert("uncredited");
    }
  }

  void credit(Unit& unit, Field field, const std::vector<std::string>& values) const {
    if (!is_credit(field)) return;
    for (const auto& value : values)
      if (const auto found = by_form_.find(name_key(credited_name(field, value))); found != by_form_.end())
        unit.names.insert(found->second.begin(), found->second.end());
  }

  void inherit_films(Unit& unit, const Films& films) const {
    std::vector<Said> said;
    for (const auto* film : films)
      if (unit.ids.insert(id_of(*film)).second) said.push_back(said_by(film->statements()));
    inherit(unit, said);
    if (films.size() == 1) stands_for(unit, ResultLevel::production, id_of(*films.front()));
  }

  static void add_path(Unit& unit, const Record& album, std::uint32_t origin) {
    const auto& place = album.origins(static_cast<int>(origin));
    unit.paths.insert(place.root() + '/' + place.path());
    unit.formats.push_back(place.path().substr(place.path().rfind('.') + 1));
  }

  void start_cue(Unit& unit, const Record& cue) const {
    unit.ids.insert(id_of(cue));
    stands_for(unit, ResultLevel::cue, id_of(cue));
    unit.has.insert("cues");
    inherit(unit, {said_by_cue(cue)});
    if (cue.timing().has_in_ms()) unit.numbers["tc"] = cue.timing().in_ms();
    if (cue.timing().duration_ms() > 0) unit.numbers["length"] = cue.timing().duration_ms();
    const auto number = unit.values.find(Field::cue);
    if (number == unit.values.end()) return;
    if (const auto read = parse_cue_number(number->second.front()); read && read->reel > 0)
      unit.numbers["reel"] = read->reel;
  }

  void start_track(Unit& unit, const Record& album, const Track& one, std::optional<Source> tie) const {
    unit.ids.insert({track, one.id()});
    stands_for(unit, ResultLevel::track, {track, one.id()});
    unit.has.insert("tracks");
    inherit(unit, {said_by(one.statements())});
    unit.numbers["track"] = one.position();
    unit.numbers["disc"] = one.disc();
    if (!one.side().empty()) unit.sides.push_back(one.side());
    const auto& file = album.files(static_cast<int>(one.file()));
    unit.numbers.try_emplace("length", file.duration_ms());
    if (!file.missing()) unit.has.insert("file");
    for (const auto& picture : pictures_of(album))
      if (carries(file.origin(), picture)) unit.has.insert("picture");
    unit.formats.push_back(file.container());
    add_path(unit, album, file.origin());
    if (const auto answer = heard(album, one, tie).answer) unit.is.insert(*answer ? "heard" : "unheard");
  }

  static bool in_some_file(const Record& album, const Picture& picture) {
    return std::ranges::any_of(album.files(), [&](const auto& file) { return carries(file.origin(), picture); });
  }

  void finish(Unit unit, const Record& album) {
    unit.ids.insert(id_of(album));
    stands_for(unit, ResultLevel::album, id_of(album));
    inherit(unit, {said_by(album.statements())});
    for (const auto& link : album.links()) unit.how.insert(link.how());
    inherit_films(unit, films_of(album));
    for (const auto& picture : pictures_of(album))
      if (!in_some_file(album, picture)) unit.has.insert("picture");
    if (album.remarks_size() > 0) unit.has.insert("remark");
    units_.units.push_back(std::move(unit));
  }

  void add_album(const Record& album) {
    if (album.tracks().empty()) finish({}, album);
    for (const auto& one : album.tracks()) {
      const auto& tied = cues_of_[one.id()];
      for (const auto* cue : tied) {
        Unit unit;
        start_cue(unit, *cue);
        start_track(unit, album, one, source_unknown);
        inherit_films(unit, films_of(*cue));
        finish(std::move(unit), album);
      }
      if (!tied.empty()) continue;
      Unit unit;
      start_track(unit, album, one, std::nullopt);
      finish(std::move(unit), album);
    }
  }

  void add_cue(const Record& cue) {
    Unit unit;
    start_cue(unit, cue);
    unit.is.insert("unreleased");
    inherit_films(unit, films_of(cue));
    units_.units.push_back(std::move(unit));
  }

  void add_film(const Record& film, bool answers) {
    Unit unit;
    inherit_films(unit, {&film});
    if (!answers) unit.record = {};
    units_.units.push_back(std::move(unit));
  }

  void add_name(const Record& record) {
    Unit unit;
    unit.ids.insert(id_of(record));
    stands_for(unit, ResultLevel::name, id_of(record));
    inherit(unit, {said_by(record.statements())});
    units_.units.push_back(std::move(unit));
    for (auto& person : units_.people)
      if (person.id == id_of(record)) person.merged = merged_[person.id];
  }

  std::map<Id, const Record*> by_id_;
  std::map<std::uint64_t, std::vector<const Record*>> cues_of_;  ///< by the number of their track
  std::map<std::string, std::set<Id>> by_form_;
  std::map<Id, std::set<Id>> merged_;
  Units units_;
};

}  // namespace

Units units_of(const std::vector<Record>& records) {
  return Maker(records).make(records);
}

}  // namespace cuetheque
